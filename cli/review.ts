import type { Command } from 'commander'
import { type Pending, pendingChanges, settleChanges } from '../app/changes.ts'
import { BadInput } from '../border.ts'
import { readConfig } from '../config.ts'
import { tellImported } from '../store/imports.ts'
import { isEmpty, withStore } from './open-store.ts'
import { print, printJson } from './output.ts'
import { askRunning } from './running.ts'

/** What imports changed: looked at field by field, then accepted or refused. */
export function reviewCommands(content: Command): void {
  content
    .command('review')
    .description('imported changes that nobody has looked at yet, field by field')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const pending = await waiting()
      if (json) return printJson(pending)
      for (const each of pending) for (const line of inWords(each)) print(line)
      print(
        pending.length === 0
          ? 'Không có thay đổi nào chờ duyệt.'
          : `${pending.length} thủ tục chờ duyệt. Duyệt: cau-noi content accept MÃ…; giữ bản cũ: cau-noi content refuse MÃ…`,
      )
    })
  for (const [name, description, accept] of [
    ['accept', 'takes imported changes over: they are told from now on', true],
    ['refuse', 'leaves the records as they were before the import', false],
  ] as const)
    content
      .command(`${name} [codes...]`)
      .description(description)
      .option('--all', 'every change that waits')
      .action((codes: string[], { all }: { all?: boolean }) => settle(codes, all ?? false, accept))
}

async function settle(codes: string[], all: boolean, accept: boolean): Promise<void> {
  if (all === codes.length > 0) throw new BadInput('give the codes of procedures, or --all')
  const pending = await waiting()
  const unknown = codes.filter((code) => !pending.some((each) => each.code === code))
  if (unknown.length > 0) throw new BadInput(`no change waits for review: ${unknown.join(', ')}`)
  const settling = { accept, ...(!all && { codes }) }
  const config = readConfig(process.env, 'tool')
  if (pending.length > 0 && (await askRunning(config, '/changes', settling)) === undefined)
    await withStore(config, async (store) => {
      await settleChanges(store, settling)
      await tellImported(store)
    })
  const count = all ? pending.length : codes.length
  print(accept ? `${count} thủ tục đã duyệt.` : `${count} thủ tục giữ bản cũ.`)
}

async function waiting(): Promise<Pending[]> {
  const config = readConfig(process.env, 'tool')
  if (isEmpty(config)) return []
  // as: the running product of this folder wrote it.
  const told = (await askRunning(config, '/changes')) as Pending[] | undefined
  return told ?? withStore(config, pendingChanges)
}

export const inWords = ({ code, title, from, to, changes }: Pending): string[] => [
  `${code} ${title} (dữ liệu ${from} → ${to})`,
  ...changes.flatMap(({ name, before, after }) => [
    `  ${name}`,
    `    trước: ${before || 'không có'}`,
    `    sau:   ${after || 'không có'}`,
  ]),
]
