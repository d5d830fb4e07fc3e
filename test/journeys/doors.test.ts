import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Dispatcher, request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  botHeaders,
  botSecret,
  messengerHeaders,
  page,
  zaloApp,
  zaloHeaders,
} from '../adapters/channels.ts'
import { type Product, startProduct } from '../support/product.ts'
import { copyTemplate } from '../support/template.ts'

// The built product in a process of its own, and what platforms and strangers may send it.

const keys = {
  MESSENGER_APP_ID: page.appId,
  MESSENGER_APP_SECRET: page.appSecret,
  MESSENGER_VERIFY_TOKEN: 'verify-me',
  MESSENGER_PAGE_ID: page.pageId,
  MESSENGER_PAGE_TOKEN: 'doors-page-token',
  // Nobody listens there: no door may depend on a platform that answers.
  MESSENGER_GRAPH_URL: 'http://127.0.0.1:9/v25.0',
  ZALO_APP_ID: zaloApp.appId,
  ZALO_APP_SECRET: 'doors-zalo-app-secret',
  ZALO_OA_ID: zaloApp.oaId,
  ZALO_OA_SECRET_KEY: zaloApp.oaSecretKey,
  ZALO_API_URL: 'http://127.0.0.1:9',
  ZALO_OAUTH_URL: 'http://127.0.0.1:9',
  ZALO_BOT_TOKEN: 'doors-bot-token',
  ZALO_BOT_SECRET: botSecret,
  ZALO_BOT_API_URL: 'http://127.0.0.1:9',
}

const folders: string[] = []
const products: Product[] = []
async function start(environment: Record<string, string>): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-doors-'))
  folders.push(folder)
  copyTemplate(folder)
  const product = await startProduct('start', { DATA_DIR: folder, ...environment })
  products.push(product)
  return product
}

let product: Product
beforeAll(async () => {
  product = await start(keys)
})
afterAll(async () => {
  await Promise.all(products.map((each) => each.stop('SIGKILL')))
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  status: number
  text: string
}

async function ask(url: string, options: Partial<Dispatcher.RequestOptions> = {}): Promise<Answer> {
  // as: undici types the method that a URL string is asked with as required.
  const { statusCode, body } = await request(url, options as { method: 'GET' })
  return { status: statusCode, text: await body.text() }
}

type Door = 'messenger' | 'zalo' | 'zalo-bot'
const signed: Record<Door, (body: Buffer) => Record<string, string>> = {
  messenger: messengerHeaders,
  zalo: zaloHeaders,
  'zalo-bot': botHeaders,
}
const forged: Record<Door, Record<string, string>> = {
  messenger: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
  zalo: { 'x-zevent-signature': `mac=${'0'.repeat(64)}` },
  'zalo-bot': { 'x-bot-api-secret-token': 'somebody else' },
}
const authentic: Record<Door, string> = {
  messenger: '{"object":"page","entry":[{"id":"1","messaging":[{"strange":1}]}]}',
  zalo: '{"event_name":"never_heard_of","timestamp":"1795312800456"}',
  'zalo-bot': '{"event_name":"never.heard.of"}',
}
const doors = Object.keys(signed) as Door[]

const post = (door: string, body: string | Buffer, headers: Record<string, string>) =>
  ask(`${product.url}/webhooks/${door}`, { method: 'POST', body, headers })

const noObjects = {
  'an array': '[]',
  'a number': '5',
  'a text': '"xin chào"',
  null: 'null',
  nothing: '',
  'half an object': '{"a":',
  'bytes that are no UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
}

describe.each(doors)('the door of %s', (door) => {
  test('takes an authentic event, known or not', async () => {
    const body = Buffer.from(authentic[door])
    expect(await post(door, body, signed[door](body))).toMatchObject({ status: 200 })
  })

  test('refuses a wrong signature and none', async () => {
    for (const headers of [forged[door], {}]) {
      expect(await post(door, authentic[door], headers)).toMatchObject({ status: 401 })
    }
  })

  test.each(Object.entries(noObjects))('calls %s no webhook', async (_name, given) => {
    const body = Buffer.from(given)
    expect(await post(door, body, signed[door](body))).toMatchObject({ status: 400 })
  })

  test('reads no body that is longer than platforms send', async () => {
    expect(await post(door, 'x'.repeat(6_000_000), {})).toMatchObject({ status: 413 })
  })
})

test('Zalo signs its timestamp: without one there is nothing to check', async () => {
  expect(await post('zalo', '{"event_name":"user_send_text"}', {})).toMatchObject({ status: 400 })
})

test('Messenger: the signature is judged before the body', async () => {
  expect(await post('messenger', '[]', {})).toMatchObject({ status: 401 })
})

describe('GET', () => {
  const verify = (token: string) =>
    ask(
      `${product.url}/webhooks/messenger?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`,
    )

  test('Messenger’s verification echoes the challenge, and refuses another token', async () => {
    expect(await verify('verify-me')).toEqual({ status: 200, text: '1158201444' })
    expect(await verify('guessed')).toMatchObject({ status: 403 })
    expect(await ask(`${product.url}/webhooks/messenger`)).toMatchObject({ status: 403 })
  })

  test('Zalo’s addresses answer', async () => {
    expect(await ask(`${product.url}/webhooks/zalo`)).toMatchObject({ status: 200 })
    expect(await ask(`${product.url}/webhooks/zalo-bot`)).toMatchObject({ status: 200 })
  })
})

describe('Facebook asks for the deletion of somebody’s data', () => {
  const asked = { algorithm: 'HMAC-SHA256', issued_at: 1, user_id: '10200000000000009' }
  const form = (payload: unknown, secret: string) => {
    const body = Buffer.from(JSON.stringify(payload)).toString('base64url')
    const signature = createHmac('sha256', secret).update(body).digest('base64url')
    return `signed_request=${signature}.${body}`
  }
  const send = (body: string) =>
    post('messenger/deletion', body, { 'content-type': 'application/x-www-form-urlencoded' })

  test('and gets a code and a page that says how it stands', async () => {
    const { status, text } = await send(form(asked, page.appSecret))
    expect(status).toBe(200)
    const { url, confirmation_code } = JSON.parse(text)
    expect(url).toBe(`${product.url}/xoa-du-lieu/${confirmation_code}`)
    const shown = await ask(url)
    expect(shown).toMatchObject({ status: 200, text: expect.stringContaining('Đang xử lý') })
    expect(shown.text).not.toContain(asked.user_id)
    expect(product.output()).not.toContain(asked.user_id)
    expect(JSON.parse((await send(form(asked, page.appSecret))).text)).toEqual(JSON.parse(text))
  })

  test('but not with another’s signature, nor without a request', async () => {
    expect(await send(form(asked, 'guessed'))).toMatchObject({ status: 401 })
    expect(await send('signed_request=x')).toMatchObject({ status: 400 })
    expect(await send('')).toMatchObject({ status: 400 })
  })

  test('a code that we never gave out has no page', async () => {
    for (const code of ['0'.repeat(32), 'x', '%00']) {
      expect(await ask(`${product.url}/xoa-du-lieu/${code}`)).toMatchObject({ status: 404 })
    }
  })
})

test('a channel without keys has no door', async () => {
  const { url } = await start({})
  for (const door of [...doors, 'messenger/deletion']) {
    expect(await ask(`${url}/webhooks/${door}`, { method: 'POST', body: '{}' })).toMatchObject({
      status: 404,
    })
  }
  for (const door of doors) {
    expect(await ask(`${url}/webhooks/${door}`)).toMatchObject({ status: 404 })
  }
})
