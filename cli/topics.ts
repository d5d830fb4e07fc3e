import type { Command } from 'commander'
import { BadInput } from '../border.ts'
import { readConfig } from '../config.ts'
import { tellImported } from '../store/imports.ts'
import { flip, flips, type Switch, switchedOff } from '../store/switches.ts'
import { withStore } from './open-store.ts'
import { print, printJson } from './output.ts'
import { askRunning } from './running.ts'

/** Takes a procedure, a field of procedures or a channel out of the talk, in every running process. */
export function topicsCommand(program: Command): void {
  const group = program
    .command('topics')
    .description('what is not answered for the time being: 1.001193, "field:Đất đai", channel:zalo')
  group
    .command('off <subject>')
    .description('answer nothing about it, within a minute and without a restart')
    .requiredOption('--why <reason>', 'for the log; citizens do not see it')
    .action((subject: string, { why }: { why: string }) => set(subject, true, why))
  group
    .command('on <subject>')
    .description('answer again')
    .option('--why <reason>', 'for the log', '')
    .action((subject: string, { why }: { why: string }) => set(subject, false, why))
  group
    .command('list')
    .description('what is off now')
    .option('--all', 'every flip ever made, newest first')
    .option('--json', 'print JSON')
    .action(list)
}

const subjects = /^(?:\d\.\d{6}(?:\.\w+)?|field:.+|channel:(?:zalo|zalo-bot|messenger|web))$/

async function set(subject: string, off: boolean, why: string): Promise<void> {
  if (!subjects.test(subject))
    throw new BadInput(
      `"${subject}" is no subject; give a procedure code, field:NAME, or channel:zalo, zalo-bot, messenger, web`,
    )
  const config = readConfig(process.env, 'tool')
  const asked = await askRunning(config, '/topics', { subject, off, why })
  if (asked === undefined)
    await withStore(config, async (store) => {
      await flip(store.db, { subject, off, why })
      await tellImported(store)
    })
  print(off ? `${subject}: tắt, có hiệu lực trong một phút` : `${subject}: bật lại`)
}

async function list({ all, json }: { all?: boolean; json?: boolean }): Promise<void> {
  const config = readConfig(process.env, 'tool')
  // as: the running product of this folder wrote it.
  const found = (await askRunning(config, all ? '/topics/all' : '/topics')) as Switch[] | undefined
  const shown = found ?? (await withStore(config, ({ db }) => (all ? flips(db) : switchedOff(db))))
  if (json) return printJson(shown)
  if (shown.length === 0) print('Không có nội dung nào đang tắt.')
  for (const { subject, off, why, at } of shown)
    print(`${at}  ${off ? 'tắt' : 'bật'}  ${subject}${why ? `  (${why})` : ''}`)
}
