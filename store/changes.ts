import { eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { procedureChanges, procedures } from './import-schema.ts'

export interface HeldChange {
  code: string
  /** The record as it was last accepted, and as it stands since the import. */
  before: unknown
  after: unknown
  at: Date
}

export const heldChanges = (db: Database): Promise<HeldChange[]> =>
  db
    .select({
      code: procedureChanges.code,
      before: procedureChanges.before,
      after: procedures.body,
      at: procedureChanges.at,
    })
    .from(procedureChanges)
    .innerJoin(procedures, eq(procedures.code, procedureChanges.code))
    .orderBy(procedureChanges.code)

/** The first record before changes stays until somebody has looked at them. */
export async function holdChanges(
  tx: Database,
  rows: { code: string; before: unknown }[],
): Promise<void> {
  for (const row of rows) await tx.insert(procedureChanges).values(row).onConflictDoNothing()
}

/** Looked at: this is what the procedure says from here on. */
export async function settleChange(tx: Database, code: string, body: unknown): Promise<void> {
  await tx.update(procedures).set({ body }).where(eq(procedures.code, code))
  await tx.delete(procedureChanges).where(eq(procedureChanges.code, code))
}
