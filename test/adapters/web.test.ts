import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Spoken } from '../../adapters/channel.ts'
import { render } from '../../adapters/render.ts'
import { webChannel } from '../../adapters/web.ts'
import { openWebChat } from '../../app/web-chat.ts'
import { openIntake } from '../../bot/intake.ts'
import { openLanes } from '../../store/lanes.ts'
import { promise } from '../../store/outbox.ts'
import { expectRows, row } from '../support/contract-rows.ts'
import { pagesApp } from '../support/pages-app.ts'
import { hostileFiles, pdf, photo, telephonePhoto, video } from '../support/sample-files.ts'
import { openTestStore } from '../support/store.ts'

// The chat page is a channel like the others: its door is our own page, its platform our own store.

let store: Awaited<ReturnType<typeof openTestStore>>
let chat: Awaited<ReturnType<typeof openWebChat>>
let app: FastifyInstance
let rings = 0
beforeAll(async () => {
  store = await openTestStore({ name: 'embedded' })
  const intake = openIntake({
    lanes: openLanes(store, 'web-test'),
    echoed: async () => {},
    alarm: async () => {},
    ring: () => void rings++,
    quietMs: () => 0,
  })
  chat = await openWebChat(store, intake, () => new Date())
  app = await pagesApp({ webChat: chat })
})
afterAll(async () => {
  await app.close()
  await chat.close()
  await store.close()
})

let ids = 0
const freshId = () => `tin-nhan-so-${ids++}`

/** A browser: its cookie, and what it sends. A new one for each row, since one may write only so fast. */
async function visitor() {
  const { cookies } = await app.inject('/chat')
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url,
      headers: { cookie, 'content-type': 'application/json', ...headers },
      // as: inject takes objects, texts and bytes alike.
      payload: payload as string,
    })
  const before = new Set((await heard()).map(({ key }) => key))
  return {
    cookie,
    post,
    say: (message: Record<string, unknown>) =>
      post('/chat/messages', { id: freshId(), ...message }),
    sendFile: (bytes: Buffer, id = freshId()) =>
      post(`/chat/files?id=${id}`, bytes, { 'content-type': 'application/octet-stream' }),
    heard: async () => (await heard()).filter(({ key }) => !before.has(key)),
    history: async (query = '') =>
      (await app.inject({ url: `/chat/history${query}`, headers: { cookie } })).json().messages,
  }
}

async function heard(): Promise<Spoken[]> {
  const rows = await store.query<{ body: Spoken }>('select body from app.incoming order by seq')
  return rows.map(({ body }) => body)
}

describe('the chat page hears', () => {
  row(
    'web',
    'a message once, with its words, its time and a visitor that no cookie names',
    async () => {
      const one = await visitor()
      expect((await one.say({ text: 'Đăng ký khai sinh ở đâu ạ? 🙏' })).statusCode).toBe(202)
      const [event, ...more] = await one.heard()
      expect(more).toEqual([])
      expect(event).toMatchObject({
        kind: 'message',
        from: { channel: 'web' },
        text: 'Đăng ký khai sinh ở đâu ạ? 🙏',
        attachments: [],
      })
      expect(Date.parse(String(event?.at))).toBeGreaterThan(Date.now() - 60_000)
      expect(one.cookie).not.toContain(event?.from.id)
    },
  )

  row('web', 'a repeat as one message', async () => {
    const one = await visitor()
    const id = freshId()
    for (let times = 0; times < 4; times++) await one.say({ id, text: 'một' })
    expect(await one.heard()).toHaveLength(1)
  })

  row('web', 'another message as another', async () => {
    const one = await visitor()
    await one.say({ text: 'một' })
    await one.say({ text: 'một' })
    expect(await one.heard()).toHaveLength(2)
  })

  row('web', 'two visitors as two, even where both pages chose one id', async () => {
    const [one, other] = [await visitor(), await visitor()]
    const id = freshId()
    await one.say({ id, text: 'của tôi' })
    await other.say({ id, text: 'của người khác' })
    const [mine, theirs] = await one.heard()
    expect([mine?.text, theirs?.text]).toEqual(['của tôi', 'của người khác'])
    expect(mine?.from.id).not.toBe(theirs?.from.id)
  })

  row('web', 'and rings for each', async () => {
    const before = rings
    await (await visitor()).say({ text: 'reng' })
    expect(rings).toBe(before + 1)
  })

  const words: [string, string, string][] = [
    ['decomposed letters, composed', 'Phường Hoa Lư'.normalize('NFD'), 'Phường Hoa Lư'],
    ['words without the spaces around them', '  dạ \n', 'dạ'],
    ['digits', 'số 12345678901234567890', 'số 12345678901234567890'],
    ['backslashes and quotes', 'a\\"b\\\\c', 'a\\"b\\\\c'],
    ['html', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['letters turned right to left', 'abc\u202Edcb', 'abc\u202Edcb'],
    ['many lines', 'một\n\nhai\r\nba', 'một\n\nhai\r\nba'],
    ['an emoji family', '👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
    ['what a database cannot store, without it', 'a\u0000b \ud800 c', 'ab \uFFFD c'],
    ['two thousand letters', 'ă'.repeat(2000), 'ă'.repeat(2000)],
  ]
  for (const [what, text, expected] of words) {
    row('web', what, async () => {
      const one = await visitor()
      expect((await one.say({ text })).statusCode).toBe(202)
      expect((await one.heard()).map((event) => event.text)).toEqual([expected])
    })
  }

  row('web', 'a pressed choice, with its payload and its label', async () => {
    const one = await visitor()
    await one.say({ text: 'Phản ánh', payload: 'start:report\u0000' })
    expect(await one.heard()).toMatchObject([{ text: 'Phản ánh', payload: 'start:report' }])
  })

  for (const [latitude, longitude] of [
    [20.2506, 105.9745],
    [0, 0],
    [-90, 180],
    [90, -180],
  ]) {
    row('web', `a place (${latitude}, ${longitude})`, async () => {
      const one = await visitor()
      expect((await one.say({ location: { latitude, longitude } })).statusCode).toBe(202)
      expect((await one.heard())[0]?.attachments).toEqual([
        { type: 'location', latitude, longitude },
      ])
    })
  }

  const files: [string, () => Promise<Buffer>, string][] = [
    ['a photo', () => photo(), 'image'],
    ['a telephone’s photo', () => telephonePhoto(), 'image'],
    ['a document', async () => pdf(), 'file'],
    ['a video', async () => video(), 'video'],
  ]
  for (const [what, bytes, type] of files) {
    row('web', `${what}, kept before it is heard`, async () => {
      const one = await visitor()
      const id = freshId()
      expect((await one.sendFile(await bytes(), id)).statusCode).toBe(202)
      expect((await one.heard())[0]?.attachments).toEqual([{ type, file: id }])
    })
  }

  row('web', 'a file that was sent twice as one', async () => {
    const one = await visitor()
    const [bytes, id] = [await photo(), freshId()]
    for (let times = 0; times < 3; times++) await one.sendFile(bytes, id)
    expect(await one.heard()).toHaveLength(1)
  })

  row('web', 'no hostile file', async () => {
    for (const [what, bytes] of await hostileFiles()) {
      const one = await visitor()
      expect([413, 415], what).toContain((await one.sendFile(bytes)).statusCode)
      expect(await one.heard(), what).toEqual([])
    }
  })

  row('web', 'a reference that came by a printed code, once for two looks', async () => {
    const { cookies } = await app.inject('/chat?start=xa-13669')
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    await app.inject({ url: '/chat?start=xa-13669', headers: { cookie } })
    const started = await store.query<{ body: { kind: string; ref?: string } }>(
      `select body from app.incoming where body->>'kind' = 'start'`,
    )
    expect(started.map(({ body }) => body.ref)).toEqual(['xa-13669'])
  })
}, 120_000)

describe('the chat page’s proof', () => {
  const message = () => ({ id: freshId(), text: 'Xin chào' })
  const forged: [string, Record<string, string>, number][] = [
    ['no cookie', { cookie: '' }, 401],
    ['a cookie of another form', { cookie: 'cau-noi-visitor=abc' }, 401],
    ['a cookie too long', { cookie: `cau-noi-visitor=${'a'.repeat(23)}` }, 401],
    ['another cookie’s name', { cookie: `visitor=${'a'.repeat(22)}` }, 401],
    ['another site', { origin: 'https://xau.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['what the browser calls another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['what the browser calls a neighbour', { 'sec-fetch-site': 'same-site' }, 403],
  ]
  for (const [what, headers, status] of forged) {
    row('web', `${what}: refused in words for a citizen, and nothing is kept`, async () => {
      const one = await visitor()
      const answer = await one.post('/chat/messages', message(), headers)
      expect(answer.statusCode).toBe(status)
      expect(answer.json().problem).toMatch(/[ạ-ỹ]/)
      expect(await one.heard()).toEqual([])
    })
  }

  const bodies: [string, unknown][] = [
    ['', ''],
    ['nonsense', 'nonsense'],
    ['[]', '[]'],
    ['null', 'null'],
    ['"text"', '"text"'],
    ['{"a":', '{"a":'],
    ['no id', { text: 'a' }],
    ['an id too short', { id: 'a', text: 'a' }],
    ['an id with a path', { id: '../../../etc/passwd', text: 'a' }],
    ['no words', { id: 'tin-khong-chu' }],
    ['nothing but spaces', { id: 'tin-khong-chu', text: ' \n ' }],
    ['2001 letters', { id: 'tin-qua-dai', text: 'a'.repeat(2001) }],
    ['a payload of 1001', { id: 'tin-qua-dai', payload: 'a'.repeat(1001) }],
    ['a number for words', { id: 'tin-la-so', text: 12 }],
    ['a place beyond the poles', { id: 'noi-nao-do', location: { latitude: 91, longitude: 0 } }],
    ['a place without length', { id: 'noi-nao-do', location: { latitude: 20 } }],
    ['a place in words', { id: 'noi-nao-do', location: { latitude: '20', longitude: '105' } }],
    ['a made-up prototype', '{"__proto__":{"text":"a"},"id":"tin-gia-mao"}'],
  ]
  for (const [what, body] of bodies) {
    row('web', `${what}: bad input, in words for a citizen, and nothing is kept`, async () => {
      const one = await visitor()
      const answer = await one.post('/chat/messages', body)
      expect(answer.statusCode).toBe(400)
      expect(answer.json().problem).toMatch(/[ạ-ỹ]/)
      expect(await one.heard()).toEqual([])
    })
  }

  row('web', 'a body over the limit: 413', async () => {
    const one = await visitor()
    const answer = await one.post('/chat/messages', { ...message(), text: 'a'.repeat(40_000) })
    expect(answer.statusCode).toBe(413)
  })
})

describe('the chat page shows', () => {
  /** What the bot promises to a visitor who has just written. */
  async function answered(reply: Record<string, unknown>, more: { human?: boolean } = {}) {
    const one = await visitor()
    await one.say({ text: 'Xin chào' })
    const id = String((await one.heard())[0]?.from.id)
    const key = `${id}:${freshId()}`
    await promise(store.db, [
      { kind: 'reply', key, citizenId: `web:${id}`, reply: { text: 'Dạ', ...reply, ...more } },
    ])
    return { one, id }
  }

  row('web', 'what was said, in order, with times', async () => {
    const { one } = await answered({ text: 'Chào Anh/Chị' })
    expect(await one.history()).toMatchObject([
      { from: 'citizen', text: 'Xin chào' },
      { from: 'bot', text: 'Chào Anh/Chị' },
    ])
  })

  row('web', 'only what is new after a lost connection', async () => {
    const { one } = await answered({ text: 'mới' })
    const [first] = await one.history()
    expect(
      (await one.history(`?sau=${first.id}`)).map(({ text }: { text: string }) => text),
    ).toEqual(['mới'])
  })

  row('web', 'an officer’s words as an officer’s', async () => {
    const { one } = await answered({ text: 'Tôi là Lan' }, { human: true })
    expect((await one.history()).at(-1)).toMatchObject({ from: 'officer' })
  })

  row('web', 'nothing of one visitor to another', async () => {
    await answered({ text: 'riêng' })
    expect(await (await visitor()).history()).toEqual([])
  })

  row('web', 'a place and a file by a word for them', async () => {
    const one = await visitor()
    await one.say({ location: { latitude: 20, longitude: 105 } })
    await one.sendFile(await photo())
    expect((await one.history()).map(({ text }: { text: string }) => text)).toEqual([
      'Vị trí của tôi',
      'Ảnh',
    ])
  })

  row('web', 'as many choices and links as a reply may hold, as buttons', async () => {
    const { can } = webChannel(() => {})
    const choices = Array.from({ length: 20 }, (_, n) => ({ label: `Việc ${n}`, payload: `v${n}` }))
    const links = Array.from({ length: 10 }, (_, n) => ({
      label: `Trang ${n}`,
      url: `https://xa-mau.example/${n}`,
    }))
    expect(render({ text: 'Chọn', choices, links }, can)).toEqual([
      { text: 'Chọn', choices, links },
    ])
    const { one } = await answered({ choices, links })
    expect((await one.history()).at(-1)).toMatchObject({ choices, links })
  })

  row('web', 'words from outside as words', async () => {
    const { one } = await answered({ text: '<script>alert(1)</script>' })
    const { body } = await app.inject({ url: '/chat', headers: { cookie: one.cookie } })
    expect(body).not.toContain('<script>alert')
    expect(body).toContain('&lt;script>alert')
  })

  row('web', 'whoever listens that there is news, and nobody else', async () => {
    const told: string[] = []
    const channel = webChannel((id) => told.push(id))
    const result = await channel.send(
      { channel: 'web', id: 'người-này' },
      { text: 'Dạ' },
      { way: 'reply', metadata: 'm' },
    )
    expect([result, told]).toEqual([{ ok: true }, ['người-này']])
  })
})

expectRows(['web'], 60)
