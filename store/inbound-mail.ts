import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { inboundMail } from './mail-schema.ts'
import { tickets } from './schema.ts'

export type InboundMail = typeof inboundMail.$inferSelect
export type NewMail = Pick<InboundMail, 'key' | 'via' | 'sender' | 'recipient' | 'raw'>
export type MailState = InboundMail['state']

/** The row's id; undefined when this mail was kept before. */
export async function keepMail(tx: Database, mail: NewMail): Promise<number | undefined> {
  const [row] = await tx
    .insert(inboundMail)
    .values(mail)
    .onConflictDoNothing({ target: inboundMail.key })
    .returning({ id: inboundMail.id })
  return row?.id
}

export async function mailById(db: Database, id: number): Promise<InboundMail | undefined> {
  const [row] = await db.select().from(inboundMail).where(eq(inboundMail.id, id))
  return row
}

/** Takes a mail that still waits for this transaction alone; false when somebody has settled it. */
export async function lockWaitingMail(tx: Database, id: number): Promise<boolean> {
  const rows = await tx
    .select({ id: inboundMail.id })
    .from(inboundMail)
    .where(and(eq(inboundMail.id, id), eq(inboundMail.state, 'waiting')))
    .for('update')
  return rows.length > 0
}

export interface Settled {
  state: Exclude<MailState, 'waiting'>
  reason: string | null
  ticketId?: string | undefined
  eventId?: number | undefined
  attachments?: number
}

export async function settleMail(tx: Database, id: number, settled: Settled): Promise<void> {
  await tx
    .update(inboundMail)
    .set({ ...settled, doneAt: sql`now()` })
    .where(eq(inboundMail.id, id))
}

/** How many files came with the mail that made this event, and went no further. */
export async function attachmentsOfEvent(db: Database, eventId: number): Promise<number> {
  const [row] = await db
    .select({ attachments: inboundMail.attachments })
    .from(inboundMail)
    .where(eq(inboundMail.eventId, eventId))
  return row?.attachments ?? 0
}

/** The originals quote what their citizen wrote: they go with the citizen, the count stays. */
export async function forgetMailOf(tx: Database, citizenId: string): Promise<void> {
  const theirs = tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.citizenId, citizenId))
  await tx
    .update(inboundMail)
    .set({ raw: new Uint8Array() })
    .where(inArray(inboundMail.ticketId, theirs))
}

/** How many mails came in, by what became of them. */
export async function inboundCounts(db: Database): Promise<Record<MailState, number>> {
  const rows = await db
    .select({ state: inboundMail.state, count: sql<number>`count(*)::int` })
    .from(inboundMail)
    .groupBy(inboundMail.state)
  const counts = { waiting: 0, delivered: 0, held: 0, returned: 0, noted: 0 }
  for (const { state, count } of rows) counts[state] = count
  return counts
}
