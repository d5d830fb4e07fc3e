import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Capabilities, type Channel, Forged } from './channel.ts'
import { normalise } from './messenger-receive.ts'
import { messengerSender } from './messenger-send.ts'
import { type Headers, headerOf, parseObject, sameSecret } from './wire.ts'

export interface MessengerOptions {
  appId: string
  appSecret: string
  pageId: string
  pageToken: string
  /** With its version: https://graph.facebook.com/v25.0 */
  graphUrl: string
  now?: () => Date
}

/** A Facebook Page in Messenger. */
export function messengerChannel(options: MessengerOptions): Channel {
  const { appId, appSecret, pageId, now = () => new Date() } = options
  const { send, act } = messengerSender({ ...options, now })
  return {
    name: 'messenger',
    can: capabilities,
    receive(rawBody, headers) {
      if (!isFromMeta(rawBody, headers, appSecret)) {
        throw new Forged('messenger webhook: the signature is missing or wrong')
      }
      const body = parseObject(rawBody, 'messenger webhook')
      return body.object === 'page' ? normalise(body, { pageId, appId }, now()) : []
    },
    send: ({ id }, part, how) => send(id, part, how),
    typing: ({ id }) => act(id, 'typing_on'),
  }
}

const capabilities: Capabilities = {
  textLimit: 2000,
  textLimitWithButtons: 640,
  choices: { max: 13, labelLimit: 20 },
  links: { max: 3, labelLimit: 20 },
  shared: false,
  pictures: true,
}

/**
 * The challenge to echo as plain text when Facebook verifies the webhook's address;
 * undefined for a wrong token, which is answered with 403.
 */
export function challengeOf(
  query: Record<string, unknown>,
  verifyToken: string,
): string | undefined {
  const { 'hub.mode': mode, 'hub.verify_token': given, 'hub.challenge': challenge } = query
  if (mode !== 'subscribe' || typeof given !== 'string' || typeof challenge !== 'string') return
  return verifyToken !== '' && sameSecret(given, verifyToken) ? challenge : undefined
}

/** HMAC-SHA256 over the bytes as received; re-serialised JSON fails for every Vietnamese message. */
function isFromMeta(rawBody: Buffer, headers: Headers, appSecret: string): boolean {
  const given = headerOf(headers, 'x-hub-signature-256')?.match(/^sha256=([0-9a-f]{64})$/)?.[1]
  if (given === undefined || appSecret === '') return false
  const expected = createHmac('sha256', appSecret).update(rawBody).digest()
  return timingSafeEqual(Buffer.from(given, 'hex'), expected)
}
