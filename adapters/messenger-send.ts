import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Part, SendOptions, SendResult } from './channel.ts'
import { post } from './http.ts'
import { graphVerdict } from './messenger-errors.ts'
import { metadataPrefix } from './messenger-receive.ts'
import { pauseMsOf } from './messenger-usage.ts'
import { createPause } from './pause.ts'
import { Id, optional, parseLossless } from './wire.ts'

const Reply = z.object({
  message_id: optional(Id),
  recipient_id: optional(Id),
  error: optional(
    z.object({
      code: z.coerce.number(),
      error_subcode: optional(z.coerce.number()),
    }),
  ),
})

export interface MessengerSender {
  pageId: string
  appSecret: string
  pageToken: string
  /** With its version: https://graph.facebook.com/v25.0 */
  graphUrl: string
  now: () => Date
}

export function messengerSender({ pageId, appSecret, pageToken, graphUrl, now }: MessengerSender) {
  const pause = createPause(now)
  const proof = createHmac('sha256', appSecret).update(pageToken).digest('hex')
  const url = `${graphUrl}/${pageId}/messages?appsecret_proof=${proof}`
  // In a header: tokens in addresses end up in logs.
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${pageToken}` }

  return { send, act }

  async function send(
    psid: string,
    part: Part,
    { way, metadata, leaving }: SendOptions,
  ): Promise<SendResult> {
    const waitMs = pause.left()
    if (waitMs > 0) return { ok: false, verdict: 'too-fast', code: 'usage', retryAfterMs: waitMs }

    const answer = await post(url, {
      headers,
      leaving,
      body: JSON.stringify({
        recipient: { id: psid },
        ...(way === 'human-agent'
          ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }
          : { messaging_type: 'RESPONSE' }),
        message: { ...messageOf(part), metadata: metadataPrefix + metadata },
      }),
    })
    if (!answer.got) {
      return { ok: false, verdict: answer.sent === 'no' ? 'retry' : 'unknown', code: answer.code }
    }
    pause.until(new Date(now().getTime() + pauseMsOf(answer.headers)))
    const reply = Reply.safeParse(parseLossless(answer.body))
    return judged(answer.status, reply.success ? reply.data : {}, pause.left())
  }

  /** Shows "…" or "seen"; what becomes of it does not matter. */
  async function act(psid: string, action: 'typing_on' | 'mark_seen'): Promise<void> {
    if (pause.left() > 0) return
    const body = JSON.stringify({ recipient: { id: psid }, sender_action: action })
    await post(url, { headers, body, timeoutMs: 5_000 })
  }
}

function judged(status: number, reply: z.infer<typeof Reply>, pauseMs: number): SendResult {
  const { message_id: messageId, error } = reply
  if (error) {
    const { code, error_subcode: subcode } = error
    // A 4xx is an answer all the same: the message was not taken. A 5xx proves nothing.
    const verdict = graphVerdict({ code, subcode }) ?? (status < 500 ? 'retry' : 'unknown')
    return {
      ok: false,
      verdict,
      code: subcode === undefined ? String(code) : `${code}/${subcode}`,
      ...(verdict === 'too-fast' && { retryAfterMs: Math.max(pauseMs, 60_000) }),
    }
  }
  if (status >= 200 && status < 300 && messageId) return { ok: true, messageId }
  if (status === 429)
    return { ok: false, verdict: 'too-fast', code: 'http-429', retryAfterMs: 60_000 }
  if (status === 503) return { ok: false, verdict: 'retry', code: 'http-503' }
  // A 2xx without an id, or a gateway's page: Facebook may have taken the message.
  const refused = status >= 300 && status < 500
  return { ok: false, verdict: refused ? 'retry' : 'unknown', code: `http-${status}` }
}

function messageOf({ text, choices, links, picture }: Part): Record<string, unknown> {
  const quickReplies = choices?.map(({ label, payload }) => ({
    content_type: 'text',
    title: label,
    payload,
  }))
  return {
    ...bodyOf(text ?? '', links, picture),
    ...(quickReplies && { quick_replies: quickReplies }),
  }
}

function bodyOf(
  text: string,
  links: Part['links'],
  picture: Part['picture'],
): Record<string, unknown> {
  if (picture) return { attachment: { type: 'image', payload: { url: picture.url } } }
  if (!links) return { text }
  const buttons = links.map(({ label, url }) => ({ type: 'web_url', title: label, url }))
  return {
    attachment: { type: 'template', payload: { template_type: 'button', text, buttons } },
  }
}
