import { offerLargeText, offerReading } from './aids.ts'
import { openLog } from './log.ts'
import { openOutgoing } from './outgoing.ts'
import { offerPhotos } from './photos.ts'
import { offerPlace } from './place.ts'
import { openStream } from './stream.ts'

const log = element('log')
const banner = element('banner')
const box = element<HTMLTextAreaElement>('loi-nhan')
const framed = window.parent !== window

const shown = openLog(log, element('typing'), element('newest'))
const troubles = {
  sending: undefined as string | undefined,
  connection: undefined as string | undefined,
}

const send = openOutgoing(shown.pending, (problem) => {
  troubles.sending = problem
  showTroubles()
})

let silence: number | undefined
openStream(shown.lastId, shown.add, (connected) => {
  clearTimeout(silence)
  troubles.connection = undefined
  // Short breaks mend themselves and are nobody's business.
  if (!connected) silence = window.setTimeout(lostConnection, navigator.onLine ? 3000 : 0)
  showTroubles()
})

offerLargeText(element('large'))
offerReading(log)
const failed = (problem: string): void => {
  troubles.sending = problem
  showTroubles()
}
offerPlace(element<HTMLButtonElement>('place'), {
  found: (location) => send({ location }),
  failed,
})
offerPhotos({
  button: element('photo'),
  input: element<HTMLInputElement>('photos'),
  send: (file) => send({ file }),
  failed,
})

// Capturing nothing but our own forms: the composer and every choice work without script too.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !('send' in form.dataset)) return
  event.preventDefault()
  const fields = new FormData(form)
  const pressed = event.submitter
  if (pressed instanceof HTMLButtonElement && pressed.name) fields.set(pressed.name, pressed.value)
  const text = String(fields.get('text') ?? '').trim()
  const payload = fields.get('payload')
  if (!text && !payload) return
  send({ text, ...(typeof payload === 'string' && { payload }) })
  if (form !== box.form) return
  box.value = ''
  growBox()
  box.focus()
})

box.addEventListener('keydown', (event) => {
  // Telex and VNI compose: the Enter that ends a syllable is not the one that sends.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
  event.preventDefault()
  box.form?.requestSubmit()
})
box.addEventListener('input', growBox)

window.addEventListener('offline', lostConnection)

if (framed) {
  const close = document.getElementById('close')
  const leave = (): void => window.parent.postMessage('cau-noi:close', '*')
  if (close) close.hidden = false
  close?.addEventListener('click', leave)
  document.addEventListener('keydown', (event) => event.key === 'Escape' && leave())
}

function lostConnection(): void {
  troubles.connection = 'Mất kết nối. Đang thử kết nối lại…'
  showTroubles()
}

function showTroubles(): void {
  const text = troubles.connection ?? troubles.sending ?? ''
  // Only a change is announced by a screen reader.
  if (banner.textContent !== text) banner.textContent = text
}

/** The box grows with its text up to what the style sheet allows. */
function growBox(): void {
  box.rows = Math.min(
    5,
    Math.max(1, box.value.split('\n').length, Math.ceil(box.value.length / 38)),
  )
}

function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  // as: the ids and their elements are written together, in server/pages/chat-page.tsx.
  return found as T
}
