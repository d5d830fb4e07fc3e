import type { Readable } from 'node:stream'
import { Agent, request } from 'undici'

/** What came of a call. `sent: 'no'` is proof that the platform never saw it. */
export type Answer =
  | { got: true; status: number; headers: (name: string) => string | undefined; body: string }
  | { got: false; sent: 'no' | 'unknown'; code: string }

export interface Call {
  headers?: Record<string, string>
  body?: string
  /** Called at the moment when the first byte is about to leave: until then it is provably unsent. */
  leaving?: (() => void) | undefined
  /** For the whole call, connecting and reading included. */
  timeoutMs?: number
}

const timeoutMs = 15_000
const sizeLimit = 1024 * 1024

// Few idle seconds: a POST on a connection the other side has just closed is a send in doubt.
const agent = new Agent({ connect: { timeout: 8_000 }, keepAliveTimeout: 3_000 })

export const post = (url: string, call: Call): Promise<Answer> => exchange('POST', url, call)
export const get = (url: string, call: Call = {}): Promise<Answer> => exchange('GET', url, call)

/**
 * One call without redirects or retries. Never throws, and its codes never hold the address:
 * the Bot Platform's carries the token.
 */
async function exchange(method: 'GET' | 'POST', url: string, call: Call): Promise<Answer> {
  let left = method === 'GET'
  const outgoing = (body: string) =>
    lazily(body, () => {
      left = true
      call.leaving?.()
    })
  try {
    const { statusCode, headers, body } = await request(url, {
      method,
      dispatcher: agent,
      signal: AbortSignal.timeout(call.timeoutMs ?? timeoutMs),
      // Node 20's Brotli decoder is not safe to feed; we ask for plain bytes and take nothing else.
      headers: {
        ...call.headers,
        'accept-encoding': 'identity',
        ...(call.body !== undefined && { 'content-length': String(Buffer.byteLength(call.body)) }),
      },
      ...(call.body !== undefined && { body: outgoing(call.body) }),
    })
    const header = (name: string) => single(headers[name.toLowerCase()])
    if ((header('content-encoding') ?? 'identity') !== 'identity') {
      await body.dump()
      return { got: false, sent: 'unknown', code: 'encoded-answer' }
    }
    const text = await readAll(body)
    if (text === undefined) return { got: false, sent: 'unknown', code: 'answer-too-long' }
    return { got: true, status: statusCode, headers: header, body: text }
  } catch (error) {
    return { got: false, sent: left ? 'unknown' : 'no', code: codeOf(error) }
  }
}

async function readAll(body: AsyncIterable<Buffer>): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > sizeLimit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** undici asks for the body when the connection stands and the head of the request is to be written. */
function lazily(body: string, leaving: () => void): Readable {
  function* once() {
    leaving()
    yield Buffer.from(body)
  }
  // as: undici takes any iterable, its types know streams only.
  return once() as unknown as Readable
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return 'timeout'
  if ('code' in error && typeof error.code === 'string') return error.code
  // Happy eyeballs: every address of the host failed, each with its own error.
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return error.name
}

const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value
