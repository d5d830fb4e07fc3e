import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileReport, onMessenger, onZalo } from '../support/cooperative-citizen.ts'
import { type FakeMessenger, startFakeMessenger } from '../support/fake-messenger.ts'
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts'
import { forEachMode } from '../support/modes.ts'
import {
  eventually,
  getJson,
  type Installation,
  install,
  type Product,
} from '../support/product.ts'

interface Mail {
  to: string
  subject: string
  text: string
  messageId: string
}

forEachMode((mode) => {
  let messenger: FakeMessenger
  let zalo: FakeZalo
  let installation: Installation
  let web: Product
  beforeAll(async () => {
    messenger = await startFakeMessenger()
    zalo = await startFakeZalo()
    installation = install(mode, { messenger, zalo })
    const [first] = await installation.up()
    if (!first) throw new Error('nothing runs')
    web = first
  })
  afterAll(async () => {
    await installation.close()
    await Promise.all([messenger.close(), zalo.close()])
  })

  const mails = () => getJson<Mail[]>(`${web.url}/inbox.json`)

  test('a first question gets the disclosure and its answer in one turn', async () => {
    const phone = onMessenger(messenger, web, '7300000000000000011')
    const said = await phone.say('lam giay khai sinh cho con can giay to gi')
    expect(said).toContain('1.001193')
    expect(said).toContain('Trợ lý ảo')
    expect(said).toContain('Giấy chứng sinh')
  })

  const channels = [
    { name: 'messenger', phone: () => onMessenger(messenger, web, '7300000000000000012') },
    { name: 'zalo', phone: () => onZalo(zalo, web, '6200000000000000012') },
  ]
  for (const { name, phone: open } of channels) {
    test(`${name}: a report reaches one mailbox, its answer the same chat`, async () => {
      const phone = open()
      const before = await mails()
      const code = await fileReport(
        phone,
        'Đèn đường tổ 5 tắt cả tuần nay rồi, tối đi lại rất nguy hiểm',
        'phường Nam Định',
      )
      const letter = await eventually('the letter', async () =>
        (await mails()).find(({ subject }) => subject.includes(code)),
      )
      expect(letter.subject).toMatch(/^\[PA-\d{4}-\d{6,}\]\[LIGHT\]\[Hạn \d\d\/\d\d\/\d{4}\]/)
      expect(letter.text).toContain('Đèn đường tổ 5')

      const page = /https?:\/\/\S+\/desk\/[\w-]+/.exec(letter.text)?.[0] ?? ''
      const path = new URL(page).pathname
      const versionOf = (html: string) => /name="version" value="([^"]+)"/.exec(html)?.[1] ?? ''
      // The letter is there a moment before its ticket is marked as sent, which is a move of its own.
      const html = await eventually('the ticket marked as sent', async () => {
        const looked = await request(`${web.url}${path}`)
        const html = await looked.body.text()
        expect(looked.statusCode).toBe(200)
        return versionOf(html) !== '1' && html
      })
      expect(html).toContain('Đèn đường tổ 5')

      // A mail scanner opens every link; only the press of a button acts.
      const version = versionOf(html)
      const answer = 'Điện lực đã thay bóng đèn tối qua. Cảm ơn Anh/Chị đã báo.'
      const press = async () =>
        request(`${web.url}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ action: 'answer', text: answer, version }).toString(),
        })
      expect((await press()).statusCode).toBe(303)
      expect((await press()).statusCode).toBeLessThan(400)
      await eventually('the answer in the chat', () =>
        phone.heard().some((text) => text.includes(answer)),
      )
      await new Promise((done) => setTimeout(done, 1_000))
      expect(phone.heard().filter((text) => text.includes(answer))).toHaveLength(1)

      const letters = (await mails()).filter(
        ({ subject, messageId }) =>
          subject.includes(code) && !before.some((each) => each.messageId === messageId),
      )
      expect(
        letters.filter(({ subject }) => !/bản sao|đã gửi/i.test(subject)).map(({ to }) => to),
      ).toContain(letter.to)
      expect(new Set(letters.map(({ to }) => to)).size).toBe(1)

      expect(await phone.say(code)).toContain(code)
    })
  }

  test('nothing a citizen wrote stands in a log line', async () => {
    for (const word of ['Đèn đường', 'khai sinh', 'thay bóng đèn'])
      expect(web.output()).not.toContain(word)
  })
})
