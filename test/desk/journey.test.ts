import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Act, act } from '../../desk/act.ts'
import { eventOf, ticketOf } from '../../desk/desk.ts'
import { addToTicket, fileTicket, withdrawTicket } from '../../desk/file-ticket.ts'
import { deskJobs } from '../../desk/jobs.ts'
import { openMailer } from '../../desk/mailer.ts'
import { ticketView } from '../../desk/ticket-view.ts'
import { watchDeadlines } from '../../desk/watch-deadlines.ts'
import { capturedMails, lettersOf } from '../../store/letters.ts'
import { eventsOf, ticketByCode, ticketById, ticketsOfCitizen } from '../../store/tickets.ts'
import { forEachMode } from '../support/modes.ts'
import { startSmtp } from '../support/smtp.ts'
import { openTestStore } from '../support/store.ts'
import { filing, type TestDesk, testDesk } from '../support/test-desk.ts'

const citizen = 'zalo:619'
const office = 'kt-hoa-lu@tinh.example'

forEachMode((mode) => {
  let store: Awaited<ReturnType<typeof openTestStore>>
  let subject: TestDesk
  beforeAll(async () => {
    store = await openTestStore(mode)
    subject = testDesk(store)
  })
  afterAll(() => store.close())

  const { file, ticket, press, mails } = {
    file: (number: number, more = {}) =>
      store.db.transaction((tx) => fileTicket(tx, subject.desk, citizen, filing(number, more))),
    async ticket(number: number) {
      const row = await ticketById(store.db, `draft-${number}`)
      if (!row) throw new Error(`ticket ${number} is not there`)
      return ticketOf(row)
    },
    async press(number: number, wanted: Partial<Act> & Pick<Act, 'action'>) {
      const { id, version, mailbox } = await ticket(number)
      return act(subject.desk, { ticketId: id, version, mailbox, text: '', ...wanted })
    },
    async mails(number: number) {
      const code = filing(number).draft.code
      return (await capturedMails(store.db))
        .filter(({ subject }) => subject.includes(code))
        .map(({ recipient, subject }) => `${recipient} ${subject.replace(/^(\[[^\]]*\])+ /, '')}`)
        .reverse()
    },
  }

  test('a confirmed report becomes one ticket and one letter, however often it is confirmed', async () => {
    expect(await file(1)).toBe(true)
    expect(await file(1)).toBe(false)
    expect(await subject.work()).toEqual([])
    expect(await ticket(1)).toMatchObject({ state: 'sent', office: 'Phòng Kinh tế phường Hoa Lư' })
    expect(await mails(1)).toEqual([`${office} Phản ánh mới`])
    expect((await ticketsOfCitizen(store.db, citizen)).length).toBe(1)
  })

  test('a job that runs again sends nothing again', async () => {
    const sendTicket = deskJobs.find(({ name }) => name === 'send-ticket')
    await sendTicket?.run({ ticketId: 'draft-1' }, subject.desk)
    expect(await mails(1)).toHaveLength(1)
    expect(await lettersOf(store.db, 'draft-1')).toHaveLength(1)
  })

  test('a filing that does not commit leaves nothing behind', async () => {
    await expect(
      store.db.transaction(async (tx) => {
        await fileTicket(tx, subject.desk, citizen, filing(99))
        throw new Error('the turn failed')
      }),
    ).rejects.toThrow('the turn failed')
    await subject.work()
    expect(await ticketByCode(store.db, 'PA-2026-000099')).toBeUndefined()
    expect(await mails(99)).toEqual([])
  })

  test('an officer’s answer reaches the citizen once, and the officer gets what the citizen saw', async () => {
    await file(2)
    await subject.work()
    const first = await press(2, { action: 'answer', text: 'Đã vá xong sáng nay.' })
    expect(first).toMatchObject({ ok: true, repeated: false })
    const { version } = await ticket(2)
    for (const seen of [version, version - 1])
      expect(
        await press(2, { action: 'answer', text: 'Đã vá xong sáng nay.', version: seen }),
      ).toMatchObject({ ok: true, repeated: true })
    await subject.work()
    await subject.work()
    const heard = subject.told.filter(({ key }) => key.startsWith('ticket:draft-2:'))
    expect(heard).toHaveLength(1)
    expect(heard[0]).toMatchObject({ citizenId: citizen, reply: { human: true } })
    expect(heard[0]?.reply.text).toContain('Đã vá xong sáng nay.')
    expect(heard[0]?.reply.links?.[0]?.url).toBe('https://tinh.example/t/PA-2026-000002.bi-mat-2')
    expect(await mails(2)).toEqual([
      `${office} Phản ánh mới`,
      `${office} Bản sao nội dung đã gửi người dân`,
    ])
    const view = ticketView(
      await ticket(2),
      (await eventsOf(store.db, 'draft-2')).map(eventOf),
      citizen,
    )
    expect(view).toMatchObject({ state: 'answered', mine: true, phoneLast4: '5678' })
    expect(view.answers.map(({ text }) => text)).toEqual(['Đã vá xong sáng nay.'])
  })

  test('two officers at once: one acts, the other is told to look again', async () => {
    await file(3)
    await subject.work()
    const { id, version } = await ticket(3)
    const both = await Promise.all(
      ['Đã vá.', 'Sẽ vá.'].map((text) =>
        act(subject.desk, { ticketId: id, version, mailbox: office, action: 'answer', text }),
      ),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: expect.stringContaining('tải lại') })
  })

  test('a question stops the clock until its citizen answers', async () => {
    await file(4)
    await subject.work()
    subject.setNow('2026-11-25T02:00:00Z')
    await press(4, { action: 'need-info', text: 'Cột đèn số mấy?' })
    const events = (await eventsOf(store.db, 'draft-4')).map(eventOf)
    expect(ticketView(await ticket(4), events).asked).toBe('Cột đèn số mấy?')

    const added = { ticketId: 'draft-4', text: 'Số 12', attachments: [] }
    const at = new Date('2026-11-26T02:00:00Z')
    const add = (citizenId: string) =>
      store.db.transaction((tx) => addToTicket(tx, subject.desk, { ...added, citizenId, at }))
    expect(await add('zalo:other')).toBe(false)
    expect(await add(citizen)).toBe(true)
    expect(await ticket(4)).toMatchObject({
      state: 'in-progress',
      pausedAt: null,
      dueAt: new Date('2026-12-03T10:00:00Z'),
    })
    await subject.work()
    expect((await mails(4)).at(-1)).toBe(`${office} Người dân bổ sung`)
  })

  test('"not ours" goes on to the next office, and the second time stays with the coordinator', async () => {
    await file(5)
    await subject.work()
    expect(await press(5, { action: 'not-ours', text: '' })).toMatchObject({ ok: false })
    await press(5, { action: 'not-ours', text: 'Đường tỉnh quản lý' })
    expect(await ticket(5)).toMatchObject({ mailbox: 'so@tinh.example', returns: 1 })
    await subject.work()
    expect(await press(5, { action: 'accept', mailbox: office })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('Sở Xây dựng'),
    })
    await press(5, { action: 'not-ours', text: 'Đường phường quản lý' })
    await subject.work()
    expect(await ticket(5)).toMatchObject({ mailbox: 'dp@tinh.example', state: 'sent', returns: 2 })
    expect(await press(5, { action: 'not-ours', text: 'Không rõ' })).toMatchObject({ ok: false })
    expect(await mails(5)).toEqual([
      `${office} Phản ánh mới`,
      'so@tinh.example Phiếu được chuyển đến',
      'dp@tinh.example Phiếu được chuyển đến',
    ])
    const said = subject.told.filter(({ key }) => key.startsWith('ticket:draft-5:'))
    expect(said.map(({ reply }) => reply.text.split(' ')[0])).toEqual([
      'ticket.forwarded',
      'ticket.forwarded',
    ])
    // The reason is written for colleagues.
    for (const { reply } of said) expect(reply.text).not.toContain('quản lý')
  })

  test('a withdrawn report asks nothing more of the office', async () => {
    await file(6)
    await subject.work()
    const withdraw = (citizenId: string) =>
      store.db.transaction((tx) =>
        withdrawTicket(tx, subject.desk, { ticketId: 'draft-6', citizenId, at: new Date() }),
      )
    expect(await withdraw('zalo:other')).toBe(false)
    expect(await withdraw(citizen)).toBe(true)
    expect(await withdraw(citizen)).toBe(false)
    await subject.work()
    expect((await mails(6)).at(-1)).toBe(`${office} Người dân đã rút`)
    expect(await press(6, { action: 'answer', text: 'Đã vá.' })).toMatchObject({ ok: false })
  })

  test('reminders go out in office hours, each step once', async () => {
    await file(7)
    await subject.work()
    const steps: [string, string[]][] = [
      ['2026-11-24T03:00:00Z', []],
      ['2026-12-01T15:00:00Z', []],
      ['2026-12-02T02:00:00Z', [`${office} Sắp đến hạn`]],
      ['2026-12-02T03:00:00Z', []],
      ['2026-12-03T02:00:00Z', [`${office} Đã quá hạn`]],
      ['2026-12-05T02:00:00Z', []],
      ['2026-12-07T02:00:00Z', ['dp@tinh.example Đã quá hạn']],
      ['2026-12-08T02:00:00Z', []],
    ]
    let known = (await mails(7)).length
    for (const [now, expected] of steps) {
      subject.setNow(now)
      await watchDeadlines(subject.desk)
      await subject.work()
      const all = await mails(7)
      expect({ now, letters: all.slice(known) }).toEqual({ now, letters: expected })
      known = all.length
    }
  })

  test('a mailbox that refuses for good leaves no report without an owner', async () => {
    const server = await startSmtp((recipient) => (recipient === office ? 550 : undefined))
    const mailer = openMailer({
      smtpUrl: server.url,
      from: 'cau-noi@tinh.example',
      capture: () => Promise.reject(new Error('not captured')),
    })
    const refused = testDesk(store, { mailer })
    await file(8)
    expect(await refused.work()).toEqual([])
    expect(await ticket(8)).toMatchObject({ mailbox: 'dp@tinh.example', state: 'sent' })
    expect(refused.alarms).toEqual([`mailbox-refused:${office}`])
    expect(server.taken.map(({ to }) => to)).toEqual([['dp@tinh.example']])
    mailer.close()
    await server.close()
  })

  test('a server that is away keeps the ticket waiting, and later takes it once', async () => {
    let busy = true
    const server = await startSmtp(() => (busy ? 451 : undefined))
    const mailer = openMailer({
      smtpUrl: server.url,
      from: 'cau-noi@tinh.example',
      capture: () => Promise.reject(new Error('not captured')),
    })
    const later = testDesk(store, { mailer })
    await file(9)
    expect(await later.work()).toEqual(['send-ticket'])
    expect(await ticket(9)).toMatchObject({ state: 'received' })
    busy = false
    const sendTicket = deskJobs.find(({ name }) => name === 'send-ticket')
    await sendTicket?.run({ ticketId: 'draft-9' }, later.desk)
    await sendTicket?.run({ ticketId: 'draft-9' }, later.desk)
    expect(server.taken).toHaveLength(1)
    expect(await lettersOf(store.db, 'draft-9')).toMatchObject([{ attempts: 2, lastError: null }])
    expect(await ticket(9)).toMatchObject({ state: 'sent' })
    mailer.close()
    await server.close()
  })
})
