import { mergeProcedures } from '../knowledge/merge.ts'
import { Procedure } from '../knowledge/procedure.ts'
import { type Refused, readProcedures } from '../knowledge/sources.ts'
import { heldChanges, holdChanges } from '../store/changes.ts'
import type { Store } from '../store/database.ts'
import { importedProcedures, keepProcedures, tellImported } from '../store/imports.ts'
import { type Pending, underReview } from './changes.ts'

/** What an import did, or would do. */
export interface Imported {
  imported: number
  changed: number
  unchanged: number
  /** Older than what is held, and left. */
  older: number
  expired: number
  refused: Refused[]
  /** What waits for review since this import. */
  changes: Pending[]
  added: Named[]
  /** Held, and past the end of its validity. */
  ended: Named[]
  /** Nothing was held before: the whole country is new. */
  first: boolean
}

type Named = Pick<Procedure, 'code' | 'title'>

/** National records into the store; what they change in held ones waits for a person. */
export async function importProcedures(
  store: Pick<Store, 'db' | 'notify'>,
  files: readonly { name: string; text: string }[],
  { today, dryRun = false }: { today: string; dryRun?: boolean },
): Promise<Imported> {
  const held = (await importedProcedures(store.db)).flatMap(
    (body) => Procedure.safeParse(body).data ?? [],
  )
  let all = held
  const counts = { imported: 0, changed: 0, unchanged: 0, older: 0 }
  const refused: Refused[] = []
  const added = new Set<string>()
  const touched = new Set<string>()
  let expired: string[] = []
  for (const { name, text } of files) {
    const read = readProcedures(name, text, today)
    const merged = mergeProcedures(all, read.procedures, { today, file: name })
    all = merged.procedures
    expired = merged.expired
    for (const fate of ['imported', 'changed', 'unchanged', 'older'] as const)
      counts[fate] += merged[fate].length
    refused.push(...read.refused, ...merged.refused)
    for (const code of merged.imported) added.add(code)
    for (const code of [...merged.imported, ...merged.changed]) touched.add(code)
  }

  const fresh = all.filter(({ code }) => touched.has(code))
  const { rows, before, pending } = underReview(fresh, held, await heldChanges(store.db), today)
  if (!dryRun) {
    await store.db.transaction(async (tx) => {
      await keepProcedures(tx, rows)
      await holdChanges(tx, before)
    })
    await tellImported(store)
  }

  const ended = new Set(expired)
  const named = (codes: ReadonlySet<string>): Named[] =>
    all.flatMap(({ code, title }) => (codes.has(code) ? [{ code, title }] : []))
  return {
    ...counts,
    expired: ended.size,
    refused,
    changes: pending,
    added: named(added),
    ended: named(ended),
    first: held.length === 0,
  }
}
