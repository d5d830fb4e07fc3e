import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { Procedure } from '../../../knowledge/procedure.ts'
import { pagesApp } from '../../support/pages-app.ts'

// The knowledge base's own type, to prove that the page takes it as it is.
const procedure = Procedure.parse({
  code: '1.001193',
  title: 'Đăng ký khai sinh',
  decision: '163/QĐ-BTP',
  level: ['commune'],
  channels: [
    { way: 'in-person', time: { n: 1, unit: 'wd' }, fee: { amount: 50_000 } },
    { way: 'online', timeText: 'trong ngày', fee: { text: 'Miễn lệ phí nếu đúng hạn' } },
    { way: 'post' },
  ],
  cases: [
    { papers: [{ name: 'Tờ khai', form: 'TP/HT-1', original: 1, copies: 2 }] },
    { name: 'Ủy quyền', papers: [{ name: 'Văn bản ủy quyền' }] },
  ],
  place: 'UBND cấp xã',
  law: [{ number: '60/2014/QH13', title: 'Luật Hộ tịch' }],
  source: {
    name: 'Cổng Dịch vụ công quốc gia',
    url: 'javascript:alert(1)',
    retrieved: '2026-07-25',
  },
  reviewed: true,
})

let app: FastifyInstance | undefined
afterEach(() => app?.close())

async function get(shown: Partial<Procedure> = {}, code = procedure.code) {
  app = await pagesApp({
    procedures: {
      procedure: (asked) => (asked === procedure.code ? { ...procedure, ...shown } : undefined),
    },
  })
  return app.inject(`/thu-tuc/${code}`)
}

test('the list can be ticked off, and each value has its source and day', async () => {
  const { body } = await get()
  expect(body.match(/type="checkbox"/g)).toHaveLength(2)
  for (const words of [
    'Đăng ký khai sinh',
    'Mã 1.001193 · Quyết định 163/QĐ-BTP',
    'bản chính: 1; bản sao: 2; mẫu TP/HT-1',
    '1 ngày làm việc',
    '50.000 đồng',
    'trong ngày',
    'Miễn lệ phí nếu đúng hạn',
    'UBND cấp xã',
    'Theo dữ liệu ngày 25/07/2026',
  ]) {
    expect(body).toContain(words)
  }
})

test('the ordinary case comes first, the others under their names', async () => {
  const { body } = await get()
  expect(body.indexOf('Tờ khai')).toBeLessThan(body.indexOf('Ủy quyền</h3>'))
})

test('what the source leaves out is asked for, never guessed', async () => {
  const { body } = await get({ channels: [{ way: 'post' }] })
  expect(body.match(/xin hỏi nơi tiếp nhận/g)).toHaveLength(2)
})

test('a field in doubt is not stated as fact', async () => {
  const { body } = await get({ doubts: [{ field: 'fee', reason: 'unit' }] })
  expect(body).not.toContain('50.000')
  expect(body).toContain('1 ngày làm việc')
})

test('a source’s address that is no web address is no link', async () => {
  expect((await get()).body).not.toContain('javascript:')
})

test('an expired procedure warns first', async () => {
  const { body } = await get({ validTo: '2026-11-01' })
  expect(body).toContain('hết hiệu lực ngày 01/11/2026')
})

test('what the province has not looked at says so', async () => {
  expect((await get({ reviewed: false })).body).toContain('tỉnh chưa rà soát')
  expect((await get()).body).not.toContain('tỉnh chưa rà soát')
})

test('an unknown code is a page with the way on', async () => {
  const { statusCode, body } = await get({}, '9.999999')
  expect(statusCode).toBe(404)
  expect(body).toContain('Không tìm thấy thủ tục')
})

test('both ways stand side by side, each case in a table of its own', async () => {
  const { body } = await get({
    channels: [
      { way: 'online', time: { n: 7, unit: 'wd' }, fee: { amount: 10_000 } },
      { way: 'in-person', time: { n: 7, unit: 'wd' }, fee: { amount: 20_000 } },
      { way: 'in-person', fee: { amount: 30_000 }, caseName: 'Cấp lại' },
    ],
  })
  expect(body.match(/<table class="ways"/g)).toHaveLength(2)
  expect(body).toMatch(/Nộp trực tuyến<\/th><td>7 ngày làm việc<\/td><td>10.000 đồng/)
  expect(body).toContain('<caption>Cấp lại</caption>')
})

test('a code to scan leads back to the bot', async () => {
  const { body } = await get()
  expect(body).toContain('aria-label="Mã QR: hỏi tiếp trợ lý về thủ tục 1.001193"')
  expect(body).toContain('href="/chat?hoi=1.001193"')
})

test('the page of one case names it', async () => {
  const own = { title: 'Khai sinh', says: 'Làm cùng một lần.' }
  const { body } = await get({ own } as Partial<Procedure>)
  expect(body).toContain('Trường hợp của Anh/Chị: Khai sinh.')
})
