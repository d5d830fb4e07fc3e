import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '../store/database.ts'
import { copyTemplate, makeTemplate } from '../test/support/template.ts'
import { load, startPlatform } from './fake-platform.ts'
import { type Part, perSecond, type Row, table } from './figures.ts'
import { accounts, citizen, events } from './load.ts'
import { run } from './process.ts'
import { main, quietMs } from './webhooks.ts'

const turns = 1_000
/** Every people of a size has its own first digit. */
const people = 3
const warmUp = { run: 4, count: 300 }

/** Many reports are half told and wait for their next words: does a turn cost more for it? */
export const conversations: Part = { name: 'conversations', measure }

async function measure(): Promise<string> {
  await makeTemplate()
  const rows: Row[] = []
  for (const open of [1_000, 10_000, 100_000]) rows.push(await withOpen(open))
  return table(rows, 'turns per second')
}

async function withOpen(open: number): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-bench-'))
  copyTemplate(folder)
  await fill(folder, open)
  const platform = await startPlatform()
  const process = await run([main, 'start'], { ...accounts(platform.url), DATA_DIR: folder })
  const of = [process]
  const text = () => 'đèn đường ở đầu ngõ hỏng đã ba ngày'
  const warm = events('messenger', warmUp.count, { run: warmUp.run, text })
  await load(process.url, warm, { platform, before: 0, of })
  const all = events('messenger', turns, { run: people, text })
  const { turnsMs, cpuMs } = await load(process.url, all, { platform, before: warmUp.count, of })
  const memory = process.memoryMb()
  await process.stop()
  await platform.stop()
  rmSync(folder, { recursive: true, force: true })
  return {
    what: `${open.toLocaleString('en')} open conversations`,
    rate: perSecond(all.length, turnsMs - quietMs),
    note: `${cpuMs.toFixed(2)} ms of processor time a turn, ${memory} MB`,
  }
}

/** Citizens in the middle of a report, each with what they wrote so far and what they were answered. */
async function fill(folder: string, open: number): Promise<void> {
  const store = await openEmbedded(folder)
  // The first of them are those that will write; ids as bench/load.ts makes them.
  const [prefix, digits] = [citizen(people, 0).slice(0, 1), citizen(people, 0).length - 1]
  const id = `'messenger:${prefix}' || lpad(n::text, ${digits}, '0')`
  for (let from = 0; from < open; from += 10_000) {
    const some = `generate_series(${from}, ${Math.min(open, from + 10_000) - 1}) n`
    await store.query(
      `insert into app.citizens (id, session, heard_at) select ${id}, jsonb_build_object(
         'v', 1, 'disclosed', true, 'lastAt', $1::text, 'flow', jsonb_build_object(
           'name', 'report', 'step', 'matter', 'answers', '{}'::jsonb, 'askedAt', $1::text,
           'draft', jsonb_build_object('id', md5(n::text), 'code', 'PA-2026-' || lpad(n::text, 7, '0'), 'secret', md5('s' || n)))),
         now() from ${some}`,
      [new Date().toISOString()],
    )
    await store.query(
      `insert into app.incoming (key, citizen_id, at, body, done_at)
       select 'messenger:seed' || n, ${id}, now(), '{"kind": "message", "text": "phản ánh"}', now() from ${some}`,
    )
    await store.query(
      `insert into app.outbox (key, kind, citizen_id, body, state, done_at)
       select 'turn:seed' || n, 'reply', ${id}, '{"text": "Anh/Chị muốn phản ánh việc gì?"}', 'done', now() from ${some}`,
    )
  }
  await store.close()
}
