/** Photos from the camera or the gallery, videos and documents, dropped or pasted ones as well. */

const largest = 20 * 1024 * 1024
const mostAtOnce = 10

interface PhotoParts {
  button: HTMLElement
  input: HTMLInputElement
  send(file: File): void
  failed(problem: string): void
}

export function offerPhotos({ button, input, send, failed }: PhotoParts): void {
  const take = (files: Iterable<File>): void => {
    const all = [...files].slice(0, mostAtOnce)
    if (all.some(({ size }) => size > largest))
      failed('Tệp lớn hơn 20 MB không gửi được. Anh/Chị chọn ảnh hoặc video ngắn hơn.')
    for (const file of all) if (file.size <= largest) send(file)
  }

  button.hidden = false
  button.addEventListener('click', () => input.click())
  input.addEventListener('change', () => {
    take(input.files ?? [])
    // The same photo may be chosen again.
    input.value = ''
  })
  document.addEventListener('paste', (event) => {
    const files = event.clipboardData?.files
    if (files && files.length > 0) {
      event.preventDefault()
      take(files)
    }
  })
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    take(event.dataTransfer?.files ?? [])
  })
}

/** What the page writes until the server's copy is here, in the same words. */
export const fileWords = ({ type }: File): string =>
  type.startsWith('video/') ? 'Video' : type === 'application/pdf' ? 'Tệp PDF' : 'Ảnh'
