import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { request } from 'undici'
import { root } from '../root.ts'
import { needsPostgres, needsRedis } from '../test/support/needs.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { startRedis } from '../test/support/redis.ts'
import { account, fire, webhooks } from './load.ts'
import { type Running, run } from './process.ts'

const main = join(root, 'dist/main.js')
const events = Number(process.env.BENCH_EVENTS ?? 6_000)

interface Row {
  what: string
  perSecond: number
  /** Against the bare handler of the same run. */
  ratio: number
  note: string
}

const perSecond = (count: number, ms: number) => Math.round((count / ms) * 1000)

/** Everything that is measured, one after the other, on a machine with nothing else to do. */
async function measure(): Promise<{ rows: Row[]; facts: string[] }> {
  const rows: Row[] = []
  const facts: string[] = []

  const bare = await run([join(root, 'bench/bare.mjs')], account)
  await fire(bare.url, webhooks(events, '8'))
  const baseline = perSecond(events, await fire(bare.url, webhooks(events, '9')))
  await bare.stop()
  rows.push({ what: 'bare Fastify + HMAC, nothing kept', perSecond: baseline, ratio: 1, note: '' })
  const add = (what: string, rate: number, note: string) =>
    rows.push({ what, perSecond: rate, ratio: rate / baseline, note })

  await mode('embedded', ['start'], {}, add, facts)
  if (needsPostgres.find()) {
    const postgres = await startPostgres()
    const shared = { DATABASE_URL: postgres.url, SECRET_KEY: 'bench-'.repeat(8) }
    await mode('PostgreSQL', ['serve', 'work'], shared, add, facts)
    await postgres.close()
    if (needsRedis.find()) {
      const again = await startPostgres()
      const redis = await startRedis()
      const both = { DATABASE_URL: again.url, REDIS_URL: redis.url, SECRET_KEY: 'bench-'.repeat(8) }
      await mode('PostgreSQL + Redis', ['serve', 'work'], both, add, facts)
      await redis.close()
      await again.close()
    }
  }
  return { rows, facts }
}

/** Acknowledgements and full turns of one mode, by fresh processes on a fresh store. */
async function mode(
  name: string,
  roles: string[],
  environment: Record<string, string>,
  add: (what: string, rate: number, note: string) => void,
  facts: string[],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-bench-'))
  const platform = await run([join(root, 'bench/platform.mjs')], {})
  const keys = { ...account, ...environment, DATA_DIR: folder, MESSENGER_GRAPH_URL: platform.url }
  // The first start creates the database; what an operator sees every day is the second.
  const first = await run([main, roles[0] ?? 'start'], keys)
  await first.stop()
  const processes: Running[] = []
  for (const role of roles) processes.push(await run([main, role], keys))
  const [web] = processes
  if (!web) throw new Error('nothing runs')
  facts.push(
    `${name}: first start ${Math.round(first.readyMs)} ms, later ${processes.map(({ readyMs }) => Math.round(readyMs)).join(' + ')} ms, idle memory ${processes.map((each) => each.memoryMb()).join(' + ')} MB`,
  )

  await fire(web.url, webhooks(500, '4'))
  await answered(platform.url, 500)
  const all = webhooks(events, '5')
  const begun = performance.now()
  const ackMs = await fire(web.url, all)
  await answered(platform.url, 500 + events)
  // The quiet wait for more of a burst is no work: it is taken off once.
  const turnsMs = performance.now() - begun - 900
  add(`${name}: durable acknowledgement, turns running beside it`, perSecond(events, ackMs), '')
  const { doubled } = await counts(platform.url)
  add(
    `${name}: full turns, webhook to reply taken by the platform`,
    perSecond(events, turnsMs),
    `${doubled} sent twice`,
  )
  facts.push(
    `${name}: memory after ${events} turns ${processes.map((each) => each.memoryMb()).join(' + ')} MB`,
  )
  for (const each of processes) await each.stop()
  await platform.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function answered(platform: string, people: number): Promise<void> {
  for (;;) {
    if ((await counts(platform)).reached >= people) return
    await new Promise((done) => setTimeout(done, 10))
  }
}

async function counts(platform: string): Promise<{ doubled: number; reached: number }> {
  const { body } = await request(platform)
  return (await body.json()) as { doubled: number; reached: number }
}

function table({ rows, facts }: Awaited<ReturnType<typeof measure>>): string {
  const day = new Date().toISOString().slice(0, 10)
  const [cpu] = cpus()
  return [
    `Measured ${day} with \`npm run bench\` (${events} events, 32 connections) on Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}.`,
    '',
    '| what | per second | of the bare handler | |',
    '| --- | ---: | ---: | --- |',
    ...rows.map(
      ({ what, perSecond, ratio, note }) =>
        `| ${what} | ${perSecond.toLocaleString('en')} | ${Math.round(ratio * 100)} % | ${note} |`,
    ),
    '',
    ...facts.map((fact) => `- ${fact}`),
  ].join('\n')
}

const begin = '<!-- bench:begin -->'
const end = '<!-- bench:end -->'
const path = join(root, 'BENCHMARKS.md')
const figures = table(await measure())
const text = readFileSync(path, 'utf8')
const before = text.slice(0, text.indexOf(begin) + begin.length)
writeFileSync(path, `${before}\n${figures}\n${text.slice(text.indexOf(end))}`)
console.log(figures)
