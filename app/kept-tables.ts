import { createHash } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import type { Lexicon } from '../knowledge/lexicon.ts'
import type { Procedure } from '../knowledge/procedure.ts'
import { digestOf } from '../knowledge/source.ts'
import {
  buildTables,
  loadTables,
  type StoredTables,
  storeTables,
  type Tables,
} from '../knowledge/tables.ts'

interface Kept {
  made: string
  tables: StoredTables
}

/**
 * The tables of knowledge out of the data folder, where an earlier start left them, as long as
 * procedures, lexicon, program and Node are still the same; otherwise they are built and left there.
 */
export function keptTables(
  procedures: readonly Procedure[],
  lexicon: Lexicon,
  { dataDir, program = thisProgram(), fault }: Keeping,
): Tables {
  if (!program) return buildTables(procedures, lexicon)
  const path = join(dataDir, 'knowledge.bin')
  const made = [program, process.version, digestOf(procedures, lexicon)].join(' ')
  const kept = read(path)
  if (kept?.made === made) return loadTables(kept.tables)
  const tables = buildTables(procedures, lexicon)
  try {
    keep(path, { made, tables: storeTables(tables) })
  } catch (error) {
    // A full disk costs the next start half a second; this one has its tables.
    fault('knowledge', error)
  }
  return tables
}

export interface Keeping {
  dataDir: string
  /** Tells one build of the product from another. Run from source it is always another: nothing is kept. */
  program?: string | undefined
  fault(place: string, error: unknown): void
}

function read(path: string): Kept | undefined {
  try {
    // as: `keep` wrote it; whether this very program did is told by `made`.
    return deserialize(readFileSync(path)) as Kept
  } catch {
    return undefined
  }
}

/** In one step: a start beside this one reads the old file or the new one, never half of it. */
function keep(path: string, kept: Kept): void {
  const fresh = `${path}.${process.pid}`
  try {
    writeFileSync(fresh, serialize(kept))
    renameSync(fresh, path)
  } finally {
    rmSync(fresh, { force: true })
  }
}

function thisProgram(): string | undefined {
  const path = fileURLToPath(import.meta.url)
  if (extname(path) !== '.js') return undefined
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
