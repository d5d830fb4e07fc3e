import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { pagesApp } from '../../support/pages-app.ts'

const mail = {
  to: 'ubnd-hoa-lu@example.vn',
  from: 'Cầu Nối <phan-anh@example.vn>',
  subject: '[PA-2026-000123][LIGHT][Hạn 02/12/2026] Phản ánh mới',
  text: 'Mở phiếu: http://127.0.0.1/desk/abc <b>x</b>',
  html: '<p style="color:red">Phản ánh mới</p><script>alert(1)</script>',
  messageId: '<pa-1.hoa-lu@example.vn>',
  at: new Date('2026-11-23T02:13:00Z'),
}

let app: FastifyInstance | undefined
afterEach(() => app?.close())

async function open(mails = [mail]) {
  app = await pagesApp({ inbox: { list: async () => mails } })
  return app
}

test('inbox.json lists each letter with exactly the promised fields', async () => {
  // A field more in the store must not become one more on the page.
  const kept = { ...mail, attempts: 1 }
  const response = await (await open([kept])).inject('/inbox.json')
  expect(response.json()).toEqual([{ ...mail, at: '2026-11-23T02:13:00.000Z' }])
})

test('the page shows the newest letter first, its text as text with its links', async () => {
  const newer = { ...mail, subject: 'Thư sau', messageId: '<2@example.vn>' }
  const { body } = await (await open([mail, newer])).inject('/inbox')
  expect(body.indexOf('Thư sau')).toBeLessThan(body.indexOf('Phản ánh mới'))
  expect(body).toContain('href="http://127.0.0.1/desk/abc"')
  expect(body).toContain('&lt;b>x&lt;/b>')
})

test('an empty inbox says so', async () => {
  const server = await open([])
  expect((await server.inject('/inbox')).body).toContain('Chưa có thư nào')
  expect((await server.inject('/inbox.json')).json()).toEqual([])
})

test('a letter’s HTML is shown in a box where no script runs and nothing is loaded', async () => {
  const server = await open()
  const url = `/inbox/html?thu=${encodeURIComponent(mail.messageId)}`
  const { body, headers } = await server.inject(url)
  expect(body).toContain(mail.html)
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toMatch(/sandbox(?!.*allow-scripts)/)
  expect(policy).not.toContain('script-src')
})

test('a letter that is not there is a 404', async () => {
  expect((await (await open()).inject('/inbox/html?thu=x')).statusCode).toBe(404)
})

test.each(['x-forwarded-for', 'forwarded'])(
  'whoever comes through a proxy (%s) sees nothing',
  async (header) => {
    const server = await open()
    for (const url of ['/inbox', '/inbox.json']) {
      const { statusCode, body } = await server.inject({
        url,
        headers: { [header]: '203.0.113.9' },
      })
      expect(statusCode).toBe(404)
      expect(body).not.toContain(mail.subject)
    }
  },
)

test('a page of another name finds no inbox here, even when its name points to this machine', async () => {
  const server = await open()
  const statusFor = async (host: string) =>
    (await server.inject({ url: '/inbox.json', headers: { host } })).statusCode
  expect(await statusFor('ke-gian.example:3000')).toBe(404)
  expect(await statusFor('127.0.0.1.ke-gian.example')).toBe(404)
  for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
    expect(await statusFor(host)).toBe(200)
})
