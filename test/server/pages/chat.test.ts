import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { memoryChat, pagesApp, site } from '../../support/pages-app.ts'

let app: FastifyInstance | undefined
afterEach(() => app?.close())

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const message = { id: 'a'.repeat(32), text: 'Xin chào' }

async function open(chat = memoryChat(), publicUrl = site.publicUrl) {
  app = await pagesApp({ webChat: chat.webChat, site: { ...site, publicUrl } })
  return app
}

/** A visitor's cookie, as their browser would keep it. */
async function visit(server: FastifyInstance, path = '/chat'): Promise<string> {
  const { cookies } = await server.inject(path)
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

test('the page says that a machine answers, and works without script', async () => {
  const server = await open()
  const { body, statusCode, headers } = await server.inject('/chat')
  expect(statusCode).toBe(200)
  expect(body).toContain('trợ lý tự động của Tỉnh Ninh Bình, không phải cán bộ')
  expect(body).toContain('<form class="composer" method="post" action="/chat/messages"')
  expect(body).not.toMatch(/<script(?![^>]* src="\/assets\/)|<style| style="| on\w+="/)
  expect(headers['cache-control']).toBe('no-store')
})

test('the code of a printed checklist stands in the field; anything else does not', async () => {
  const server = await open()
  const scanned = await server.inject('/chat?hoi=1.001193')
  expect(scanned.body).toContain('>Thủ tục 1.001193</textarea>')
  const forged = await server.inject('/chat?hoi=%3Cscript%3E')
  expect(forged.body).toContain('></textarea>')
})

describe('a link that carries a place', () => {
  const chat = () => memoryChat((text) => [{ from: 'bot', text: `nghe: ${text}` }])

  test('begins the talk there, and leads to a page that may be loaded again', async () => {
    const server = await open(chat())
    const scanned = await server.inject('/chat?start=xa-13669')
    expect([scanned.statusCode, scanned.headers.location]).toEqual([303, '/chat#cuoi'])
    const cookie = scanned.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const page = await server.inject({ url: '/chat', headers: { cookie } })
    expect(page.body).toContain('nghe: start xa-13669')
  })

  test('stays within a portal’s frame', async () => {
    const scanned = await (await open(chat())).inject('/chat?nhung&start=thutuc-1.001193')
    expect([scanned.statusCode, scanned.headers.location]).toEqual([303, '/chat?nhung'])
  })

  test.each(['%3Cscript%3E', 'xa-1%0A2', 'xa-', '', 'a&start=b', 'XA-13669;drop'])(
    'tampered (%s) opens the ordinary page',
    async (ref) => {
      const server = await open(chat())
      const { statusCode, body } = await server.inject(`/chat?start=${ref}`)
      expect(statusCode).toBe(200)
      expect(body).not.toContain('nghe:')
    },
  )
})

describe('visitor', () => {
  test('gets a token of 128 bits that no script can read', async () => {
    const { cookies } = await (await open()).inject('/chat')
    expect(cookies).toEqual([
      expect.objectContaining({ httpOnly: true, sameSite: 'Lax', path: '/chat' }),
    ])
    expect(cookies[0]?.value).toMatch(/^[\w-]{22}$/)
  })

  test('keeps it, and what the chat sees of it does not open the conversation', async () => {
    const chat = memoryChat()
    const server = await open(chat)
    const cookie = await visit(server)
    const again = await server.inject({ url: '/chat', headers: { cookie } })
    expect(cookie).toBe(again.cookies.map(({ name, value }) => `${name}=${value}`).join('; '))
    await server.inject({
      method: 'POST',
      url: '/chat/messages',
      headers: { ...json, cookie },
      payload: message,
    })
    expect(chat.heard).toHaveLength(1)
    expect(cookie).not.toContain(chat.heard[0]?.visitor)
  })

  test('in a portal’s frame over https has a partitioned cookie', async () => {
    const server = await open(memoryChat(), 'https://tro-ly.example.vn')
    const { headers } = await server.inject('/chat?nhung=1')
    expect(headers['set-cookie']).toMatch(/; Secure; Partitioned; SameSite=None$/)
  })
})

describe('frames', () => {
  test('no site may frame the chat page', async () => {
    const { headers } = await (await open()).inject('/chat')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-frame-options']).toBe('SAMEORIGIN')
  })

  test('a portal may frame the embedded variant', async () => {
    const server = await open(memoryChat(), 'https://tro-ly.example.vn')
    const { headers } = await server.inject('/chat?nhung=1')
    expect(headers['content-security-policy']).toContain('frame-ancestors https:')
    expect(headers['x-frame-options']).toBeUndefined()
  })

  test('a portal may load the script that opens it', async () => {
    const { headers, statusCode } = await (await open()).inject('/chat/embed.js')
    expect(statusCode).toBe(200)
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin')
    expect(headers['content-type']).toContain('javascript')
  })
})

describe('POST /chat/messages', () => {
  const refused = [
    { name: 'from another site', headers: { origin: 'https://xau.example' }, status: 403 },
    {
      name: 'the browser calls cross-site',
      headers: { 'sec-fetch-site': 'cross-site' },
      status: 403,
    },
    { name: 'from a neighbouring site', headers: { 'sec-fetch-site': 'same-site' }, status: 403 },
    { name: 'from an opaque origin', headers: { origin: 'null' }, status: 403 },
    { name: 'without a visitor', headers: { cookie: '' }, status: 401 },
    {
      name: 'with a visitor’s cookie of a wrong form',
      headers: { cookie: 'cau-noi-visitor=x' },
      status: 401,
    },
    { name: 'with 2001 characters', payload: { ...message, text: 'ă'.repeat(2001) }, status: 400 },
    { name: 'with neither text nor payload', payload: { id: message.id }, status: 400 },
    {
      name: 'with a place beyond the poles',
      payload: { id: message.id, location: { latitude: 91, longitude: 0 } },
      status: 400,
    },
    { name: 'with only spaces', payload: { ...message, text: ' \n ' }, status: 400 },
    { name: 'without an id', payload: { text: 'Xin chào' }, status: 400 },
    { name: 'with broken JSON', payload: '{"id"', status: 400 },
    { name: 'with a huge body', payload: { ...message, text: 'a'.repeat(40_000) }, status: 413 },
    { name: 'as plain text', headers: { 'content-type': 'text/plain' }, payload: 'x', status: 400 },
  ]
  for (const { name, headers = {}, payload = message, status } of refused) {
    test(`refuses one ${name}, in words for a citizen`, async () => {
      const chat = memoryChat()
      const server = await open(chat)
      const cookie = await visit(server)
      const response = await server.inject({
        method: 'POST',
        url: '/chat/messages',
        headers: { ...json, cookie, ...headers },
        payload,
      })
      expect(response.statusCode).toBe(status)
      expect(response.json()).toEqual({ problem: expect.stringMatching(/[ạ-ỹ]/) })
      expect(chat.heard).toEqual([])
    })
  }

  const taken = [
    {
      name: 'its own page',
      headers: { origin: 'http://127.0.0.1', 'sec-fetch-site': 'same-origin' },
    },
    {
      name: 'the address it was called by',
      headers: { origin: 'http://localhost:80', host: 'localhost' },
    },
    { name: 'a program that is no browser', headers: {} },
  ]
  for (const { name, headers } of taken) {
    test(`takes a message from ${name}`, async () => {
      const chat = memoryChat()
      const server = await open(chat)
      const cookie = await visit(server)
      const { statusCode } = await server.inject({
        method: 'POST',
        url: '/chat/messages',
        headers: { ...json, cookie, ...headers },
        payload: { ...message, payload: 'fee' },
      })
      expect(statusCode).toBe(202)
      expect(chat.heard).toEqual([{ ...message, payload: 'fee', visitor: expect.any(String) }])
    })
  }

  test('hands decomposed Unicode on as one form', async () => {
    const chat = memoryChat()
    const server = await open(chat)
    await server.inject({
      method: 'POST',
      url: '/chat/messages',
      headers: { ...json, cookie: await visit(server) },
      payload: { ...message, text: 'phường'.normalize('NFD') },
    })
    expect(chat.heard[0]?.text).toBe('phường'.normalize('NFC'))
  })

  test('slows down one visitor without holding up another', async () => {
    const server = await open()
    const [fast, other] = [await visit(server), await visit(server)]
    const post = (cookie: string) =>
      server.inject({
        method: 'POST',
        url: '/chat/messages',
        headers: { ...json, cookie },
        payload: message,
      })
    let last = await post(fast)
    for (let i = 0; i < 20; i++) last = await post(fast)
    expect(last.statusCode).toBe(429)
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    expect((await post(other)).statusCode).toBe(202)
  })

  test('a fault behind the page keeps the visitor’s words out of the answer', async () => {
    const chat = memoryChat()
    const webChat = { ...chat.webChat, hear: () => Promise.reject(new Error('no store: Xin chào')) }
    const server = await open({ ...chat, webChat })
    const response = await server.inject({
      method: 'POST',
      url: '/chat/messages',
      headers: { ...json, cookie: await visit(server) },
      payload: message,
    })
    expect(response.statusCode).toBe(500)
    expect(response.body).not.toContain('Xin chào')
    expect(response.json().problem).toContain('Xin lỗi')
  })
})

test('a fault while the page is made is a page as well', async () => {
  const chat = memoryChat()
  const webChat = { ...chat.webChat, history: () => Promise.reject(new Error('no store')) }
  const server = await open({ ...chat, webChat })
  const { statusCode, body } = await server.inject({
    url: '/chat',
    headers: { accept: 'text/html' },
  })
  expect(statusCode).toBe(500)
  expect(body).toMatch(/^<!doctype html>.*Xin lỗi, hệ thống đang gặp trục trặc/)
  expect(body).not.toContain('no store')
})

describe('without script', () => {
  const post = (server: FastifyInstance, cookie: string, fields: Record<string, string>) =>
    server.inject({
      method: 'POST',
      url: '/chat/messages',
      headers: { ...form, accept: 'text/html', cookie },
      payload: new URLSearchParams(fields).toString(),
    })

  test('a form is answered by the page with the reply in it', async () => {
    const server = await open(memoryChat((text) => [{ from: 'bot', text: `Đã nghe: ${text}` }]))
    const cookie = await visit(server)
    const sent = await post(server, cookie, { id: message.id, text: 'khai sinh' })
    expect(sent.statusCode).toBe(303)
    expect(sent.headers.location).toBe('/chat#cuoi')
    const { body } = await server.inject({ url: '/chat', headers: { cookie } })
    expect(body).toContain('Đã nghe: khai sinh')
  })

  test('the same press twice is one message, other words on the same page are another', async () => {
    const chat = memoryChat(() => [{ from: 'bot', text: 'Vâng' }])
    const server = await open(chat)
    const cookie = await visit(server)
    await post(server, cookie, { id: message.id, text: 'một' })
    await post(server, cookie, { id: message.id, text: 'hai' })
    await post(server, cookie, { id: message.id, text: 'một' }).catch(() => undefined)
    expect(chat.heard.map(({ text }) => text)).toEqual(['một', 'hai'])
  })

  test('a refusal is shown on the page, above the conversation', async () => {
    const server = await open()
    const cookie = await visit(server)
    const { statusCode, body } = await post(server, cookie, { id: message.id, text: '' })
    expect(statusCode).toBe(400)
    expect(body).toContain('Chưa gửi được')
    expect(body).toContain('<textarea')
  })
})

test('words from outside never become markup', async () => {
  const chat = memoryChat(() => [
    {
      from: 'bot',
      text: '<img src=x onerror=alert(1)>',
      choices: [{ label: '"><script>', payload: '"><script>' }],
      links: [{ label: 'bấm', url: 'javascript:alert(1)' }],
    },
  ])
  const server = await open(chat)
  const cookie = await visit(server)
  await server.inject({
    method: 'POST',
    url: '/chat/messages',
    headers: { ...json, cookie },
    payload: { ...message, text: '</p><script>alert(2)</script>' },
  })
  const { body } = await server.inject({ url: '/chat', headers: { cookie } })
  expect(body).not.toMatch(/<img|<script>|javascript:/)
})

test('the history is told to its visitor alone, from where they are', async () => {
  const chat = memoryChat((text) => [{ from: 'bot', text: `Đã nghe: ${text}` }])
  const server = await open(chat)
  const [cookie, other] = [await visit(server), await visit(server)]
  await server.inject({
    method: 'POST',
    url: '/chat/messages',
    headers: { ...json, cookie },
    payload: message,
  })
  const read = async (cookie: string, query = '') =>
    (await server.inject({ url: `/chat/history${query}`, headers: { cookie } })).json().messages
  expect(await read(cookie)).toHaveLength(2)
  expect(await read(cookie, '?sau=1')).toEqual([
    { id: 2, from: 'bot', text: 'Đã nghe: Xin chào', at: '2026-11-25T02:00:00.000Z' },
  ])
  expect(await read(other)).toEqual([])
  expect((await server.inject('/chat/history')).statusCode).toBe(401)
})
