import type { Procedure } from './procedure.ts'
import type { Refused } from './sources.ts'
import { fold, words } from './vietnamese.ts'

export interface Merged {
  /** Everything that is held after the import, one entry per code. */
  procedures: Procedure[]
  /** Codes new to us; known with another content; the same; older than what we hold. */
  imported: string[]
  changed: string[]
  unchanged: string[]
  older: string[]
  /** Codes held whose validity has ended by today. */
  expired: string[]
  refused: Refused[]
}

/**
 * New records onto those held. A later record of a code wins if it is not older; a record that names
 * another matter under the same code is refused: 3.000243 was once a police certificate and once junk.
 */
export function mergeProcedures(
  existing: readonly Procedure[],
  incoming: readonly Procedure[],
  { today, file = '' }: { today: string; file?: string },
): Merged {
  const held = new Map(existing.map((procedure) => [procedure.code, procedure]))
  const fate = new Map<string, 'imported' | 'changed' | 'unchanged' | 'older'>()
  const counts = { imported: [], changed: [], unchanged: [], older: [] } as Record<string, string[]>
  const refused: Refused[] = []
  incoming.forEach((procedure, i) => {
    const before = held.get(procedure.code)
    if (before && isAnotherMatter(before, procedure)) {
      refused.push({
        file,
        line: i + 1,
        field: 'title',
        reason: `mã ${procedure.code} đã là một thủ tục khác`,
      })
      return
    }
    const what = compare(before, procedure)
    fate.set(procedure.code, what)
    counts[what]?.push(procedure.code)
    if (what === 'imported' || what === 'changed')
      held.set(procedure.code, adopt(before, procedure))
  })
  const procedures = [...held.values()]
  const { imported = [], changed = [], unchanged = [], older = [] } = counts
  const expired = procedures
    .filter(({ validTo }) => validTo && validTo < today)
    .map(({ code }) => code)
  return { procedures, imported, changed, unchanged, older, expired, refused }
}

function compare(
  before: Procedure | undefined,
  after: Procedure,
): 'imported' | 'changed' | 'unchanged' | 'older' {
  if (!before) return 'imported'
  if (after.source.retrieved < before.source.retrieved) return 'older'
  return contentOf(before) === contentOf(after) ? 'unchanged' : 'changed'
}

/** What the province added by hand stays: its own aliases. A changed text must be looked at again. */
const adopt = (before: Procedure | undefined, after: Procedure): Procedure =>
  before ? { ...after, alias: [...new Set([...before.alias, ...after.alias])] } : after

function contentOf(procedure: Procedure): string {
  const { alias: _, source, reviewed: __, reviewBy: ___, doubts, ...rest } = procedure
  const found = doubts.filter(({ changed }) => changed === undefined)
  return JSON.stringify({ ...rest, doubts: found, source: source.retrieved })
}

/** Same code, another decision, and hardly a word in common. */
function isAnotherMatter(before: Procedure, after: Procedure): boolean {
  if (before.decision === after.decision) return false
  const mine = new Set(words(fold(before.title)))
  const theirs = new Set(words(fold(after.title)))
  const shared = [...mine].filter((word) => theirs.has(word)).length
  return shared / Math.min(mine.size, theirs.size) < 0.25
}
