import { afterEach, expect, test } from 'vitest'
import type { Letter } from '../../desk/letters.ts'
import { type MailerOptions, openMailer } from '../../desk/mailer.ts'
import { type Judge, startSmtp } from '../support/smtp.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const letter: Letter = {
  to: 'kt-hoa-lu@tinh.example',
  subject: '[PA-2026-000123][ROAD][Hạn 02/12/2026] Phản ánh mới',
  text: 'Ổ gà giữa ngõ\n',
  html: '<body style="x"><p>Ổ gà giữa ngõ</p></body>',
  messageId: '<0123456789abcdef@tinh.example>',
  headers: { 'Auto-Submitted': 'auto-generated' },
}

function mailer(options: Partial<MailerOptions> = {}) {
  const opened = openMailer({
    from: 'Cầu Nối <cau-noi@tinh.example>',
    capture: () => Promise.reject(new Error('nothing is captured here')),
    ...options,
  })
  closing.push(() => opened.close())
  return opened
}

async function sendThrough(judge?: Judge, options: Partial<MailerOptions> = {}) {
  const server = await startSmtp(judge)
  closing.push(() => server.close())
  const result = await mailer({ smtpUrl: server.url, ...options }).send(letter)
  return { result, taken: server.taken }
}

test('a letter arrives once, with its own Message-ID and headers', async () => {
  const { result, taken } = await sendThrough()
  expect(result).toEqual({ ok: true })
  expect(taken.map(({ to }) => to)).toEqual([['kt-hoa-lu@tinh.example']])
  expect(taken[0]?.source).toContain('Message-ID: <0123456789abcdef@tinh.example>')
  expect(taken[0]?.source).toContain('Auto-Submitted: auto-generated')
})

const refusals: [string, Judge, string, RegExp][] = [
  ['a mailbox that does not exist', () => 550, 'final', /550/],
  ['a mailbox that is full for ever', () => 552, 'final', /552/],
  ['a server that is busy', () => 451, 'retry', /451/],
  ['a greylisting server', () => 450, 'retry', /450/],
  ['a connection that breaks', () => 'hang-up', 'retry', /./],
]
for (const [name, judge, verdict, code] of refusals) {
  test(`${name} is ${verdict === 'final' ? 'not tried again' : 'tried again'}`, async () => {
    const { result, taken } = await sendThrough(judge)
    expect(result).toEqual({ ok: false, verdict, code: expect.stringMatching(code) })
    expect(taken).toEqual([])
  })
}

test('a server that is not there is tried again', async () => {
  const server = await startSmtp()
  await server.close()
  expect(await mailer({ smtpUrl: server.url }).send(letter)).toMatchObject({
    ok: false,
    verdict: 'retry',
  })
})

test('no failure repeats an address or the server’s words', async () => {
  const { result } = await sendThrough(() => 550)
  expect(JSON.stringify(result)).not.toMatch(/@|refused/)
})

test('in test mode every letter goes to one address, its real recipient named in the text', async () => {
  const { taken } = await sendThrough(undefined, { onlyTo: 'thu@tinh.example' })
  expect(taken.map(({ to }) => to)).toEqual([['thu@tinh.example']])
  const source = taken[0]?.source.replace(/=\r\n/g, '') ?? ''
  expect(source).toContain('kt-hoa-lu@tinh.example')
  expect(source).not.toMatch(/^(to|cc|bcc):.*hoa-lu/im)
})

test('without a server letters are captured, redirected like any other', async () => {
  const captured: string[] = []
  const capture: MailerOptions['capture'] = async ({ to, text }) => {
    captured.push(`${to}: ${text}`)
  }
  expect(await mailer({ capture }).send(letter)).toEqual({ ok: true })
  await mailer({ capture, onlyTo: 'thu@tinh.example' }).send(letter)
  expect(captured[0]).toBe('kt-hoa-lu@tinh.example: Ổ gà giữa ngõ\n')
  expect(captured[1]).toMatch(/^thu@tinh\.example: .*kt-hoa-lu@tinh\.example/)
})

test('doctor learns whether the server answers', async () => {
  const server = await startSmtp()
  expect(await mailer({ smtpUrl: server.url }).verify()).toEqual({ ok: true })
  await server.close()
  expect(await mailer({ smtpUrl: server.url }).verify()).toMatchObject({ ok: false })
})
