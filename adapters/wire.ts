import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { BadInput } from '../border.ts'

/** What all platforms' JSON needs before it can be trusted: exact ids, storable text, honest times. */

export type Headers = Record<string, string | string[] | undefined>

/** An id as text, whether the platform wrote it as text or as a number. */
export const Id = z.union([z.string().min(1), z.number()]).transform(String)

/** A field we can do without: a wrong shape counts as absent, since a 400 would lose the whole event. */
export const optional = <T>(schema: z.ZodType<T>) => schema.optional().catch(undefined)

/** A body that must be a JSON object. Its BadInput never quotes the body, as JSON.parse's own error does. */
export function parseObject(rawBody: Buffer, what: string): Record<string, unknown> {
  const value = parseLossless(textOf(rawBody))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadInput(`${what}: the body is not a JSON object`)
  }
  // as: an object that JSON.parse made has nothing but string keys.
  return value as Record<string, unknown>
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** JSON is UTF-8; bytes that are not would be stored as a text nobody wrote. */
function textOf(rawBody: Buffer): string {
  try {
    return utf8.decode(rawBody)
  } catch {
    return ''
  }
}

// Strings are matched whole, so that digits inside them stay as they are. Neither pattern can fail
// behind its first letter: one that could would take hours for a megabyte made for it, unsigned.
const stringsAndNumbers = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const longInteger = /^-?\d{16,}$/

/** JSON.parse that keeps 19-digit ids; undefined when it is no JSON. */
export function parseLossless(text: string): unknown {
  const exact = text.replace(stringsAndNumbers, (found) =>
    longInteger.test(found) ? `"${found}"` : found,
  )
  try {
    return JSON.parse(exact, (_key, value) => (typeof value === 'string' ? storable(value) : value))
  } catch {
    return undefined
  }
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

// PostgreSQL stores neither NUL nor half a surrogate pair; one such letter would block its event for ever.
export const storable = (text: string): string =>
  text.replaceAll('\u0000', '').replace(loneSurrogate, '\uFFFD')

/** A citizen's words: phones send Vietnamese in two Unicode forms; past this line there is one. */
export const words = (text: string | undefined): string => (text ?? '').normalize('NFC').trim()

/** One header's value; several headers of one name count as none. */
export function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name] ?? headers[name.toLowerCase()]
  return typeof value === 'string' ? value : undefined
}

/** Equal without telling by its duration how much was right. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

/** A dedupe key; what would not fit an index is replaced by its hash. */
export function eventKey(...parts: (string | number)[]): string {
  const key = parts.join(':')
  return key.length <= 300 ? key : `${parts[0]}:${digest(key).toString('hex')}`
}

/** A short fingerprint of an event that brings no id of its own. */
export const fingerprint = (value: unknown): string =>
  digest(JSON.stringify(value) ?? '')
    .toString('hex')
    .slice(0, 32)

const earliest = Date.UTC(2015, 0, 1)
const dayMs = 86_400_000

/** A platform's time, in ms or s, number or text; `otherwise` when it is missing or cannot be true. */
export function timeOf(value: unknown, otherwise: Date): Date {
  const number = Number(typeof value === 'number' ? value : String(value ?? ''))
  const ms = number < 1e11 ? number * 1000 : number
  return ms >= earliest && ms <= otherwise.getTime() + dayMs ? new Date(ms) : otherwise
}

/** Only what a browser may be sent to. */
export const webUrl = (value: string | undefined): string | undefined =>
  value !== undefined && /^https?:\/\//i.test(value) ? value : undefined

const digest = (text: string) => createHash('sha256').update(text).digest()
