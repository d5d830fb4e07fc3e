import { expect, test } from 'vitest'
import { withdrawTicket } from '../../desk/file-ticket.ts'
import { type MailProblem, mailWords } from '../../desk/mail-words.ts'
import { inboundCounts } from '../../store/inbound-mail.ts'
import {
  coordinator,
  mailDesk,
  office,
  proven,
  type Sending,
  sender,
} from '../support/mail-desk.ts'
import { forEachMode } from '../support/modes.ts'
import { type Client, clients } from '../support/office-clients.ts'

const held = 'Thư trả lời chưa được gửi đến người dân'
const returned = 'Thư trả lời không được nhận'
const typed =
  'Đã vá xong ổ gà.\n\nTrân trọng./.\n\nNguyễn Văn Hùng\nPhòng Kinh tế\nDĐ: 0912 000 111'

forEachMode((mode) => {
  const here = mailDesk(mode)
  const { letterOf, build, bring, reply, heard, stateOf, titles, sent } = here

  for (const [nth, [name, client]] of Object.entries<Client>(clients).entries())
    test(`${name}: the citizen reads the answer once and nothing else`, async () => {
      const number = 100 + nth
      await reply(await letterOf(number), typed, { client, times: 2 })
      expect(heard(number)).toHaveLength(1)
      const text = heard(number)[0]?.reply.text ?? ''
      expect(text).toContain('Đã vá xong ổ gà.')
      for (const word of ['Hùng', '0912', 'Xin viết câu trả lời', 'đã viết', 'Chủ đề', office])
        expect(text).not.toContain(word)
    })

  test('a program without Reply-To answers the sender, and is known by the letter it names', async () => {
    const letter = await letterOf(1)
    await reply(letter, 'Đã xong.', { to: sender, headers: { 'In-Reply-To': letter.messageId } })
    expect(heard(1)).toHaveLength(1)
  })

  test('a mail that could not be kept is refused for now; brought again, it answers once', async () => {
    const letter = await letterOf(2)
    const envelope = { from: office, to: letter.headers['Reply-To'] ?? '' }
    const raw = await build(letter, 'Đã nạo vét xong.')
    here.before.keeping = () => {
      throw new Error('the store is away')
    }
    await expect(bring(raw, envelope)).rejects.toThrow('451')
    expect(here.faults).toHaveLength(1)
    here.before.keeping = () => {}
    await bring(raw, envelope)
    expect(await here.subject.work()).toEqual([])
    expect(heard(2)).toHaveLength(1)
  })

  test('read by two workers at once, it answers once', async () => {
    const letter = await letterOf(3)
    const raw = await build(letter, 'Đã dọn rác.')
    await bring(raw, { from: office, to: letter.headers['Reply-To'] ?? '' })
    const [{ id = 0 } = {}] = await here.store.query<{ id: number }>(
      `select max(id)::int as id from app.inbound_mail`,
    )
    const both = [0, 1].map(() => here.subject.run('read-mail', { id }))
    expect(await Promise.all(both)).toEqual([true, true])
    await here.subject.work()
    expect(heard(3)).toHaveLength(1)
  })

  test('a mail of more than 20 MB is refused with the reason, and nothing of it is kept', async () => {
    const letter = await letterOf(4)
    const attachments = [{ filename: 'anh.jpg', content: Buffer.alloc(16 * 1024 * 1024, 7) }]
    const total = async () =>
      Object.values(await inboundCounts(here.store.db)).reduce((a, b) => a + b)
    const before = await total()
    await expect(reply(letter, 'Xem ảnh.', { attachments })).rejects.toThrow('552')
    expect(await total()).toBe(before)
    expect(heard(4)).toEqual([])
  })

  test('files do not go to the citizen, and the officer’s copy says so', async () => {
    const attachments = [{ filename: 'bien-ban.pdf', content: '%PDF-1.7' }]
    await reply(await letterOf(5), 'Xem biên bản kèm theo.', { attachments })
    expect(heard(5)).toHaveLength(1)
    expect(sent.at(-1)?.text).toContain('có 1 tệp kèm theo. Tệp CHƯA được gửi')
  })

  const report = (status: string, action: string, messageId: string) =>
    Buffer.from(
      [
        'From: Mail Delivery System <mailer-daemon@tinh.example>',
        `To: ${sender}`,
        'Subject: Undelivered Mail Returned to Sender',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b\r\nContent-Type: text/plain\r\n\r\nCould not be delivered.',
        `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; ${office}\r\nAction: ${action}\r\nStatus: ${status}`,
        `--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${messageId}\r\nSubject: x`,
        '--b--',
        '',
      ].join('\r\n'),
    )

  test('a letter that comes back goes to the coordinator, and an owner hears of the mailbox', async () => {
    const letter = await letterOf(6)
    const before = sent.length
    await bring(report('5.1.1', 'failed', letter.messageId), { from: '', to: sender })
    expect(await here.subject.work()).toEqual([])
    expect(titles(before)).toEqual([`${coordinator} Thư không đến được nơi nhận`])
    expect(here.subject.alarms).toContain(`mailbox-refused:${office}`)
  })

  test('a letter that is only late changes nothing', async () => {
    const letter = await letterOf(7)
    const before = sent.length
    await bring(report('4.4.1', 'delayed', letter.messageId), { from: '', to: sender })
    expect(await here.subject.work()).toEqual([])
    expect(titles(before)).toEqual([])
    expect(await stateOf(7)).toBe('sent')
  })

  test('words of somebody away, with no header that says so, are held', async () => {
    const letter = await letterOf(8)
    const before = sent.length
    await reply(letter, 'Tôi đang đi công tác, sẽ trả lời Anh/Chị khi trở lại cơ quan.')
    expect(heard(8)).toEqual([])
    expect(titles(before)).toEqual([`${coordinator} ${held}`, `${office} ${held}`])
  })

  test('a program that answers every letter of ours comes to an end', async () => {
    const letter = await letterOf(9)
    const before = sent.length
    for (let n = 0; n < 6; n += 1)
      await reply(letter, `Tôi đang nghỉ phép, xin liên hệ đồng nghiệp.${'!'.repeat(n)}`)
    expect(heard(9)).toEqual([])
    expect(titles(before).filter((title) => title.startsWith(office))).toHaveLength(3)
  })

  const doubts: [string, MailProblem, Sending][] = [
    ['two authors', 'sender-unknown', { author: `${office}, ke-gian@khac.example` }],
    [
      'an encrypted mail',
      'sealed',
      {
        client: () => ({
          headers: { 'Content-Type': 'application/pkcs7-mime; smime-type=enveloped-data' },
          text: 'MIIB',
        }),
      },
    ],
    [
      'words between the quoted lines',
      'written-below',
      { client: (said, { text }) => ({ text: `${text.replace(/^/gm, '> ')}\n${said}` }) },
    ],
  ]
  for (const [nth, [name, why, more]] of doubts.entries())
    test(`${name}: held, and both are told`, async () => {
      const letter = await letterOf(20 + nth)
      const before = sent.length
      await reply(letter, 'Đã xong việc.', more)
      expect(heard(20 + nth)).toEqual([])
      expect(titles(before)).toEqual([`${coordinator} ${held}`, `${office} ${held}`])
      expect(sent.at(-1)?.text).toContain(mailWords[why])
    })

  test('letters lost on the way are not sent on; the officer is asked to write again', async () => {
    const letter = await letterOf(30)
    const before = sent.length
    await reply(letter, '§· v¸ xong ®êng')
    expect(heard(30)).toEqual([])
    expect(titles(before)).toEqual([`${office} ${returned}`])
    expect(sent.at(-1)?.text).toContain('lỗi phông')
  })

  test('an answer to a withdrawn report goes nowhere, and the officer learns why', async () => {
    const letter = await letterOf(31)
    const { store, subject } = here
    await store.db.transaction((tx) =>
      withdrawTicket(tx, subject.desk, {
        ticketId: 'draft-31',
        citizenId: 'zalo:619',
        at: subject.desk.now(),
      }),
    )
    const before = sent.length
    await reply(letter, 'Đã xử lý.')
    expect(heard(31)).toEqual([])
    expect(titles(before)).toContain(`${office} ${returned}`)
  })

  test('an expired address answers nobody; a fresh letter says how to go on', async () => {
    const letter = await letterOf(32)
    here.subject.setNow('2027-03-01T02:00:00Z')
    const before = sent.length
    await reply(letter, 'Đã xử lý.')
    here.subject.setNow('2026-11-23T02:12:00Z')
    expect(heard(32)).toEqual([])
    expect(titles(before)).toEqual([`${office} ${returned}`])
    expect(sent.at(-1)?.headers['Reply-To']).not.toBe(letter.headers['Reply-To'])
  })

  test('a mail that answers no letter is kept for a person, who is told', async () => {
    const raw = Buffer.from(
      `From: ${office}\r\nTo: ${sender}\r\nSubject: Hỏi\r\nAuthentication-Results: ${proven}\r\n\r\nXin hỏi.`,
    )
    await bring(raw, { from: office, to: sender })
    await here.subject.work()
    expect(here.subject.alarms).toContain('mail-held:unknown-address')
  })

  test('every mail is counted under one end', async () => {
    expect((await inboundCounts(here.store.db)).waiting).toBe(0)
  })
})
