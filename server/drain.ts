import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'

const patienceMs = 2_000

/**
 * Lets a sender finish a body that nobody will read: answered in the middle of its writing, it
 * would see a broken connection instead of the answer.
 */
export async function drain(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return
  request.resume()
  const signal = AbortSignal.timeout(patienceMs)
  await once(request, 'end', { signal }).catch(() => {})
}
