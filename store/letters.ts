import { desc, eq, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { capturedMail, letters } from './schema.ts'

export type LetterRow = typeof letters.$inferSelect
export type CapturedMail = Omit<typeof capturedMail.$inferInsert, 'id' | 'at'>

/** The ledger's row for this ticket, recipient and purpose; made at its first mention. */
export async function letterRow(
  db: Database,
  letter: { ticketId: string; recipient: string; purpose: string; messageId: string },
): Promise<LetterRow> {
  const [row] = await db
    .insert(letters)
    .values(letter)
    .onConflictDoUpdate({
      target: [letters.ticketId, letters.recipient, letters.purpose],
      // Changes nothing, but lets the row come back.
      set: { purpose: letter.purpose },
    })
    .returning()
  if (!row) throw new Error(`ticket ${letter.ticketId}: the ledger kept no row for its letter`)
  return row
}

export async function letterSent(db: Database, id: number): Promise<void> {
  await db
    .update(letters)
    .set({ sentAt: sql`now()`, attempts: sql`${letters.attempts} + 1`, lastError: null })
    .where(eq(letters.id, id))
}

/** `code` is the server's number, never its words; `final`: this mailbox will not take it. */
export async function letterFailed(
  db: Database,
  id: number,
  { code, final }: { code: string; final: boolean },
): Promise<void> {
  await db
    .update(letters)
    .set({
      lastError: code,
      attempts: sql`${letters.attempts} + 1`,
      ...(final && { failedAt: sql`now()` }),
    })
    .where(eq(letters.id, id))
}

export const lettersOf = (db: Database, ticketId: string): Promise<LetterRow[]> =>
  db.select().from(letters).where(eq(letters.ticketId, ticketId)).orderBy(letters.id)

/** Keeps mail that no server carries. The same letter twice is kept once, as a mailbox would show it. */
export async function captureMail(db: Database, mail: CapturedMail): Promise<void> {
  await db.insert(capturedMail).values(mail).onConflictDoNothing({ target: capturedMail.messageId })
}

/** Newest first. */
export const capturedMails = (
  db: Database,
  most = 500,
): Promise<(typeof capturedMail.$inferSelect)[]> =>
  db.select().from(capturedMail).orderBy(desc(capturedMail.id)).limit(most)
