import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '../../store/database.ts'
import { copyTemplate } from '../support/template.ts'

const folder = mkdtempSync(join(tmpdir(), 'cau-noi-durable-'))
let store: Awaited<ReturnType<typeof openEmbedded>>
beforeAll(async () => {
  copyTemplate(folder)
  store = await openEmbedded(folder)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('every commit reaches the disk before its promise resolves', async () => {
  for (let n = 0; n < 20; n += 1) {
    const before = store.flushes()
    await store.query(`insert into app.unanswered (question) values ($1)`, [`câu ${n}`])
    expect(store.flushes()).toBeGreaterThan(before)
  }
})

test('a transaction of several statements is flushed once, and one rolled back is not there', async () => {
  await store.query('checkpoint')
  const before = store.flushes()
  await store.db.transaction(async (tx) => {
    for (let n = 0; n < 10; n += 1)
      await tx.execute(`insert into app.unanswered (question) values ('một')`)
  })
  expect(store.flushes() - before).toBeLessThanOrEqual(2)
  await expect(
    store.db.transaction(async (tx) => {
      await tx.execute(`insert into app.unanswered (question) values ('không')`)
      throw new Error('back')
    }),
  ).rejects.toThrow('back')
  expect(await store.query(`select 1 from app.unanswered where question = 'không'`)).toEqual([])
})

test('what was committed is there after closing and opening again', async () => {
  await store.query(`insert into app.alarms (key, reason) values ('giữ', 'còn')`)
  await store.close()
  store = await openEmbedded(folder)
  expect(await store.query(`select reason from app.alarms where key = 'giữ'`)).toEqual([
    { reason: 'còn' },
  ])
})

test('old row versions are cleared away, and nothing that counts goes with them', async () => {
  await store.query(`update app.alarms set count = count + 1`)
  await store.tidy()
  expect(await store.query(`select count from app.alarms where key = 'giữ'`)).toEqual([
    { count: 2 },
  ])
})
