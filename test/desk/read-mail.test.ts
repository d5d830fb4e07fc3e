import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileTicket } from '../../desk/file-ticket.ts'
import type { Letter } from '../../desk/letters.ts'
import { type MailListener, openMailListener } from '../../desk/mail-listener.ts'
import { receiveMail, takesMailFor } from '../../desk/receive-mail.ts'
import { inboundCounts } from '../../store/inbound-mail.ts'
import { ticketById } from '../../store/tickets.ts'
import { forEachMode } from '../support/modes.ts'
import { clients } from '../support/office-clients.ts'
import { openTestStore } from '../support/store.ts'
import { filing, type TestDesk, testDesk } from '../support/test-desk.ts'

const office = 'kt-hoa-lu@tinh.example'
const proven = 'mx.tinh.example; dmarc=pass header.from=tinh.example'

forEachMode((mode) => {
  let store: Awaited<ReturnType<typeof openTestStore>>
  let subject: TestDesk
  let door: MailListener
  const sent: Letter[] = []
  beforeAll(async () => {
    store = await openTestStore(mode)
    subject = testDesk(store, {
      mailer: {
        from: 'cau-noi@tinh.example',
        async send(letter) {
          sent.push(letter)
          return { ok: true }
        },
        verify: async () => ({ ok: true }),
        close() {},
      },
    })
    door = await openMailListener({
      host: '127.0.0.1',
      port: 0,
      takes: (address) => takesMailFor(subject.desk, address),
      receive: (raw, envelope) => receiveMail(subject.desk, raw, envelope),
      failed() {},
    })
  })
  afterAll(async () => {
    await door.close()
    await store.close()
  })

  async function letterOf(number: number): Promise<Letter> {
    await store.db.transaction((tx) => fileTicket(tx, subject.desk, 'zalo:619', filing(number)))
    await subject.work()
    const letter = sent.findLast(({ subject }) => subject.includes(filing(number).draft.code))
    if (!letter) throw new Error('no letter left')
    return letter
  }

  interface Sending {
    from?: string
    to?: string
    findings?: string
    headers?: Record<string, string>
    times?: number
  }
  async function reply(letter: Letter, typed: string, more: Sending = {}) {
    const { from = office, to = letter.headers['Reply-To'] ?? '', findings = proven } = more
    const transport = createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true })
    const { text, html } = clients['Gmail on the web'](typed, {
      ...letter,
      from: 'cau-noi@tinh.example',
    })
    const headers = { 'Authentication-Results': findings, ...more.headers }
    const messageId = `<${letter.messageId.slice(1, 9)}.${typed.length}@tinh.example>`
    const mail = {
      from,
      to,
      subject: `Re: ${letter.subject}`,
      text,
      html,
      headers,
      messageId,
      date: new Date(0),
    }
    // Built once: a server that tries again brings the same bytes.
    const raw = await new MailComposer(mail).compile().build()
    for (let n = 0; n < (more.times ?? 1); n += 1)
      await transport.sendMail({ envelope: { from, to }, raw })
    transport.close()
    expect(await subject.work()).toEqual([])
  }
  const heard = (number: number) =>
    subject.told.filter(({ key }) => key.startsWith(`ticket:draft-${number}:`))
  const stateOf = async (number: number) => (await ticketById(store.db, `draft-${number}`))?.state

  test('an officer replies and the citizen reads it, with a copy to the officer', async () => {
    const letter = await letterOf(1)
    await reply(letter, 'Đã vá xong ổ gà sáng nay.\n\nTrân trọng\nNguyễn Văn Hùng')
    expect(heard(1).map(({ reply }) => reply.text)).toEqual([
      expect.stringContaining('Đã vá xong ổ gà sáng nay.'),
    ])
    expect(heard(1)[0]?.reply.text).not.toContain('Hùng')
    expect(await stateOf(1)).toBe('answered')
    expect(sent.at(-1)?.subject).toContain('Bản sao nội dung đã gửi người dân')
  })

  test('an address that relays wrote in capitals still answers', async () => {
    const letter = await letterOf(2)
    await reply(letter, 'Đã xong.', { to: letter.headers['Reply-To']?.toUpperCase() ?? '' })
    expect(heard(2)).toHaveLength(1)
  })

  test('a note for colleagues stays with them', async () => {
    await reply(await letterOf(3), 'Nội bộ: anh Tâm xem giúp')
    expect(heard(3)).toEqual([])
    expect(await stateOf(3)).toBe('sent')
  })

  const doubtful: [string, Sending][] = [
    [
      'a stranger who has the address',
      {
        from: 'ke-gian@khac.example',
        findings: 'mx.tinh.example; dmarc=pass header.from=khac.example',
      },
    ],
    ['a forged author', { findings: 'mx.tinh.example; dmarc=fail header.from=tinh.example' }],
    [
      'findings of a server that we do not trust',
      { findings: 'mx.khac.example; dmarc=pass header.from=tinh.example' },
    ],
  ]
  for (const [nth, [name, more]] of doubtful.entries())
    test(`${name} reaches no citizen; mailbox and coordinator are told`, async () => {
      const number = 10 + nth
      const letter = await letterOf(number)
      const before = sent.length
      await reply(letter, 'Không giải quyết.', more)
      expect(heard(number)).toEqual([])
      expect(
        sent
          .slice(before)
          .map(({ to }) => to)
          .sort(),
      ).toEqual(['dp@tinh.example', office])
    })

  test('an automatic reply reaches nobody', async () => {
    const letter = await letterOf(20)
    const before = sent.length
    await reply(letter, 'Tôi đi công tác.', { headers: { 'Auto-Submitted': 'auto-replied' } })
    expect(heard(20)).toEqual([])
    expect(sent.length).toBe(before)
  })

  test('forged, cut and foreign addresses are refused at the door', async () => {
    const letter = await letterOf(30)
    const [token = '', domain] = (letter.headers['Reply-To'] ?? '').split('@')
    const last = token.endsWith('a') ? 'b' : 'a'
    for (const to of [
      `${token.slice(0, -1)}${last}@${domain}`,
      `${token.slice(1)}@${domain}`,
      'ai-do@khac.example',
    ])
      await expect(reply(letter, 'Đã xong.', { to })).rejects.toThrow('550')
    expect(heard(30)).toEqual([])
  })

  test('delivered twice, answered once', async () => {
    await reply(await letterOf(40), 'Đã thay bóng đèn.', { times: 2 })
    expect(heard(40)).toHaveLength(1)
  })

  test('every mail that was received is counted under one end', async () => {
    const counts = await inboundCounts(store.db)
    expect(counts).toEqual({ waiting: 0, delivered: 4, held: 3, returned: 0, noted: 1 })
  })
})
