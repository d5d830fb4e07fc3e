import { afterAll, beforeAll, expect, test } from 'vitest'
import { effects } from '../../app/effects.ts'
import type { Desk, Downloaded } from '../../desk/desk.ts'
import { eraseCitizen } from '../../store/erase.ts'
import { fileOfTicket, filesOfTicket } from '../../store/files.ts'
import { removeExpired } from '../../store/retention.ts'
import { photo, telephonePhoto } from '../support/sample-files.ts'
import { openTestStore } from '../support/store.ts'
import { filing, testDesk } from '../support/test-desk.ts'

const citizen = 'zalo:6200000000000000077'
const now = new Date('2026-11-23T02:12:00Z')

let store: Awaited<ReturnType<typeof openTestStore>>
beforeAll(async () => {
  store = await openTestStore({ name: 'embedded' })
})
afterAll(() => store.close())

const address = (id: string) => `https://photo.zdn.vn/${id}.jpg`

/** A desk whose platform gives what the test says, and a report with the files of these ids. */
async function report(number: number, ids: string[], download: Desk['download']) {
  const parts = testDesk(store, { download })
  const apply = effects(parts.desk)
  const turn = { citizenId: citizen, keys: [`k${number}`], now }
  const attachments = ids.map((file) => ({ type: 'image', url: address(file), file }) as const)
  await store.db.transaction(async (tx) => {
    const files = ids.map((id) => ({ id, url: address(id) }))
    await apply(tx, { type: 'keep-files', files }, turn)
    await apply(tx, { type: 'open-ticket', filing: filing(number, { attachments }) }, turn)
  })
  return { ...parts, ticketId: `draft-${number}` }
}

test('a photo is fetched, cleaned and the ticket’s; its address is forgotten', async () => {
  const asked: unknown[] = []
  const bytes = await telephonePhoto()
  const { work, ticketId } = await report(1, ['a'], async (...call) => {
    asked.push(call)
    return { ok: true, bytes }
  })
  expect(await work()).toEqual([])
  expect(asked).toEqual([['zalo', address('a'), 20 * 1024 * 1024]])
  expect(await filesOfTicket(store.db, ticketId)).toEqual([
    {
      id: 'a',
      state: 'kept',
      type: 'image/jpeg',
      position: { latitude: 20.26, longitude: 105.975 },
    },
  ])
  const kept = await fileOfTicket(store.db, ticketId, 'a')
  expect(
    Buffer.from(kept?.bytes ?? [])
      .subarray(0, 3)
      .toString('hex'),
  ).toBe('ffd8ff')
  expect(await store.query(`select url from app.files where id = 'a'`)).toEqual([{ url: null }])
})

test('what cannot be had is tried eight times, then the citizen hears of it once', async () => {
  let calls = 0
  const parts = await report(2, ['b1', 'b2'], async () => {
    calls += 1
    return { ok: false, again: true, code: 'http-503' }
  })
  await parts.work()
  // The queue would come again by itself.
  for (let time = 0; time < 10; time++) await parts.run('fetch-file', { id: 'b1' })
  for (let time = 0; time < 10; time++) await parts.run('fetch-file', { id: 'b2' })
  expect(calls).toBe(16)
  expect(parts.told.map(({ reply }) => reply.text)).toEqual(['file.failed '])
  const states = (await filesOfTicket(store.db, parts.ticketId)).map(({ state }) => state)
  expect(states).toEqual(['failed', 'failed'])
})

const gone: Downloaded = { ok: false, again: false, code: 'http-404' }
test.each([
  ['gone at the platform', gone, 'failed', 'file.failed '],
  ['not the platform’s', { ...gone, code: 'not-the-platforms' }, 'failed', 'file.failed '],
  ['too large', { ...gone, code: 'too-large' }, 'refused', 'file.too-large '],
  ['no picture', { ok: true, bytes: Buffer.from('<svg/>') }, 'refused', 'file.refused '],
] as const)('%s: said at once, not tried again', async (what, got, state, text) => {
  const id = `c-${what}`
  const parts = await report(10 + what.length, [id], async () => got)
  expect(await parts.work()).toEqual([])
  expect(parts.told.map(({ reply }) => reply.text)).toEqual([text])
  expect(await filesOfTicket(store.db, parts.ticketId)).toMatchObject([{ id, state }])
})

test('a file that is settled is not fetched a second time', async () => {
  let calls = 0
  const bytes = await photo()
  const parts = await report(40, ['d'], async () => {
    calls += 1
    return { ok: true, bytes }
  })
  await parts.work()
  await parts.run('fetch-file', { id: 'd' })
  await parts.run('fetch-file', { id: 'never-heard-of' })
  expect(calls).toBe(1)
})

test('another citizen’s file does not go into a report by its id', async () => {
  const parts = testDesk(store)
  const attachments = [{ type: 'image', url: address('a'), file: 'a' } as const]
  await store.db.transaction((tx) =>
    effects(parts.desk)(
      tx,
      { type: 'open-ticket', filing: filing(50, { attachments }) },
      { citizenId: 'zalo:somebody-else', keys: ['k50'], now },
    ),
  )
  expect(await filesOfTicket(store.db, 'draft-50')).toEqual([])
})

test('files go with their citizen, with the conversation, or a year after their ticket', async () => {
  const left = async () =>
    (await store.query<{ id: string }>(`select id from app.files order by id`)).map(({ id }) => id)
  const bytes = await photo()
  await report(60, ['e'], async () => ({ ok: true, bytes }))
  await store.query(
    `insert into app.files (id, citizen_id, state, burst) values ('loose', $1, 'kept', 'x')`,
    ['messenger:9'],
  )
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
  await removeExpired(store, inDays(20))
  expect(await left()).toContain('loose')
  await removeExpired(store, inDays(40))
  expect(await left()).not.toContain('loose')
  expect(await left()).toContain('e')

  await store.query(`update app.tickets set state = 'answered' where id = 'draft-60'`)
  await removeExpired(store, inDays(300))
  expect(await left()).toContain('e')
  await removeExpired(store, inDays(400))
  expect(await left()).not.toContain('e')

  await store.db.transaction((tx) => eraseCitizen(tx, citizen))
  expect(await left()).toEqual([])
})
