import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../root.ts'
import { needsPostgres, needsRedis } from '../test/support/needs.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { startRedis } from '../test/support/redis.ts'
import { load, startPlatform } from './fake-platform.ts'
import { facts, type Part, perSecond, type Row, table } from './figures.ts'
import { accounts, events, fire } from './load.ts'
import { type Running, run } from './process.ts'
import { question } from './questions.ts'

export const main = join(root, 'dist/main.js')
const count = Number(process.env.BENCH_EVENTS ?? 6_000)
const warmUp = 1_500
/** A lane waits this long for more of a burst: no work, taken off once. */
export const quietMs = 900

/** The bare handler, our acknowledgement and full turns, in every mode that is installed. */
export const webhooks: Part = { name: 'webhooks', measure }

interface Mode {
  name: string
  roles: string[]
  environment: Record<string, string>
}

async function measure(): Promise<string> {
  const rows: Row[] = [{ what: 'bare Fastify + HMAC, nothing kept', rate: await bare() }]
  const lines: string[] = []
  const add = async (mode: Mode) => {
    const measured = await measureMode(mode)
    rows.push(...measured.rows)
    lines.push(...measured.lines)
  }
  await add({ name: 'embedded', roles: ['start'], environment: {} })
  const key = { SECRET_KEY: 'bench-'.repeat(8) }
  const servers = ['serve', 'work']
  if (needsPostgres.find()) {
    const postgres = await startPostgres()
    const environment = { ...key, DATABASE_URL: postgres.url }
    await add({ name: 'PostgreSQL', roles: servers, environment })
    await postgres.close()
  }
  if (needsPostgres.find() && needsRedis.find()) {
    const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
    const environment = { ...key, DATABASE_URL: postgres.url, REDIS_URL: redis.url }
    await add({ name: 'PostgreSQL + Redis', roles: servers, environment })
    await Promise.all([postgres.close(), redis.close()])
  }
  const unit = `${count.toLocaleString('en')} events over 32 connections; per second`
  return `${table(rows, unit)}\n\n${facts(lines)}`
}

/** What this machine can do at most: the same events, checked and forgotten. */
async function bare(): Promise<number> {
  const bot = await run([join(root, 'bench/bare.mjs')], accounts(''))
  await fire(bot.url, events('messenger', count, { run: 1, text: question }))
  const ms = await fire(bot.url, events('messenger', count, { run: 2, text: question }))
  await bot.stop()
  return perSecond(count, ms)
}

/** One mode, by fresh processes on a fresh store. */
async function measureMode({ name, roles, environment }: Mode) {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-bench-'))
  const platform = await startPlatform()
  const keys = { ...accounts(platform.url), ...environment, DATA_DIR: folder }
  // The first start creates the database; what an operator sees every day is the second.
  const first = await run([main, roles[0] ?? 'start'], keys)
  await first.stop()
  const processes: Running[] = []
  for (const role of roles) processes.push(await run([main, role], keys))
  const url = processes[0]?.url ?? ''
  const memory = () => processes.map((each) => each.memoryMb()).join(' + ')
  const idle = memory()

  const ask = (run: number, count: number) => events('messenger', count, { run, text: question })
  await load(url, ask(1, warmUp), { platform, before: 0, of: processes })
  const { ackMs, turnsMs, cpuMs } = await load(url, ask(2, count), {
    platform,
    before: warmUp,
    of: processes,
  })
  const menu = events('messenger', count, { run: 3, text: () => 'menu' })
  const light = await load(url, menu, { platform, before: warmUp + count, of: processes })
  const rows: Row[] = [
    {
      what: `${name}: durable acknowledgement, turns running beside it`,
      rate: perSecond(count, ackMs),
    },
    {
      what: `${name}: full turns, webhook to reply taken by the platform`,
      rate: perSecond(count, turnsMs - quietMs),
      note: `${await platform.doubled()} sent twice`,
    },
    {
      what: `${name}: full turns of a word that needs no search`,
      rate: perSecond(count, light.turnsMs - quietMs),
    },
  ]
  const ready = processes.map(({ readyMs }) => Math.round(readyMs)).join(' + ')
  const lines = [
    `${name}: first start ${Math.round(first.readyMs)} ms, later ${ready} ms, idle memory ${idle} MB, after the load ${memory()} MB`,
    `${name}: ${cpuMs.toFixed(2)} ms of processor time of ours for a turn`,
  ]
  for (const each of processes) await each.stop()
  await platform.stop()
  rmSync(folder, { recursive: true, force: true })
  return { rows, lines }
}
