import { basename, join } from 'node:path'
import type { Command } from 'commander'
import { importProcedures } from '../app/import-procedures.ts'
import { readConfig } from '../config.ts'
import { vnDay } from '../desk/calendar.ts'
import { readUnits } from '../knowledge/units.ts'
import { keepTable, tellImported } from '../store/imports.ts'
import { textOf } from './batch.ts'
import { withStore } from './open-store.ts'
import { print, printJson } from './output.ts'
import { inWords } from './review.ts'

/** National data into the store; the province's own content lies in files and is not touched. */
export function importCommand(program: Command): void {
  const group = program.command('import').description('national data into the store')
  group
    .command('procedures')
    .description('procedure records: JSONL, JSON or CSV')
    .argument('<files...>')
    .option('--json', 'print JSON')
    .option('--dry-run', 'say what would change, and change nothing')
    .action(procedures)
  group
    .command('units')
    .description('administrative units, old and new')
    .argument('<folder>')
    .option('--json', 'print JSON')
    .action((folder: string, { json }: { json?: boolean }) => importUnits(folder, json ?? false))
}

async function procedures(
  files: string[],
  { json, dryRun }: { json?: boolean; dryRun?: boolean },
): Promise<void> {
  const texts = files.map((file) => ({ name: basename(file), text: textOf(file) }))
  const told = await withStore(readConfig(process.env, 'tool'), (store) =>
    importProcedures(store, texts, { today: vnDay(new Date()), dryRun: dryRun ?? false }),
  )
  const { imported, changed, unchanged, older, refused, added, changes, ended, first } = told
  if (imported + changed + unchanged + older === 0) process.exitCode = 1
  if (json) return printJson(told)
  print(
    `${imported} mới, ${changed} đổi, ${unchanged} như cũ, ${older} cũ hơn bản đang giữ, ${refused.length} không nhận`,
  )
  for (const { file, line, field, reason } of refused) print(`${file}:${line}: ${field}: ${reason}`)
  if (!first) for (const { code, title } of added) print(`mới: ${code} ${title}`)
  for (const each of changes) for (const line of inWords(each)) print(line)
  for (const { code, title } of ended) print(`hết hiệu lực: ${code} ${title}`)
  if (changes.length > 0) print(`${changes.length} thủ tục chờ duyệt: cau-noi content review`)
}

async function importUnits(folder: string, json: boolean): Promise<void> {
  const units = readUnits((file) => textOf(join(folder, file)))
  await withStore(readConfig(process.env, 'tool'), async (store) => {
    await keepTable(store.db, 'units', units)
    await tellImported(store)
  })
  const told = { communes: units.communes.length, former: units.former.length }
  if (json) printJson(told)
  else print(`${told.communes} communes, ${told.former} former ones`)
}
