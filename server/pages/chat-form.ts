import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { WebChat } from './web-chat.ts'

/** A page without script is shown again when the bot has answered, or after this. */
const longestWaitMs = 4_000

/** Sent by a browser without script: it wants a page back. */
export const isForm = ({ headers }: FastifyRequest): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false

/**
 * A form that the browser brings back with "back" has its old id but new words: both together
 * are what is sent twice when the same press is repeated.
 */
export function formId(id: string, text = '', payload = ''): string {
  const hash = createHash('sha256').update(JSON.stringify([id, text, payload]))
  return `form-${hash.digest('hex').slice(0, 32)}`
}

/** Resolves when somebody other than the citizen has spoken after `before`, or when waiting is over. */
export async function answered(webChat: WebChat, visitor: string, before: number): Promise<void> {
  let stop = (): void => {}
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, longestWaitMs)
    const look = async (): Promise<void> => {
      const news = await webChat.history(visitor, before).catch(() => [])
      if (!news.some(({ from }) => from !== 'citizen')) return
      clearTimeout(timer)
      resolve()
    }
    stop = webChat.listen(visitor, () => void look())
    void look()
  })
  stop()
}
