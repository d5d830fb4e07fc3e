import { lookup } from 'node:dns'
import { Agent, type Dispatcher, request } from 'undici'
import type { ChannelName } from './channel.ts'
import { mediaUrl } from './media-hosts.ts'
import { insideAddress, publicLookup } from './public-address.ts'

/** `again`: it may work later. The code never holds the address, which opens a citizen's file to anybody. */
export type Downloaded =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; again: boolean; code: string }

export interface DownloadOptions {
  /** Addresses of the platforms as configured, by channel: a fake platform keeps its pictures itself. */
  origins?: Partial<Record<ChannelName, string>>
  /** How names become addresses. */
  resolve?: typeof lookup
  timeoutMs?: number
}

const mostRedirects = 3

/** Fetches what a citizen sent from its platform's own hosts: no other host, no address inside our network. */
export function openDownloads({
  origins = {},
  resolve = lookup,
  timeoutMs = 30_000,
}: DownloadOptions = {}) {
  // Addresses are judged where the connection is made: a name may change its mind after a look-up.
  const outside = new Agent({ connect: { lookup: publicLookup(resolve), timeout: 8_000 } })
  const configured = new Agent({ connect: { timeout: 8_000 } })

  return async function download(
    channel: ChannelName,
    address: string,
    mostBytes: number,
  ): Promise<Downloaded> {
    const signal = AbortSignal.timeout(timeoutMs)
    let next = address
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const isConfigured = origins[channel] !== undefined && originOf(next) === origins[channel]
      const url = isConfigured ? new URL(next) : mediaUrl(channel, next)
      if (!url) return final('not-the-platforms')
      const got = await fetchOnce(url, isConfigured ? configured : outside, signal, mostBytes)
      if (!('location' in got)) return got
      // Relative to where it was said; whatever comes of it is judged like the first.
      next = URL.canParse(got.location, url) ? new URL(got.location, url).href : ''
    }
    return final('too-many-redirects')
  }
}

async function fetchOnce(
  url: URL,
  dispatcher: Dispatcher,
  signal: AbortSignal,
  mostBytes: number,
): Promise<Downloaded | { location: string }> {
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher,
      signal,
      headers: { 'accept-encoding': 'identity' },
    })
    // Nobody reads the rest; without a listener its end would be an uncaught error.
    const leave = () => void body.on('error', () => {}).destroy()
    if (statusCode >= 300 && statusCode < 400 && typeof headers.location === 'string') {
      leave()
      return { location: headers.location }
    }
    if (statusCode !== 200) {
      leave()
      return { ok: false, again: isPassing(statusCode), code: `http-${statusCode}` }
    }
    if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
      leave()
      return final('encoded')
    }
    if (Number(headers['content-length']) > mostBytes) {
      leave()
      return final('too-large')
    }
    const bytes = await readUpTo(body, mostBytes)
    return bytes ? { ok: true, bytes } : final('too-large')
  } catch (error) {
    const code = codeOf(error)
    return { ok: false, again: code !== insideAddress, code }
  }
}

async function readUpTo(
  body: AsyncIterable<Buffer>,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > mostBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const final = (code: string): Downloaded => ({ ok: false, again: false, code })

const isPassing = (status: number): boolean => status >= 500 || status === 408 || status === 429

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
