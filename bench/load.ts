import { createHmac } from 'node:crypto'
import { Pool } from 'undici'
import { question } from './questions.ts'

/** What a webhook of Messenger looks like on the wire, signed. */
export interface Signed {
  body: string
  signature: string
}

const appSecret = 'bench-app-secret'
export const account = {
  MESSENGER_APP_ID: '910000000000001',
  MESSENGER_APP_SECRET: appSecret,
  MESSENGER_VERIFY_TOKEN: 'bench',
  MESSENGER_PAGE_ID: '920000000000002',
  MESSENGER_PAGE_TOKEN: 'bench-page-token',
}

/** One event each from `count` different citizens. */
export function webhooks(count: number, run: string): Signed[] {
  return Array.from({ length: count }, (_, n) => {
    const at = Date.now()
    const body = JSON.stringify({
      object: 'page',
      entry: [
        {
          id: account.MESSENGER_PAGE_ID,
          time: at,
          messaging: [
            {
              sender: { id: `${run}${String(n).padStart(12, '0')}` },
              recipient: { id: account.MESSENGER_PAGE_ID },
              timestamp: at,
              message: { mid: `m_${run}_${n}`, text: question(n) },
            },
          ],
        },
      ],
    })
    return {
      body,
      signature: `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
    }
  })
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
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: '/webhooks/messenger',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': webhook.signature },
        body: webhook.body,
      })
      await body.dump()
      if (statusCode !== 200) throw new Error(`the server answered ${statusCode}`)
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  const ms = performance.now() - begun
  await pool.close()
  return ms
}
