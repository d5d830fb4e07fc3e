import { createHmac } from 'node:crypto'
import { Pool } from 'undici'
import { signZalo } from '../test/support/sign-zalo.ts'
import { unlimitedContent } from './unlimited.ts'

/** A webhook on the wire, signed as its platform signs. */
export interface Signed {
  path: string
  body: string
  headers: Record<string, string>
}

export type Platform = 'messenger' | 'zalo' | 'zalo-bot'

const appSecret = 'bench-app-secret'
const page = '920000000000002'
const zaloKeys = { appId: '4180000000000000001', oaSecretKey: 'bench-zalo-key' }
const oa = '3870000000000000002'
const botSecret = 'bench-bot-secret'

/** Settings of the three accounts, with one address that plays all platforms. */
export const accounts = (platform: string): Record<string, string> => ({
  CONTENT_DIR: unlimitedContent(),
  MESSENGER_APP_ID: '910000000000001',
  MESSENGER_APP_SECRET: appSecret,
  MESSENGER_VERIFY_TOKEN: 'bench',
  MESSENGER_PAGE_ID: page,
  MESSENGER_PAGE_TOKEN: 'bench-page-token',
  MESSENGER_GRAPH_URL: platform,
  ZALO_APP_ID: zaloKeys.appId,
  ZALO_APP_SECRET: 'bench-zalo-app-secret',
  ZALO_OA_ID: oa,
  ZALO_OA_SECRET_KEY: zaloKeys.oaSecretKey,
  ZALO_REFRESH_TOKEN: 'bench-refresh-token',
  ZALO_API_URL: platform,
  ZALO_OAUTH_URL: platform,
  ZALO_BOT_TOKEN: 'bench-bot-token',
  ZALO_BOT_SECRET: botSecret,
  ZALO_BOT_API_URL: platform,
})

interface Said {
  from: string
  id: string
  text: string
  at: number
}

const sign: Record<Platform, (said: Said) => Signed> = {
  messenger({ from, id, text, at }) {
    const messaging = [
      { sender: { id: from }, recipient: { id: page }, timestamp: at, message: { mid: id, text } },
    ]
    const body = JSON.stringify({ object: 'page', entry: [{ id: page, time: at, messaging }] })
    const mac = (kind: string) => createHmac(kind, appSecret).update(body).digest('hex')
    return signed('messenger', body, {
      'x-hub-signature-256': `sha256=${mac('sha256')}`,
      // Facebook sends the old one as well, and Bottender knows no other.
      'x-hub-signature': `sha1=${mac('sha1')}`,
    })
  },
  zalo({ from, id, text, at }) {
    const timestamp = String(at)
    const body = JSON.stringify({
      app_id: zaloKeys.appId,
      user_id_by_app: from,
      sender: { id: from },
      recipient: { id: oa },
      event_name: 'user_send_text',
      message: { text, msg_id: id },
      timestamp,
    })
    return signed('zalo', body, {
      'x-zevent-signature': signZalo(body, { ...zaloKeys, timestamp }),
    })
  },
  'zalo-bot'({ from, id, text, at }) {
    const message = {
      from: { id: from, display_name: 'Bench', is_bot: false },
      chat: { id: from, chat_type: 'PRIVATE' },
      message_id: id,
      date: at,
      text,
    }
    const body = JSON.stringify({
      ok: true,
      result: { event_name: 'message.text.received', message },
    })
    return signed('zalo-bot', body, { 'x-bot-api-secret-token': botSecret })
  },
}

const signed = (platform: Platform, body: string, headers: Record<string, string>): Signed => ({
  path: `/webhooks/${platform}`,
  body,
  headers: { 'content-type': 'application/json', ...headers },
})

/** The nth of a run's citizens, by the platform's id. */
export const citizen = (run: number, n: number): string => `${run}${String(n).padStart(14, '0')}`

/** One event each from `count` citizens of a run. */
export function events(
  platform: Platform,
  count: number,
  { run, text }: { run: number; text(n: number): string },
): Signed[] {
  return Array.from({ length: count }, (_, n) =>
    sign[platform]({ from: citizen(run, n), id: `m${run}x${n}`, text: text(n), at: Date.now() }),
  )
}

/** Posts them all over a few connections; milliseconds until the last 200. */
export async function fire(url: string, all: Signed[], connections = 32): Promise<number> {
  const pool = new Pool(url, { connections })
  const begun = performance.now()
  let next = 0
  async function one(): Promise<void> {
    for (;;) {
      const webhook = all[next++]
      if (!webhook) return
      const { statusCode, body } = await pool.request({ method: 'POST', ...webhook })
      await body.dump()
      if (statusCode !== 200) throw new Error(`the server answered ${statusCode}`)
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  const ms = performance.now() - begun
  await pool.close()
  return ms
}
