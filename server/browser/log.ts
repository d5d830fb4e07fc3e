/** The conversation on the page: what was said, what is on its way, and where the reader looks. */

const nearPx = 80
const marginPx = 12
/** Only a hint: an answer that takes longer is no longer announced. */
const longestTypingMs = 25_000

const sending = 'Đang gửi…'

export interface Pending {
  /** The server has it; its own copy of the message is to replace this one. */
  kept(): void
  failed(problem: string, retry: () => void): void
}

export interface Log {
  lastId(): number
  /** A message as the server draws it; one that is already here is left alone. */
  add(message: { id: number; from: string; text: string; html: string }): void
  pending(text: string): Pending
}

/** A message of this page that the server's copy has not replaced yet. */
interface Own {
  element: HTMLElement
  words: HTMLElement
  under: HTMLElement
  text: string
  kept: boolean
}

export function openLog(log: HTMLElement, typing: HTMLElement, newest: HTMLElement): Log {
  const waiting: Own[] = []
  let typingTimer: number | undefined
  /** Who reads further up is not pulled down by news. */
  let following = true

  const toEnd = (): void => {
    log.scrollTop = log.scrollHeight
    following = true
    newest.hidden = true
  }
  log.addEventListener('scroll', () => {
    following = log.scrollHeight - log.scrollTop - log.clientHeight < nearPx
    if (following) newest.hidden = true
  })
  newest.addEventListener('click', () => {
    toEnd()
    log.focus()
  })
  // A keyboard that opens on a phone takes room from the log: what was last must stay in sight.
  new ResizeObserver(() => following && toEnd()).observe(log)
  toEnd()

  function put(element: Element): void {
    log.insertBefore(element, typing)
    if (following) follow()
    else newest.hidden = false
  }

  /** To the end, unless the citizen's own last words would leave the screen: an answer is read from its top. */
  function follow(): void {
    const own = [...log.querySelectorAll<HTMLElement>('.citizen')].pop()
    const top = own ? own.offsetTop - log.offsetTop - marginPx : Number.POSITIVE_INFINITY
    log.scrollTop = Math.max(log.scrollTop, Math.min(log.scrollHeight - log.clientHeight, top))
  }

  function showTyping(on: boolean): void {
    clearTimeout(typingTimer)
    typing.hidden = !on
    if (!on) return
    typingTimer = window.setTimeout(() => showTyping(false), longestTypingMs)
    if (following) toEnd()
  }

  /** Ours with the same words, else the oldest the server has: it may have masked a number in it. */
  function takeWaiting(text: string): Own | undefined {
    const same = waiting.findIndex((own) => own.text === text)
    const index = same >= 0 ? same : waiting.findIndex((own) => own.kept)
    return index < 0 ? undefined : waiting.splice(index, 1)[0]
  }

  return {
    lastId() {
      const shown = log.querySelectorAll<HTMLElement>('[data-id]')
      return Number(shown[shown.length - 1]?.dataset.id ?? 0)
    },

    add({ id, from, text, html }) {
      if (log.querySelector(`[data-id="${id}"]`)) return
      const drawn = document.createElement('template')
      // Drawn by our own server, which escapes every word; the page's policy runs no inline script.
      drawn.innerHTML = html
      const element = drawn.content.querySelector<HTMLElement>('.message')
      if (!element) return
      const own = from === 'citizen' ? takeWaiting(text) : undefined
      if (own) become(own, element)
      else put(element)
      if (from !== 'citizen') showTyping(false)
    },

    pending(text) {
      const own = draw(text)
      put(own.element)
      toEnd()
      waiting.push(own)

      return {
        kept() {
          own.kept = true
          own.under.textContent = 'Đã gửi'
          showTyping(true)
        },
        failed(problem, retry) {
          const again = document.createElement('button')
          again.type = 'button'
          again.textContent = 'Gửi lại'
          again.addEventListener('click', () => {
            own.under.textContent = sending
            own.element.classList.remove('failed')
            retry()
          })
          own.element.classList.add('failed')
          own.under.replaceChildren(`${problem} `, again)
        },
      }
    },
  }
}

function draw(text: string): Own {
  const words = paragraph('words', text)
  words.dir = 'auto'
  const under = paragraph('under', sending)
  const bubble = document.createElement('div')
  bubble.className = 'bubble'
  bubble.append(words)
  const element = document.createElement('article')
  element.className = 'message citizen waiting'
  element.append(paragraph('unseen', 'Anh/Chị'), bubble, under)
  return { element, words, under, text, kept: false }
}

function paragraph(className: string, text: string): HTMLElement {
  return Object.assign(document.createElement('p'), { className, textContent: text })
}

/** The same element stays, since a new one would be read out a second time. */
function become(own: Own, copy: HTMLElement): void {
  own.element.className = copy.className
  own.element.dataset.id = copy.dataset.id
  own.words.textContent = copy.querySelector('.words')?.textContent ?? own.text
  const pictures = copy.querySelector('.pictures')
  if (pictures) own.words.before(pictures)
  own.under.replaceChildren(...(copy.querySelector('.under')?.childNodes ?? []))
}
