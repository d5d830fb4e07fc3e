import type { Pending } from './log.ts'
import { fileWords } from './photos.ts'

export interface Words {
  text?: string
  payload?: string
  location?: { latitude: number; longitude: number }
  file?: File
}

/** Stands for a position while it is on its way, in the words that the server's copy has. */
const placeWords = 'Vị trí của tôi'

const longestPauseMs = 15_000

/**
 * What the citizen sends, one after another. A message keeps its id until the server has it, so that
 * sending it again after a broken connection never makes it two.
 */
export function openOutgoing(
  show: (text: string) => Pending,
  trouble: (problem: string | undefined) => void,
): (words: Words) => void {
  let last: Promise<void> = Promise.resolve()

  return function send(words) {
    const id = newId()
    const pending = show(
      words.text ?? (words.file ? fileWords(words.file) : words.location ? placeWords : ''),
    )
    const go = (): void => {
      last = last.then(() => deliver())
    }
    go()

    async function deliver(): Promise<void> {
      for (let pauseMs = 1000; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
        const { verdict, problem, waitMs } = await post({ id, ...words })
        if (verdict === 'kept') {
          trouble(undefined)
          return pending.kept()
        }
        if (verdict === 'never') return pending.failed(problem, go)
        trouble(problem)
        await onlineOrAfter(waitMs ?? pauseMs)
      }
    }
  }
}

interface Posted {
  verdict: 'kept' | 'later' | 'never'
  problem: string
  waitMs?: number
}

async function post(message: Words & { id: string }): Promise<Posted> {
  try {
    const response = await (message.file ? postFile(message.id, message.file) : postWords(message))
    if (response.ok) return { verdict: 'kept', problem: '' }
    const { problem = 'Chưa gửi được.' } = await response.json().catch(() => ({}))
    const later = response.status === 429 || response.status >= 500
    const waitS = Number(response.headers.get('retry-after'))
    return {
      verdict: later ? 'later' : 'never',
      problem,
      ...(waitS > 0 && { waitMs: waitS * 1000 }),
    }
  } catch {
    return { verdict: 'later', problem: 'Mất kết nối. Tin nhắn sẽ tự gửi khi có mạng lại.' }
  }
}

const postWords = (message: Words & { id: string }): Promise<Response> =>
  fetch('/chat/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  })

const postFile = (id: string, file: File): Promise<Response> =>
  fetch(`/chat/files?id=${id}`, {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  })

/** The browser's word that the network is back is only a hint, hence the pause as well. */
function onlineOrAfter(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    window.addEventListener('online', done, { once: true })
    function done(): void {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
  })
}

/** randomUUID is missing on plain http, where a commune may try the product in its own network. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
