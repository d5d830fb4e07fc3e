/** The conversation on the page: what was said, what is on its way, and where the reader looks. */

const nearPx = 80
/** Only a hint: an answer that takes longer is no longer announced. */
const longestTypingMs = 25_000

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

export function openLog(log: HTMLElement, typing: HTMLElement, newest: HTMLElement): Log {
  const waiting: { element: HTMLElement; text: string; kept: boolean }[] = []
  let typingTimer: number | undefined

  const isNear = (): boolean => log.scrollHeight - log.scrollTop - log.clientHeight < nearPx
  const toEnd = (): void => {
    log.scrollTop = log.scrollHeight
    newest.hidden = true
  }
  log.addEventListener('scroll', () => {
    if (isNear()) newest.hidden = true
  })
  newest.addEventListener('click', () => {
    toEnd()
    log.focus()
  })
  // A keyboard that opens on a phone takes room from the log: what was last must stay in sight.
  new ResizeObserver(toEnd).observe(log)
  toEnd()

  function put(element: Element): void {
    const follow = isNear()
    log.insertBefore(element, typing)
    if (follow) toEnd()
    else newest.hidden = false
  }

  function showTyping(on: boolean): void {
    clearTimeout(typingTimer)
    const follow = isNear()
    typing.hidden = !on
    if (!on) return
    typingTimer = window.setTimeout(() => showTyping(false), longestTypingMs)
    if (follow) toEnd()
  }

  /** Ours with the same words, else the oldest the server has: it may have masked a number in it. */
  function takeWaiting(text: string): HTMLElement | undefined {
    const same = waiting.findIndex((own) => own.text === text)
    const index = same >= 0 ? same : waiting.findIndex((own) => own.kept)
    return index < 0 ? undefined : waiting.splice(index, 1)[0]?.element
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
      const element = drawn.content.firstElementChild
      if (!element) return
      const own = from === 'citizen' ? takeWaiting(text) : undefined
      if (own) own.replaceWith(element)
      else put(element)
      if (from !== 'citizen') showTyping(false)
    },

    pending(text) {
      const element = document.createElement('article')
      element.className = 'message citizen waiting'
      const bubble = document.createElement('div')
      bubble.className = 'bubble'
      const words = document.createElement('p')
      words.className = 'words'
      words.dir = 'auto'
      words.textContent = text
      bubble.append(words)
      const under = document.createElement('p')
      under.className = 'under'
      under.textContent = 'Đang gửi…'
      element.append(bubble, under)
      put(element)
      toEnd()
      const own = { element, text, kept: false }
      waiting.push(own)

      return {
        kept() {
          own.kept = true
          under.textContent = 'Đã gửi'
          showTyping(true)
        },
        failed(problem, retry) {
          const again = document.createElement('button')
          again.type = 'button'
          again.textContent = 'Gửi lại'
          again.addEventListener('click', () => {
            under.textContent = 'Đang gửi…'
            element.classList.remove('failed')
            retry()
          })
          element.classList.add('failed')
          under.replaceChildren(`${problem} `, again)
        },
      }
    },
  }
}
