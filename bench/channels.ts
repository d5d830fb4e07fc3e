import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../root.ts'
import { copyTemplate, makeTemplate } from '../test/support/template.ts'
import { bottenderFolder } from './bottender-folder.ts'
import { load, startPlatform } from './fake-platform.ts'
import { type Part, perSecond, type Row, table } from './figures.ts'
import { accounts, events, type Platform } from './load.ts'
import { run } from './process.ts'
import { main, quietMs } from './webhooks.ts'

const count = Number(process.env.BENCH_EVENTS ?? 4_000)
const warmUp = 1_500
/** A message that costs as little thinking as an echo: what is compared is the way of a message. */
const text = () => 'menu'

/** Turns of each channel, embedded and durable, beside bots of others that keep nothing. */
export const channels: Part = { name: 'channels', measure }

async function measure(): Promise<string> {
  const rows: Row[] = [
    {
      what: 'bottender 1.5.5: Messenger, an echo, sessions in memory',
      rate: await bot([join(root, 'bench/bottender.cjs')], {
        BOTTENDER: await bottenderFolder(),
      }),
      note: 'keeps nothing',
    },
    {
      what: 'botbuilder 4.23.3: an echo, nothing kept',
      rate: await bot([join(root, 'bench/echo.mjs')], {}),
      note: 'keeps nothing',
    },
  ]
  await makeTemplate()
  for (const platform of ['messenger', 'zalo', 'zalo-bot'] as const) rows.push(await ours(platform))
  return table(rows, 'turns per second')
}

/** A bot that answers while it is asked: the burst of another is its own event. */
async function bot(program: string[], environment: Record<string, string>): Promise<number> {
  const platform = await startPlatform()
  const process = await run(program, { ...accounts(platform.url), ...environment })
  const of = [process]
  const say = (run: number, count: number) => events('messenger', count, { run, text })
  await load(process.url, say(1, warmUp), { platform, before: 0, of })
  const { turnsMs } = await load(process.url, say(2, count), { platform, before: warmUp, of })
  await process.stop()
  await platform.stop()
  return perSecond(count, turnsMs)
}

async function ours(name: Platform): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-bench-'))
  copyTemplate(folder)
  const platform = await startPlatform()
  const process = await run([main, 'start'], { ...accounts(platform.url), DATA_DIR: folder })
  const of = [process]
  const say = (run: number, count: number) => events(name, count, { run, text })
  await load(process.url, say(1, warmUp), { platform, before: 0, of })
  const { turnsMs } = await load(process.url, say(2, count), { platform, before: warmUp, of })
  await process.stop()
  await platform.stop()
  rmSync(folder, { recursive: true, force: true })
  return {
    what: `Cầu Nối, embedded: ${name}, the menu`,
    rate: perSecond(count, turnsMs - quietMs),
    note: 'event, session and reply on disk',
  }
}
