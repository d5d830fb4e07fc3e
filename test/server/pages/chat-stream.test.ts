import type { FastifyInstance } from 'fastify'
import { request } from 'undici'
import { afterEach, expect, test } from 'vitest'
import { memoryChat, pagesApp } from '../../support/pages-app.ts'

let app: FastifyInstance | undefined
afterEach(() => app?.close())

async function open() {
  const chat = memoryChat((text) => [{ from: 'bot', text: `Đã nghe: ${text}` }])
  app = await pagesApp({ webChat: chat.webChat })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const page = await request(`${url}/chat`)
  await page.body.dump()
  const cookie = String(page.headers['set-cookie']).split(';')[0] ?? ''
  const say = async (text: string) => {
    const { body } = await request(`${url}/chat/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ id: crypto.randomUUID(), text }),
    })
    await body.dump()
  }
  return {
    chat,
    say,
    listen: (headers = {}, query = '') => listen(url + query, { cookie, ...headers }),
  }
}

/** One stream, and the events that came so far. */
async function listen(url: string, headers: Record<string, string>) {
  const { pathname, search, origin } = new URL(url)
  const { body, statusCode } = await request(`${origin}${pathname}chat/stream${search}`, {
    headers,
  })
  // Leaving is an abortion to undici, and no fault.
  body.on('error', () => {})
  const texts = body[Symbol.asyncIterator]()
  let seen = ''
  return {
    statusCode,
    /** Reads until so many messages have come. */
    async messages(count: number): Promise<{ id: number; text: string; html: string }[]> {
      while (events(seen).length < count) {
        const { value, done } = await texts.next()
        if (done) throw new Error('the stream ended')
        seen += value
      }
      return events(seen)
    },
    async ended(): Promise<boolean> {
      for (;;) if ((await texts.next()).done) return true
    },
    leave: () => body.destroy(),
  }
}

const events = (stream: string) =>
  [...stream.matchAll(/^data: (.*)\n\n/gm)].map(([, data]) => JSON.parse(data ?? ''))

test('what is said comes at once, in order, as data and as the page shows it', async () => {
  const { say, listen } = await open()
  const stream = await listen()
  await say('một')
  await say('hai')
  const messages = await stream.messages(4)
  expect(messages.map(({ id, text }) => [id, text])).toEqual([
    [1, 'một'],
    [2, 'Đã nghe: một'],
    [3, 'hai'],
    [4, 'Đã nghe: hai'],
  ])
  expect(messages[1]?.html).toMatch(/^<article class="message bot" data-id="2"/)
  stream.leave()
})

const positions = [
  { name: 'the page’s position', headers: {}, query: '?sau=2' },
  { name: 'the last event the browser saw', headers: { 'last-event-id': '2' }, query: '' },
  {
    name: 'the last event before the page’s older position',
    headers: { 'last-event-id': '2' },
    query: '?sau=1',
  },
]
for (const { name, headers, query } of positions) {
  test(`a stream goes on after ${name}`, async () => {
    const { say, listen } = await open()
    await say('một')
    await say('hai')
    const stream = await listen(headers, query)
    expect((await stream.messages(2)).map(({ id }) => id)).toEqual([3, 4])
    stream.leave()
  })
}

test('a stream that its reader left is no longer listened for', async () => {
  const { chat, say, listen } = await open()
  const stream = await listen()
  await say('một')
  await stream.messages(2)
  stream.leave()
  await expect.poll(() => [...chat.listeners.values()].map(({ size }) => size)).toEqual([0])
})

test('a seventh stream of one visitor ends the oldest', async () => {
  const { listen } = await open()
  const oldest = await listen()
  const rest = []
  for (let i = 0; i < 6; i++) rest.push(await listen())
  expect(await oldest.ended()).toBe(true)
  for (const stream of rest) stream.leave()
})

test('closing the server ends open streams', async () => {
  const { listen } = await open()
  const stream = await listen()
  await app?.close()
  app = undefined
  expect(await stream.ended()).toBe(true)
})

test('a stranger has no stream', async () => {
  const { listen } = await open()
  const { statusCode, leave } = await listen({ cookie: '' })
  expect(statusCode).toBe(401)
  leave()
})
