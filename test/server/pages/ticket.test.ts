import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import type { CitizenTicket } from '../../../server/pages/ticket.tsx'
import { pagesApp } from '../../support/pages-app.ts'

const secret = 'k3_Zs-9Qy2aBcDeFgHiJkL'
const ticket: CitizenTicket = {
  code: 'PA-2026-000123',
  kind: 'report',
  field: 'Chiếu sáng công cộng',
  state: 'in-progress',
  office: 'UBND Phường Hoa Lư',
  receivedAt: new Date('2026-11-23T02:12:00Z'),
  dueAt: new Date('2026-12-02T10:00:00Z'),
  steps: [{ at: new Date('2026-11-23T02:12:00Z'), what: 'Đã tiếp nhận' }],
  answers: [],
}

let app: FastifyInstance | undefined
afterEach(() => app?.close())

async function get(path: string, shown: Partial<CitizenTicket> = {}) {
  const asked: string[] = []
  app = await pagesApp({
    tickets: {
      open: async (code, given) => {
        asked.push(`${code} ${given}`)
        return code === ticket.code && given === secret ? { ...ticket, ...shown } : undefined
      },
      file: async (_code, given, id) =>
        given === secret && id === 'anh-1'
          ? { type: 'image/jpeg', name: 'PA-2026-000123-anh-1.jpg', bytes: Buffer.from('jpeg') }
          : undefined,
    },
  })
  return { ...(await app.inject(path)), asked }
}

const link = `/t/${ticket.code}.${secret}`

test('its citizen sees state, office, day of receipt and due day', async () => {
  const { statusCode, body, headers } = await get(link)
  expect(statusCode).toBe(200)
  for (const words of [
    'PA-2026-000123',
    'Đang xử lý',
    'UBND Phường Hoa Lư',
    '09:12 ngày 23/11/2026',
    '02/12/2026',
    'Đã tiếp nhận',
  ]) {
    expect(body).toContain(words)
  }
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex, nofollow',
    'referrer-policy': 'same-origin',
  })
})

test('an answer and an open question are shown as they were written', async () => {
  const { body } = await get(link, {
    state: 'need-info',
    asked: 'Cột đèn số mấy?',
    answers: [{ at: ticket.receivedAt, text: 'Đã thay bóng <b>đèn</b>.' }],
  })
  expect(body).toContain('Cột đèn số mấy?')
  expect(body).toContain('Đã thay bóng &lt;b>đèn&lt;/b>.')
  expect(body).toContain('Thời hạn tạm dừng')
})

const lateness = [
  { state: 'in-progress', late: true },
  { state: 'need-info', late: false },
  { state: 'answered', late: false },
  { state: 'withdrawn', late: false },
] as const
for (const { state, late } of lateness) {
  test(`after its due day a ticket that is ${state} is ${late ? '' : 'not '}late`, async () => {
    const { body } = await get(link, { state, dueAt: new Date('2026-11-24T10:00:00Z') })
    expect(body.includes('Đã quá hạn')).toBe(late)
    expect(body.includes('Xin lỗi Anh/Chị')).toBe(late)
  })
}

const strangers = [
  { name: 'a wrong secret', path: `/t/${ticket.code}.k3_Zs-9Qy2aBcDeFgHiJkM` },
  { name: 'an unknown code', path: `/t/PA-2026-000124.${secret}` },
  { name: 'a code alone', path: `/t/${ticket.code}` },
  { name: 'a code and an empty secret', path: `/t/${ticket.code}.` },
  { name: 'something else', path: '/t/..%2f..%2fetc%2fpasswd' },
]
test('whoever has not the whole link gets the same page, whatever is wrong with it', async () => {
  const pages = await Promise.all(
    strangers.map(async ({ path }) => {
      const { statusCode, body } = await get(path)
      return `${statusCode} ${body}`
    }),
  )
  expect(new Set(pages).size).toBe(1)
  expect(pages[0]).toMatch(/^404 .*Không tìm thấy phiếu/)
})

test('a link of another form is never looked up', async () => {
  expect((await get(`/t/${ticket.code}`)).asked).toEqual([])
})

test('what was sent along is shown, or says why it cannot be', async () => {
  const { body } = await get(link, {
    files: [
      { what: 'picture', href: `${link}/tep/anh-1` },
      { what: 'video', missing: 'failed' },
      { what: 'file', missing: 'refused' },
      { what: 'picture', missing: 'fetching' },
    ],
  })
  expect(body).toContain(`<img src="${link}/tep/anh-1" alt="Ảnh 1 người dân gửi"`)
  for (const words of ['Video 2: không tải được', 'Tệp 3: không nhận được', 'Ảnh 4: đang tải về']) {
    expect(body).toContain(words)
  }
})

test('a file opens with the ticket’s secret only, and may do nothing in the browser', async () => {
  const { statusCode, headers, body } = await get(`${link}/tep/anh-1`)
  expect([statusCode, body]).toEqual([200, 'jpeg'])
  expect(headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': 'inline; filename="PA-2026-000123-anh-1.jpg"',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  })
  for (const wrong of [`/t/${ticket.code}.sai-bi-mat/tep/anh-1`, `${link}/tep/anh-2`]) {
    expect((await get(wrong)).statusCode).toBe(404)
  }
})

test('who tries links one after the other is slowed, whatever the link', async () => {
  const { statusCode } = await get(link)
  expect(statusCode).toBe(200)
  let last = await app?.inject(link)
  for (let n = 0; n < 300; n += 1) last = await app?.inject(`/t/${ticket.code}.${'a'.repeat(22)}`)
  expect(last?.statusCode).toBe(429)
  expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0)
})
