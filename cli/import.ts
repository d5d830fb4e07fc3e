import { basename, join } from 'node:path'
import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { vnDay } from '../desk/calendar.ts'
import { mergeProcedures } from '../knowledge/merge.ts'
import { Procedure } from '../knowledge/procedure.ts'
import { type Refused, readProcedures } from '../knowledge/sources.ts'
import { readUnits } from '../knowledge/units.ts'
import { importedProcedures, keepProcedures, keepTable, tellImported } from '../store/imports.ts'
import { textOf } from './batch.ts'
import { withStore } from './open-store.ts'
import { print, printJson } from './output.ts'

/** National data into the store; the province's own content lies in files and is not touched. */
export function importCommand(program: Command): void {
  const group = program.command('import').description('national data into the store')
  group
    .command('procedures')
    .description('procedure records: JSONL, JSON or CSV')
    .argument('<files...>')
    .option('--json', 'print JSON')
    .action((files: string[], { json }: { json?: boolean }) =>
      importProcedures(files, json ?? false),
    )
  group
    .command('units')
    .description('administrative units, old and new')
    .argument('<folder>')
    .option('--json', 'print JSON')
    .action((folder: string, { json }: { json?: boolean }) => importUnits(folder, json ?? false))
}

async function importProcedures(files: string[], json: boolean): Promise<void> {
  const today = vnDay(new Date())
  const read = files.map((file) => ({
    file,
    ...readProcedures(basename(file), textOf(file), today),
  }))
  await withStore(readConfig(process.env, 'tool'), async (store) => {
    const held = (await importedProcedures(store.db)).flatMap(
      (body) => Procedure.safeParse(body).data ?? [],
    )
    let all = held
    const counts = { imported: 0, changed: 0, unchanged: 0, older: 0, expired: 0 }
    const refused: Refused[] = []
    const changedCodes = new Set<string>()
    for (const { file, procedures, refused: unread } of read) {
      const merged = mergeProcedures(all, procedures, { today, file: basename(file) })
      all = merged.procedures
      for (const name of ['imported', 'changed', 'unchanged', 'older'] as const) {
        counts[name] += merged[name].length
      }
      counts.expired = merged.expired.length
      refused.push(...unread, ...merged.refused)
      for (const code of [...merged.imported, ...merged.changed]) changedCodes.add(code)
    }
    const rows = all
      .filter(({ code }) => changedCodes.has(code))
      .map((body) => ({ code: body.code, body }))
    await store.db.transaction((tx) => keepProcedures(tx, rows))
    await tellImported(store)

    const wentIn = counts.imported + counts.changed + counts.unchanged + counts.older
    if (wentIn === 0) process.exitCode = 1
    if (json) return printJson({ ...counts, refused })
    print(
      `${counts.imported} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.older} older, ${refused.length} refused`,
    )
    for (const { file, line, field, reason } of refused)
      print(`${file}:${line}: ${field}: ${reason}`)
  })
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
