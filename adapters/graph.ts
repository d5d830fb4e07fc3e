import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { type Answer, get, post } from './http.ts'
import { optional, parseLossless } from './wire.ts'

/** How the Graph API is reached for one Page. */
export interface GraphAccess {
  appId: string
  appSecret: string
  pageId: string
  pageToken: string
  /** With its version: https://graph.facebook.com/v25.0 */
  graphUrl: string
}

/** Answers as values; `code` is "190/460" or what the line said, never Facebook's localised words. */
export type Told<T> = { ok: true; value: T } | { ok: false; code: string }

/** For everything but sending: a person or a clock waits, and nothing is lost by asking again. */
const timeoutMs = 4_000

/** As the Page. The proof is wanted where the app's dashboard says so, and does no harm elsewhere. */
export function graph({ appSecret, pageToken, graphUrl }: GraphAccess) {
  const proof = createHmac('sha256', appSecret).update(pageToken).digest('hex')
  // In a header: tokens in addresses end up in logs.
  const headers = { authorization: `Bearer ${pageToken}`, 'content-type': 'application/json' }
  const address = (path: string) =>
    `${graphUrl}/${path}${path.includes('?') ? '&' : '?'}appsecret_proof=${proof}`
  return {
    ask: async <T>(path: string, schema: z.ZodType<T>) =>
      told(schema, await get(address(path), { headers, timeoutMs })),
    tell: async <T>(path: string, body: unknown, schema: z.ZodType<T>) =>
      told(schema, await post(address(path), { headers, timeoutMs, body: JSON.stringify(body) })),
  }
}

/** As the app itself: its id and secret are its token. */
export function graphOfApp({ appId, appSecret, graphUrl }: GraphAccess) {
  const headers = {
    authorization: `Bearer ${appId}|${appSecret}`,
    'content-type': 'application/json',
  }
  return {
    ask: async <T>(path: string, schema: z.ZodType<T>) =>
      told(schema, await get(`${graphUrl}/${path}`, { headers, timeoutMs })),
    tell: async <T>(path: string, body: unknown, schema: z.ZodType<T>) => {
      const call = { headers, timeoutMs, body: JSON.stringify(body) }
      return told(schema, await post(`${graphUrl}/${path}`, call))
    },
  }
}

export const Done = z.union([
  z.object({ result: z.literal('success') }),
  z.object({ success: z.literal(true) }),
])

const Refused = z.object({
  error: z.object({ code: z.coerce.number(), error_subcode: optional(z.coerce.number()) }),
})

function told<T>(schema: z.ZodType<T>, answer: Answer): Told<T> {
  if (!answer.got) return { ok: false, code: answer.code }
  const body = parseLossless(answer.body)
  const refused = Refused.safeParse(body)
  if (refused.success) {
    const { code, error_subcode: subcode } = refused.data.error
    return { ok: false, code: subcode === undefined ? String(code) : `${code}/${subcode}` }
  }
  const fits = schema.safeParse(body)
  return fits.success
    ? { ok: true, value: fits.data }
    : { ok: false, code: `http-${answer.status}` }
}
