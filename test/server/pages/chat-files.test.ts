import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { memoryChat, pagesApp } from '../../support/pages-app.ts'

let app: FastifyInstance | undefined
afterEach(() => app?.close())

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(20)])

async function open() {
  const chat = memoryChat()
  app = await pagesApp({ webChat: chat.webChat })
  const page = await app.inject({ url: '/chat' })
  const cookie = String(page.headers['set-cookie']).split(';')[0] ?? ''
  const send = (more: object = {}, headers: object = {}) =>
    app?.inject({
      method: 'POST',
      url: '/chat/files?id=0123456789abcdef',
      headers: { cookie, origin: 'http://127.0.0.1', 'content-type': 'image/png', ...headers },
      payload: png,
      ...more,
    })
  return { chat, cookie, send }
}

test('the same file sent again is one', async () => {
  const { chat, send } = await open()
  expect((await send())?.statusCode).toBe(202)
  expect((await send())?.statusCode).toBe(202)
  expect(chat.files.size).toBe(1)
})

test.each([
  { name: 'without a visitor', headers: { cookie: '' }, status: 401 },
  { name: 'from another site', headers: { origin: 'https://x.example' }, status: 403 },
  { name: 'as JSON', headers: { 'content-type': 'application/json' }, payload: '{}', status: 415 },
  { name: 'as what it is not', payload: Buffer.from('<svg onload=x>'), status: 415 },
  { name: 'empty', payload: Buffer.alloc(0), status: 415 },
  { name: 'over 20 MB', payload: Buffer.alloc(21 * 1024 * 1024), status: 413 },
  { name: 'with a strange name', url: '/chat/files?id=../../x', status: 400 },
])(
  'a file $name is refused with $status and kept nowhere',
  async ({ name, status, headers, ...more }) => {
    const { chat, send } = await open()
    expect((await send(more, headers))?.statusCode, name).toBe(status)
    expect(chat.files.size).toBe(0)
  },
)

test('it is served to its sender alone, with headers that let it run nothing', async () => {
  const { cookie, send } = await open()
  await send()
  const url = '/chat/files/0123456789abcdef'
  const mine = await app?.inject({ url, headers: { cookie } })
  expect(mine?.statusCode).toBe(200)
  expect(mine?.headers['content-security-policy']).toContain('sandbox')
  expect((await app?.inject({ url }))?.statusCode).toBe(404)
})
