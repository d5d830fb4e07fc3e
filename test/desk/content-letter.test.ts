import { afterAll, beforeAll, expect, test } from 'vitest'
import { groupQuestions } from '../../desk/group-questions.ts'
import { openMailer } from '../../desk/mailer.ts'
import { watchContent } from '../../desk/watch-content.ts'
import { unanswered } from '../../store/schema.ts'
import { forEachMode } from '../support/modes.ts'
import { startSmtp } from '../support/smtp.ts'
import { openTestStore } from '../support/store.ts'
import { testDesk } from '../support/test-desk.ts'

test('questions that ask the same in other words are one group, the most asked first', () => {
  const groups = groupQuestions([
    'xin giấy phép nuôi chim yến ở đâu',
    'nuôi chim yến cần giấy phép gì ạ',
    'nuoi chim yen co phai xin giay phep khong',
    'lắp pin mặt trời trên mái nhà đăng ký thế nào',
  ])
  expect(groups.map(({ count }) => count)).toEqual([3, 1])
})

test('a sample names nobody', () => {
  const [group] = groupQuestions([
    'tôi là Nguyễn Văn Tám sinh 12/03/1960, số 034060001234, xin giấy nuôi chim yến',
  ])
  expect(group?.sample).not.toMatch(/Tám|1960|034060/)
  expect(group?.sample).toContain('nuôi chim yến')
})

forEachMode((mode) => {
  let store: Awaited<ReturnType<typeof openTestStore>>
  let smtp: Awaited<ReturnType<typeof startSmtp>>
  let subject: ReturnType<typeof testDesk>
  beforeAll(async () => {
    store = await openTestStore(mode)
    smtp = await startSmtp()
    const mailer = openMailer({
      smtpUrl: smtp.url,
      from: 'Cầu Nối <cau-noi@tinh.example>',
      capture: () => Promise.reject(new Error('nothing is captured here')),
    })
    subject = testDesk(store, { mailer })
  })
  afterAll(async () => {
    subject.desk.mailer.close()
    await smtp.close()
    await store.close()
  })

  test('the week before goes to the owner of the content, once, in the first office hours', async () => {
    const asked = [
      ['2026-11-17T03:00:00Z', 'nuôi chim yến cần giấy phép gì'],
      ['2026-11-18T03:00:00Z', 'giấy phép nuôi chim yến, gọi tôi 0912 345 678'],
      ['2026-11-19T03:00:00Z', 'khai sinh cho con nuôi ở tàu biển'],
      ['2026-11-20T03:00:00Z', 'câu này nay đã có người trả lời'],
      ['2026-11-10T03:00:00Z', 'câu của tuần trước nữa'],
      ['2026-11-23T01:00:00Z', 'câu của tuần này'],
    ] as const
    await store.db
      .insert(unanswered)
      .values(asked.map(([at, question]) => ({ question, at: new Date(at) })))

    subject.setNow('2026-11-22T20:00:00Z') // Monday, 3 o'clock in the night
    expect(await watchContent(subject.desk)).toBe(false)
    subject.setNow('2026-11-23T02:12:00Z')
    await watchContent(subject.desk)
    await watchContent(subject.desk)
    expect(await subject.work()).toEqual([])
    subject.setNow('2026-11-25T02:12:00Z')
    await watchContent(subject.desk)
    expect(await subject.work()).toEqual([])

    expect(smtp.taken.map(({ to }) => to)).toEqual([['noidung@tinh.example']])
    const letter = decoded(smtp.taken[0]?.source ?? '')
    expect(letter).toContain('2 lần: "nuôi chim yến cần giấy phép gì"')
    expect(letter).toContain('gần nhất: Đăng ký khai sinh')
    expect(letter).toContain('1 câu trong tuần nay đã có câu trả lời')
    expect(letter).not.toMatch(/0912|tuần trước nữa|câu của tuần này/)
  })

  test('a week without questions and reviews sends nothing', async () => {
    subject.setNow('2027-01-11T02:12:00Z')
    await watchContent(subject.desk)
    expect(await subject.work()).toEqual([])
    expect(smtp.taken).toHaveLength(1)
  })
})

/** The parts of a message, quoted-printable or base64 undone. */
function decoded(source: string): string {
  const parts = source.split(/\r\n\r\n/).map((part) => part.replace(/\r\n/g, '\n'))
  return parts
    .map((part) =>
      /^[A-Za-z0-9+/=\n]+$/.test(part.split('\n--')[0] ?? '')
        ? Buffer.from(part.split('\n--')[0] ?? '', 'base64').toString()
        : Buffer.from(
            part
              .replace(/=\n/g, '')
              .replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
                String.fromCharCode(Number.parseInt(hex, 16)),
              ),
            'latin1',
          ).toString(),
    )
    .join('\n')
}
