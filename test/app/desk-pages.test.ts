import { afterAll, beforeAll, expect, test } from 'vitest'
import { deskPort } from '../../app/desk-pages.ts'
import { fileTicket } from '../../desk/file-ticket.ts'
import type { Filing } from '../../desk/ticket.ts'
import { openTestStore } from '../support/store.ts'
import { filing, type TestDesk, testDesk } from '../support/test-desk.ts'

let store: Awaited<ReturnType<typeof openTestStore>>
let subject: TestDesk
beforeAll(async () => {
  store = await openTestStore({ name: 'embedded' })
  subject = testDesk(store)
})
afterAll(() => store.close())

const contact = { name: 'Nguyễn Thị Lan', address: 'số 5 ngõ 12', phone: '0912345678' }

async function opened(number: number, more: Partial<Filing>) {
  const { desk } = subject
  const filed = filing(number, { contact, ...more })
  await store.db.transaction((tx) => fileTicket(tx, desk, 'zalo:619', filed))
  const expiresAt = new Date('2027-01-01T00:00:00Z')
  const token = desk.links.sign({ ticketId: filed.draft.id, mailbox: filed.mailbox, expiresAt })
  const view = await deskPort(desk, () => {}).open(token)
  if (typeof view === 'string') throw new Error(`the page is ${view}`)
  return view
}

test('the officer of a proposal on rules sees who makes it, as the law wants', async () => {
  const { contact } = await opened(1, { kind: 'proposal' })
  expect(contact).toBe('Nguyễn Thị Lan · số 5 ngõ 12 · 0912345678')
})

test('every other citizen stays hidden from the office', async () => {
  for (const [nth, kind] of (['report', 'question', 'praise'] as const).entries()) {
    const view = JSON.stringify(await opened(10 + nth, { kind }))
    for (const word of ['Lan', '0912345678', 'số 5']) expect(view).not.toContain(word)
  }
})
