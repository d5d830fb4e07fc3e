import { createHash, timingSafeEqual } from 'node:crypto'
import { BadInput } from '../border.ts'
import { type Capabilities, type Channel, Forged, type Part } from './channel.ts'
import { render } from './render.ts'
import { headerOf, parseObject } from './wire.ts'
import { normalise } from './zalo-receive.ts'
import { zaloSender } from './zalo-send.ts'
import type { Tokens } from './zalo-token.ts'

export interface ZaloOptions {
  appId: string
  oaId: string
  /** Signs the webhooks; not the app secret. */
  oaSecretKey: string
  apiUrl: string
  tokens: Tokens
  /** Buttons have been switched off until the next start; the operator should know why. */
  buttonsRefused?: (code: string) => void
  now?: () => Date
}

/** A Zalo Official Account. */
export function zaloChannel(options: ZaloOptions): Channel {
  const { appId, oaId, oaSecretKey, apiUrl, tokens, now = () => new Date() } = options
  let can = withButtons

  const send = zaloSender({
    tokens,
    apiUrl,
    now,
    withoutButtons: (part) => render({ ...part, text: part.text ?? '' }, asText),
    buttonsRefused: (code) => {
      if (can === asText) return
      can = asText
      options.buttonsRefused?.(code)
    },
  })

  return {
    name: 'zalo',
    get can() {
      return can
    },
    receive(rawBody, headers) {
      const body = parseObject(rawBody, 'zalo webhook')
      const { timestamp, app_id } = body
      if (typeof timestamp !== 'string' && typeof timestamp !== 'number') {
        throw new BadInput('zalo webhook: there is no timestamp to check the signature with')
      }
      const signature = headerOf(headers, 'x-zevent-signature')
      if (!isFromZalo(rawBody, signature, String(timestamp), appId, oaSecretKey)) {
        throw new Forged('zalo webhook: the signature is missing or wrong')
      }
      return String(app_id) === appId ? normalise(body, oaId, now()) : []
    },
    send: ({ id }, part: Part, { leaving }) => send(id, part, leaving),
  }
}

// The limit with buttons leaves room for the same choices as numbered lines, should buttons be refused.
const withButtons: Capabilities = {
  textLimit: 2000,
  textLimitWithButtons: 1400,
  choices: { max: 5, labelLimit: 100 },
  links: { max: 5, labelLimit: 100 },
  shared: true,
  pictures: true,
}

const asText: Capabilities = {
  ...withButtons,
  choices: { max: 0, labelLimit: 0 },
  links: { max: 0, labelLimit: 0 },
}

/** mac = hex(SHA-256(appId + body as received + timestamp + OA secret key)); not an HMAC. */
function isFromZalo(
  raw: Buffer,
  header: string | undefined,
  timestamp: string,
  appId: string,
  oaSecretKey: string,
): boolean {
  const given = /^(?:mac=)?([0-9a-f]{64})$/i.exec(header?.trim() ?? '')?.[1]
  if (given === undefined || oaSecretKey === '') return false
  const hash = createHash('sha256').update(appId).update(raw).update(timestamp).update(oaSecretKey)
  return timingSafeEqual(Buffer.from(given, 'hex'), hash.digest())
}
