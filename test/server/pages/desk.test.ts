import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import type { Desk, DeskView } from '../../../server/pages/desk-view.ts'
import { pagesApp } from '../../support/pages-app.ts'

const ticket: DeskView = {
  code: 'PA-2026-000123',
  kind: 'report',
  field: 'Chiếu sáng công cộng',
  urgent: false,
  state: 'sent',
  office: 'UBND Phường Hoa Lư',
  content: 'Đèn hỏng <script>alert(1)</script> \u202eđảo\u202c https://xau.example',
  place: 'Ngõ 12, Phường Hoa Lư',
  receivedAt: new Date('2026-11-23T02:12:00Z'),
  dueAt: new Date('2026-12-02T10:00:00Z'),
  steps: [],
  actions: ['accept', 'answer', 'need-info', 'done', 'not-ours'],
  version: '7',
}

let app: FastifyInstance | undefined
afterEach(() => app?.close())

async function open(desk: Partial<Desk> = {}) {
  const pressed: unknown[] = []
  const server = await pagesApp({
    desk: {
      open: async (token) => (token === 'good' ? ticket : token === 'old' ? 'expired' : 'unknown'),
      file: async () => undefined,
      act: async (token, press) => {
        pressed.push({ token, ...press })
        return { done: true, message: 'Đã ghi nhận.' }
      },
      ...desk,
    },
  })
  app = server
  const post = (fields: Record<string, string>, token = 'good') =>
    server.inject({
      method: 'POST',
      url: `/desk/${token}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    })
  return { server, pressed, post }
}

test('the officer sees the ticket and a form for each thing that may be done', async () => {
  const { server } = await open()
  const { statusCode, body, headers } = await server.inject('/desk/good')
  expect(statusCode).toBe(200)
  for (const words of ['PA-2026-000123', 'Ngõ 12, Phường Hoa Lư', '02/12/2026']) {
    expect(body).toContain(words)
  }
  expect(body.match(/name="action" value="[\w-]+"/g)).toEqual(
    ticket.actions.map((action) => `name="action" value="${action}"`),
  )
  expect(body).not.toContain('src="/assets/chat.js"')
  expect(headers['cache-control']).toBe('no-store')
})

test('a citizen’s words are shown as text: no markup, no link, no reversed letters', async () => {
  const { server } = await open()
  const { body } = await server.inject('/desk/good')
  expect(body).toContain('&lt;script>')
  expect(body).not.toContain('href="https://xau.example')
  expect(body).not.toContain('\u202e')
})

test('each form says who will read what is written there', async () => {
  const { server } = await open()
  const { body } = await server.inject('/desk/good')
  expect(body.match(/Người dân sẽ đọc nguyên văn/g)).toHaveLength(3)
  expect(body.match(/Chỉ trong cơ quan, người dân không thấy/g)).toHaveLength(1)
})

describe('a press', () => {
  const presses = [
    { action: 'accept', text: '' },
    { action: 'answer', text: 'Đã thay bóng đèn.' },
    { action: 'need-info', text: 'Cột số mấy?' },
    { action: 'done', text: 'Biên bản số 3.' },
    { action: 'not-ours', text: 'Thuộc Sở Xây dựng.' },
  ]
  for (const { action, text } of presses) {
    test(`${action} acts once, and the page that follows says so once`, async () => {
      const { server, pressed, post } = await open()
      const sent = await post({ action, text: ` ${text} `, version: '7' })
      expect(sent.statusCode).toBe(303)
      expect(sent.headers.location).toBe('/desk/good')
      expect(pressed).toEqual([{ token: 'good', action, text, version: '7' }])

      const cookie = sent.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
      const after = await server.inject({ url: '/desk/good', headers: { cookie: cookie[0] } })
      expect(after.body).toContain('Đã ghi nhận.')
      expect(after.headers['set-cookie']).toMatch(/^cau-noi-noted=;/)
      expect(pressed).toHaveLength(1)
    })
  }

  test('without the hidden version is still a press', async () => {
    const { pressed, post } = await open()
    await post({ action: 'answer', text: 'Đã sửa.' })
    expect(pressed).toEqual([{ token: 'good', action: 'answer', text: 'Đã sửa.' }])
  })

  const wrong = [
    {
      name: 'an answer without words',
      fields: { action: 'answer', text: '  ' },
      status: 422,
      says: 'xin viết nội dung',
    },
    {
      name: 'a return without a reason',
      fields: { action: 'not-ours' },
      status: 422,
      says: 'xin viết nội dung',
    },
    {
      name: 'an answer that is too long',
      fields: { action: 'answer', text: 'ờ'.repeat(5001) },
      status: 422,
      says: 'dài 5001 ký tự',
    },
    {
      name: 'an unknown action',
      fields: { action: 'delete', text: 'x' },
      status: 400,
      says: 'Chưa rõ',
    },
    { name: 'nothing at all', fields: {}, status: 400, says: 'Chưa rõ' },
  ]
  for (const { name, fields, status, says } of wrong) {
    test(`with ${name} acts on nothing and says what to mend`, async () => {
      const { pressed, post } = await open()
      const { statusCode, body } = await post(fields as Record<string, string>)
      expect(statusCode).toBe(status)
      expect(body).toContain(says)
      expect(pressed).toEqual([])
    })
  }

  test('that is refused comes back with what was typed', async () => {
    const problem = 'Phiếu vừa được đồng nghiệp xử lý.'
    const { post } = await open({ act: async () => ({ done: false, problem }) })
    const { statusCode, body } = await post({
      action: 'answer',
      text: 'Câu trả lời dài',
      version: '6',
    })
    expect(statusCode).toBe(409)
    expect(body).toContain(problem)
    expect(body).toMatch(/<details class="card" open><summary>Trả lời người dân/)
    expect(body).toContain('>Câu trả lời dài</textarea>')
  })
})

test('a mail scanner that opens the link again and again changes nothing', async () => {
  const { server, pressed, post } = await open()
  for (const url of ['/desk/good', '/desk/good?action=accept', '/desk/good']) {
    await server.inject(url)
    await server.inject({ method: 'HEAD', url })
  }
  expect(pressed).toEqual([])
  await post({ action: 'accept', version: '7' })
  expect(pressed).toHaveLength(1)
})

const closed = [
  { token: 'old', status: 410, says: 'Liên kết đã hết hạn' },
  { token: 'forged', status: 404, says: 'Không tìm thấy phiếu' },
]
for (const { token, status, says } of closed) {
  test(`a link that is ${token} shows the way on and acts on nothing`, async () => {
    const { server, pressed, post } = await open()
    const looked = await server.inject(`/desk/${token}`)
    const sent = await post({ action: 'answer', text: 'Đã sửa.' }, token)
    for (const { statusCode, body } of [looked, sent]) {
      expect(statusCode).toBe(status)
      expect(body).toContain(says)
      expect(body).toContain('liên kết trong thư')
      expect(body).not.toContain('PA-2026')
    }
    expect(pressed).toEqual([])
  })
}

test('a document behind the signed link is saved, never shown by the browser', async () => {
  const { server } = await open({
    file: async (token, id) =>
      token === 'good' && id === 'b'
        ? { type: 'application/pdf', name: 'PA-2026-000123-b.pdf', bytes: Buffer.from('%PDF-') }
        : undefined,
  })
  const { headers, statusCode } = await server.inject('/desk/good/tep/b')
  expect(statusCode).toBe(200)
  expect(headers['content-disposition']).toBe('attachment; filename="PA-2026-000123-b.pdf"')
  expect(headers['content-security-policy']).toContain('sandbox')
  expect((await server.inject('/desk/old/tep/b')).statusCode).toBe(404)
})

test('places and pictures say where, on a map that opens elsewhere', async () => {
  const position = { latitude: 20.25, longitude: 105.97 }
  const { server } = await open({
    open: async () => ({
      ...ticket,
      files: [
        { what: 'place', ...position },
        { what: 'picture', href: '/desk/good/tep/a', position },
      ],
    }),
  })
  const { body } = await server.inject('/desk/good')
  expect(body.match(/openstreetmap\.org\/\?mlat=20\.25000&amp;mlon=105\.97000/g)).toHaveLength(2)
})
