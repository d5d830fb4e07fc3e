/** Large text and reading aloud. */

const largeKey = 'cau-noi-large'

/** Keeps the choice for the next visit, where the browser lets a page keep anything. */
export function offerLargeText(button: HTMLElement): void {
  const set = (large: boolean): void => {
    document.documentElement.classList.toggle('large', large)
    button.setAttribute('aria-pressed', String(large))
  }
  set(remembered() === 'yes')
  button.hidden = false
  button.addEventListener('click', () => {
    const large = button.getAttribute('aria-pressed') !== 'true'
    set(large)
    try {
      localStorage.setItem(largeKey, large ? 'yes' : 'no')
    } catch {
      // Storage is closed in some frames: then the choice lasts as long as the page.
    }
  })
}

function remembered(): string | null {
  try {
    return localStorage.getItem(largeKey)
  } catch {
    return null
  }
}

/** Shows the "Nghe" buttons once the device is known to have a Vietnamese voice. */
export function offerReading(log: HTMLElement): void {
  if (!('speechSynthesis' in window)) return
  const voice = (): SpeechSynthesisVoice | undefined =>
    speechSynthesis.getVoices().find(({ lang }) => /^vi\b/i.test(lang))
  const show = (): void => {
    log.classList.toggle('can-speak', voice() !== undefined)
  }
  show()
  // Voices are loaded after the page, on most devices.
  speechSynthesis.addEventListener('voiceschanged', show)

  let reading: HTMLElement | undefined
  function stop(): void {
    speechSynthesis.cancel()
    if (reading) reading.textContent = 'Nghe'
    reading = undefined
  }

  log.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return
    const button = event.target.closest<HTMLElement>('.speak')
    const message = button?.closest('.message')
    if (!button || !message) return
    const again = button === reading
    stop()
    if (again) return
    const read = [...message.querySelectorAll('.words > *, .choice')].map(
      (part) => part.textContent,
    )
    const words = new SpeechSynthesisUtterance(read.join('. '))
    words.lang = 'vi-VN'
    words.voice = voice() ?? null
    words.addEventListener('end', () => button === reading && stop())
    reading = button
    button.textContent = 'Dừng đọc'
    speechSynthesis.speak(words)
  })
  window.addEventListener('pagehide', stop)
}
