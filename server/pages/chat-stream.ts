import type { ServerResponse } from 'node:http'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Message } from './message.tsx'
import type { WebChat, WebMessage } from './web-chat.ts'

const heartbeatMs = 20_000
/** A reader that takes nothing any more is let go; it comes back and resumes. */
const greatestBacklogBytes = 1_000_000

export interface ChatStream {
  close(): void
}

interface StreamOptions {
  raw: ServerResponse
  webChat: WebChat
  visitor: string
  /** The last message the reader has. */
  afterId: number
  onFault(error: unknown): void
}

/** Server-sent events of one conversation: everything after `afterId`, then whatever comes. */
export function streamChat({ raw, webChat, visitor, afterId, onFault }: StreamOptions): ChatStream {
  let last = afterId
  let news = false
  let reading = false

  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx would otherwise collect answers before passing them on.
    'x-accel-buffering': 'no',
  })
  raw.write('retry: 2000\n\n')

  // News may come while we read: one reader at a time, and it looks again before it rests.
  async function read(): Promise<void> {
    news = true
    if (reading) return
    reading = true
    try {
      while (news && !raw.writableEnded) {
        news = false
        for (const message of await webChat.history(visitor, last)) {
          if (message.id <= last) continue
          raw.write(event(message))
          last = message.id
        }
        if (raw.writableLength > greatestBacklogBytes) raw.destroy()
      }
    } catch (error) {
      onFault(error)
      raw.end()
    } finally {
      reading = false
    }
  }

  const heartbeat = setInterval(() => raw.write(': \n\n'), heartbeatMs)
  const stop = webChat.listen(visitor, () => void read())
  raw.on('close', () => {
    clearInterval(heartbeat)
    stop()
  })
  void read()
  return { close: () => raw.end() }
}

/** The message as data, and as the page shows it, so that there is one place which draws messages. */
function event(message: WebMessage): string {
  const html = renderToString(h(Message, { message }))
  return `id: ${message.id}\nevent: message\ndata: ${JSON.stringify({ ...message, html })}\n\n`
}
