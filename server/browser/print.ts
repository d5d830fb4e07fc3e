/** The print button of a checklist; without script there is the browser's own. */
const button = document.getElementById('print')
if (button) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
