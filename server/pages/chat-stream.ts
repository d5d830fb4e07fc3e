import type { ServerResponse } from 'node:http'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Message } from './message.tsx'
import type { WebChat, WebMessage } from './web-chat.ts'

const heartbeatMs = 20_000
/** A reader that takes nothing any more is let go; it comes back and resumes. */
const greatestBacklogBytes = 1_000_000

/** More tabs of one browser than this, and the longest open one must do without. */
const streamsPerVisitor = 6

export interface ChatStreams {
  open(
    raw: ServerResponse,
    visitor: string,
    afterId: number,
    onFault: (error: unknown) => void,
  ): void
  /** Ends them all; their readers come back to the next process. */
  close(): void
}

/** The streams that are open in this process. */
export function chatStreams(webChat: WebChat): ChatStreams {
  const streams = new Map<string, Set<ServerResponse>>()
  return {
    open(raw, visitor, afterId, onFault) {
      const open = streams.get(visitor) ?? new Set()
      streams.set(visitor, open)
      if (open.size >= streamsPerVisitor) open.values().next().value?.end()
      open.add(raw)
      raw.on('close', () => {
        open.delete(raw)
        if (open.size === 0 && streams.get(visitor) === open) streams.delete(visitor)
      })
      streamChat({ raw, webChat, visitor, afterId, onFault })
    },
    close() {
      for (const open of streams.values()) for (const raw of open) raw.end()
    },
  }
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
function streamChat({ raw, webChat, visitor, afterId, onFault }: StreamOptions): void {
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
}

/** The message as data, and as the page shows it, so that there is one place which draws messages. */
function event(message: WebMessage): string {
  const html = renderToString(h(Message, { message }))
  return `id: ${message.id}\nevent: message\ndata: ${JSON.stringify({ ...message, html })}\n\n`
}
