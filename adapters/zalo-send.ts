import { z } from 'zod'
import { FinalError } from '../border.ts'
import type { Part, SendResult } from './channel.ts'
import { post } from './http.ts'
import { createPause, type Pause } from './pause.ts'
import { Id, optional, parseLossless } from './wire.ts'
import { refusesButtons, zaloVerdict } from './zalo-errors.ts'
import { payloadPrefix } from './zalo-receive.ts'
import type { Token, Tokens } from './zalo-token.ts'

type Failure = Extract<SendResult, { ok: false }>

/** A code that only this file can mend, before anybody else hears of it. */
type Sent = SendResult | (Failure & { again: 'with-new-token' | 'without-buttons' })

const Reply = z.object({
  error: z.coerce.number(),
  data: optional(
    z.object({
      message_id: optional(Id),
      quota: optional(z.object({ quota_type: optional(z.string()) })),
    }),
  ),
})

export interface ZaloSender {
  tokens: Tokens
  apiUrl: string
  now: () => Date
  /** What to send instead when buttons are refused: the same words, choices as numbers. */
  withoutButtons: (part: Part) => Part[]
  /** Called once: from now on choices must be rendered as text. */
  buttonsRefused: (code: string) => void
}

interface Addressee {
  userId: string
  leaving: (() => void) | undefined
}

/** Sends one part: one refresh for a dead token, one attempt as text for refused buttons, no more. */
export function zaloSender({ tokens, apiUrl, now, withoutButtons, buttonsRefused }: ZaloSender) {
  const pause = createPause(now)

  return async (userId: string, part: Part, leaving?: () => void): Promise<SendResult> => {
    const to = { userId, leaving }
    const first = await withToken(to, part)
    if (!('again' in first)) return first
    buttonsRefused(first.code)
    return inOrder(to, withoutButtons(part))
  }

  async function inOrder(to: Addressee, parts: Part[]): Promise<SendResult> {
    let result: SendResult = { ok: false, verdict: 'never', code: 'empty' }
    for (const [index, part] of parts.entries()) {
      result = await withToken(to, part)
      // What came before has arrived: repeating the whole would say it twice.
      if (!result.ok) return index === 0 ? result : { ...result, verdict: 'unknown' }
    }
    return result
  }

  async function withToken(to: Addressee, part: Part): Promise<Sent> {
    const waitMs = pause.left()
    if (waitMs > 0) return { ok: false, verdict: 'too-fast', code: '-32', retryAfterMs: waitMs }

    const token = await tokenFrom(() => tokens.token())
    if (!token.ok) return token
    const result = await call(to, part, token.value)
    if (!('again' in result) || result.again !== 'with-new-token') return result

    const renewed = await tokenFrom(() => tokens.replace(token.value))
    if (!renewed.ok) return renewed
    const second = await call(to, part, renewed.value)
    if (!('again' in second) || second.again !== 'with-new-token') return second
    return { ok: false, verdict: 'wake', code: second.code }
  }

  async function call({ userId, leaving }: Addressee, part: Part, token: string): Promise<Sent> {
    const answer = await post(`${apiUrl}/v3.0/oa/message/cs`, {
      headers: { 'content-type': 'application/json', access_token: token },
      leaving,
      body: JSON.stringify({ recipient: { user_id: userId }, message: messageOf(part) }),
    })
    if (!answer.got) {
      return { ok: false, verdict: answer.sent === 'no' ? 'retry' : 'unknown', code: answer.code }
    }
    if (answer.headers('x-ratelimit-remain') === '0') pause.until(nextMinute(now()))
    const reply = Reply.safeParse(parseLossless(answer.body))
    if (!reply.success) return unreadable(answer.status)
    return judged(reply.data, part, pause, now())
  }
}

/** The custodian reads the database, which may be away: a fault of ours is no reason to lose a message. */
async function tokenFrom(ask: () => Promise<Token>): Promise<Token> {
  try {
    return await ask()
  } catch (error) {
    const isFinal = error instanceof FinalError
    return { ok: false, verdict: isFinal ? 'wake' : 'retry', code: 'token-store' }
  }
}

function judged({ error, data }: z.infer<typeof Reply>, part: Part, pause: Pause, now: Date): Sent {
  if (error === 0) {
    const id = data?.message_id
    const quota = data?.quota?.quota_type
    // No quota object: this message was billed. Any but these two was taken from the package.
    return { ok: true, ...(id && { messageId: id }), charged: !isFree(quota) }
  }
  const code = String(error)
  if (refusesButtons(error) && (part.choices || part.links)) {
    return { ok: false, verdict: 'never', code, again: 'without-buttons' }
  }
  const verdict = zaloVerdict(error)
  if (verdict === 'refresh') return { ok: false, verdict: 'wake', code, again: 'with-new-token' }
  if (verdict !== 'too-fast') return { ok: false, verdict, code }
  pause.until(nextMinute(now))
  return { ok: false, verdict, code, retryAfterMs: pause.left() }
}

// Zalo answers in JSON even when it refuses; anything else came from something in between.
function unreadable(status: number): Failure {
  if (status === 429)
    return { ok: false, verdict: 'too-fast', code: 'http-429', retryAfterMs: 60_000 }
  const refused = status >= 300 && status < 500
  return { ok: false, verdict: refused ? 'retry' : 'unknown', code: `http-${status}` }
}

function messageOf({ text, choices = [], links = [], picture }: Part): Record<string, unknown> {
  if (picture) {
    const elements = [{ media_type: 'image', url: picture.url }]
    return {
      ...((text || picture.alt) && { text: text || picture.alt }),
      attachment: { type: 'template', payload: { template_type: 'media', elements } },
    }
  }
  const buttons = [
    ...choices.map(({ label, payload }) => ({
      title: label,
      // "hide": the payload does not appear in the chat as the citizen's own words.
      type: 'oa.query.hide',
      payload: payloadPrefix + payload,
    })),
    ...links.map(({ label, url }) => ({ title: label, type: 'oa.open.url', payload: { url } })),
  ]
  // A button template has no template_type on v3; naming one is answered with -201.
  return {
    text,
    ...(buttons.length > 0 && { attachment: { type: 'template', payload: { buttons } } }),
  }
}

const isFree = (quota: string | undefined): boolean => quota === 'reply' || quota === 'welcome_msg'

const nextMinute = (now: Date): Date => new Date(Math.floor(now.getTime() / 60_000 + 1) * 60_000)
