import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { request } from 'undici'

/** A clock that tests push forward; windows, tokens and limits of the fakes go by it. */
export interface Clock {
  now(): Date
  advance(ms: number): void
}

export function movableClock(start?: Date): Clock {
  let ahead = start ? start.getTime() - Date.now() : 0
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (ms) => {
      ahead += ms
    },
  }
}

export interface Call {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: string
}

export interface Answer {
  status?: number
  headers?: Record<string, string>
  /** An object goes out as JSON, a text as it is. */
  body: unknown
}

/** What goes wrong with the next call by this method to a path that contains `on`; any when absent. */
export interface Fault {
  method?: 'GET' | 'POST' | 'DELETE'
  on?: string
  /** Said instead of the platform's own answer; the call has no effect. */
  answer?: Answer
  /** before: the call has no effect · after: it has, and nobody says so · half: the answer breaks off. */
  hangUp?: 'before' | 'after' | 'half'
  /** Waits this long before it answers; the call has its effect first. */
  delayMs?: number
  times?: number
}

export interface FakePlatform {
  url: string
  fail(fault: Fault): void
  close(): Promise<void>
}

/** A platform's HTTP server on this machine, with faults on order. */
export async function startFakePlatform(
  handle: (call: Call) => Answer | Promise<Answer>,
): Promise<FakePlatform> {
  const faults: Fault[] = []

  const server = createServer(async (incoming, response) => {
    const call = await read(incoming)
    const fault = takeFault(faults, call)
    if (fault?.hangUp === 'before') return void incoming.socket.destroy()
    const answer = fault?.answer ?? (await handle(call))
    if (fault?.delayMs) await sleep(fault.delayMs)
    if (fault?.hangUp === 'after') return void incoming.socket.destroy()
    write(response, answer, fault?.hangUp === 'half')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // as: a server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    fail: ({ times = 1, ...fault }) => {
      for (let time = 0; time < times; time++) faults.push(fault)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function read(incoming: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://fake')
  return {
    method: incoming.method ?? '',
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function takeFault(faults: Fault[], call: Call): Fault | undefined {
  const index = faults.findIndex(
    ({ method = call.method, on = '' }) => call.method === method && call.path.includes(on),
  )
  return index < 0 ? undefined : faults.splice(index, 1)[0]
}

function write(response: ServerResponse, answer: Answer, half: boolean): void {
  const isText = typeof answer.body === 'string'
  const body = isText ? String(answer.body) : JSON.stringify(answer.body)
  response.writeHead(answer.status ?? 200, {
    'content-type': isText ? 'text/html' : 'application/json',
    ...answer.headers,
    ...(half && { 'content-length': String(Buffer.byteLength(body)) }),
  })
  if (!half) return void response.end(body)
  response.write(body.slice(0, body.length / 2), () => response.destroy())
}

export interface Webhook {
  body: Buffer
  headers: Record<string, string>
}

/** Posts a webhook as the platform does; the status it was answered with. */
export async function deliver(url: string, { body, headers }: Webhook): Promise<number> {
  const answer = await request(url, { method: 'POST', headers, body })
  await answer.body.dump()
  return answer.statusCode
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= most
