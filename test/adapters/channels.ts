import { createHmac } from 'node:crypto'
import { messengerChannel } from '../../adapters/messenger.ts'
import { zaloChannel } from '../../adapters/zalo.ts'
import { zaloBotChannel } from '../../adapters/zalo-bot.ts'
import type { Tokens } from '../../adapters/zalo-token.ts'
import { signZalo } from '../support/sign-zalo.ts'

/** The accounts that our fixtures speak of, and the moment they were received. */
export const now = new Date(1795312860000)
export const at = new Date(1795312800456)

export const zaloApp = {
  appId: '4180000000000000011',
  oaId: '3870000000000000022',
  oaSecretKey: 'fixture-oa-secret-key',
}
export const page = {
  appId: '918273645546372',
  appSecret: 'fixture-app-secret',
  pageId: '108172635445362',
}
export const botSecret = 'fixture-bot-secret'

const noTokens: Tokens = {
  token: async () => ({ ok: false, verdict: 'wake', code: 'none' }),
  replace: async () => ({ ok: false, verdict: 'wake', code: 'none' }),
}

// No call leaves these channels: they only listen.
const nowhere = 'http://127.0.0.1:9'

export const zalo = (account = zaloApp) =>
  zaloChannel({ ...account, apiUrl: nowhere, tokens: noTokens, now: () => now })

export const messenger = (account = page) =>
  messengerChannel({ ...account, pageToken: 'none', graphUrl: nowhere, now: () => now })

export const zaloBot = () =>
  zaloBotChannel({ token: 'none', secret: botSecret, apiUrl: nowhere, now: () => now })

export function zaloHeaders(body: Buffer, account = zaloApp): Record<string, string> {
  const found = /"timestamp":\s*"?(\d+)/.exec(body.toString('utf8'))
  return { 'x-zevent-signature': signZalo(body, { ...account, timestamp: found?.[1] ?? '' }) }
}

export const messengerHeaders = (body: Buffer, { appSecret } = page): Record<string, string> => ({
  'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
})

export const botHeaders = (): Record<string, string> => ({ 'x-bot-api-secret-token': botSecret })
