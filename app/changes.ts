import { z } from 'zod'
import { BadInput } from '../border.ts'
import { accepted, type Change, changesOf, pendingSince } from '../knowledge/changes.ts'
import { Procedure } from '../knowledge/procedure.ts'
import { type HeldChange, heldChanges, settleChange } from '../store/changes.ts'
import type { Store } from '../store/database.ts'

/** A procedure that an import changed and that nobody has looked at yet. */
export interface Pending {
  code: string
  title: string
  /** The day of the data before and after. */
  from: string
  to: string
  changes: Change[]
}

/** `codes` absent: all of them. */
export const Settling = z.object({ codes: z.array(z.string()).optional(), accept: z.boolean() })

export const pendingChanges = async ({ db }: Pick<Store, 'db'>): Promise<Pending[]> =>
  (await heldChanges(db)).flatMap((held) => {
    const { before, after } = readBoth(held)
    if (!before || !after) return []
    const { code, title } = after
    const [from, to] = [before.source.retrieved, after.source.retrieved]
    const changes = changesOf(before, after)
    // A still newer import may have taken a change back.
    return changes.length > 0 ? [{ code, title, from, to, changes }] : []
  })

/** Accepted changes are told from here on; refused ones leave the record as it was. Throws for a code without a change. */
export async function settleChanges(
  { db }: Pick<Store, 'db'>,
  { codes, accept }: z.infer<typeof Settling>,
): Promise<void> {
  const held = await heldChanges(db)
  const unknown = codes?.filter((code) => !held.some((each) => each.code === code)) ?? []
  if (unknown.length > 0) throw new BadInput(`no change waits for review: ${unknown.join(', ')}`)
  await db.transaction(async (tx) => {
    for (const each of held) {
      if (codes && !codes.includes(each.code)) continue
      const { before, after } = readBoth(each)
      const body = accept ? after && accepted(after) : before
      if (body) await settleChange(tx, each.code, body)
    }
  })
}

const readBoth = ({ before, after }: HeldChange) => ({
  before: Procedure.safeParse(before).data,
  after: Procedure.safeParse(after).data,
})

/** Newer data that say something else wait for a person; what our own reading of the same data changed does not. */
export function underReview(
  fresh: readonly Procedure[],
  held: readonly Procedure[],
  changes: readonly HeldChange[],
  today: string,
): {
  rows: { code: string; body: Procedure }[]
  before: { code: string; before: Procedure }[]
  pending: Pending[]
} {
  const known = new Map(held.map((procedure) => [procedure.code, procedure]))
  // What somebody last looked at, where changes wait already.
  for (const change of changes) {
    const { before } = readBoth(change)
    if (before) known.set(before.code, before)
  }
  const rows: { code: string; body: Procedure }[] = []
  const before: { code: string; before: Procedure }[] = []
  const pending: Pending[] = []
  for (const body of fresh) {
    const { code, title, source } = body
    const was = known.get(code)
    const from = was?.source.retrieved ?? source.retrieved
    const found = was && from < source.retrieved ? changesOf(was, body) : []
    if (!was || found.length === 0) rows.push({ code, body })
    else {
      rows.push({ code, body: pendingSince(was, body, today) })
      before.push({ code, before: was })
      pending.push({ code, title, from, to: source.retrieved, changes: found })
    }
  }
  return { rows, before, pending }
}
