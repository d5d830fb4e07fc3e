import { and, desc, eq, gte, inArray, like, sql } from 'drizzle-orm'
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

export async function letterById(db: Database, id: number): Promise<LetterRow | undefined> {
  const [row] = await db.select().from(letters).where(eq(letters.id, id))
  return row
}

/** The first of ours that a mail names as what it answers or brings back. */
export async function letterByMessageId(
  db: Database,
  messageIds: readonly string[],
): Promise<LetterRow | undefined> {
  if (messageIds.length === 0) return undefined
  const rows = await db
    .select()
    .from(letters)
    .where(inArray(letters.messageId, messageIds.slice(0, 100)))
  return messageIds.flatMap((id) => rows.find(({ messageId }) => messageId === id) ?? [])[0]
}

/** A server took the letter and another sent it back: to this mailbox it never arrived. */
export async function letterBounced(db: Database, id: number, code: string): Promise<void> {
  await db
    .update(letters)
    .set({ sentAt: null, failedAt: sql`now()`, lastError: code })
    .where(eq(letters.id, id))
}

/** How many letters about its own mails a mailbox got on a ticket since then. */
export async function lettersAboutMails(
  db: Database,
  { ticketId, recipient, since }: { ticketId: string; recipient: string; since: Date },
): Promise<number> {
  const rows = await db
    .select({ id: letters.id })
    .from(letters)
    .where(
      and(
        eq(letters.ticketId, ticketId),
        eq(letters.recipient, recipient),
        like(letters.purpose, 'mail-%'),
        gte(letters.createdAt, since),
      ),
    )
  return rows.length
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
