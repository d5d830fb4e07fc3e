import { and, asc, desc, eq, gte, isNull, lt, notInArray, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { ticketEvents, tickets } from './schema.ts'

export type TicketRow = typeof tickets.$inferSelect
export type NewTicket = typeof tickets.$inferInsert
export type EventRow = typeof ticketEvents.$inferSelect
export type NewEvent = Omit<typeof ticketEvents.$inferInsert, 'id'>

/** False when the ticket is there already: a second "yes" finds the first. */
export async function insertTicket(tx: Database, ticket: NewTicket): Promise<boolean> {
  const inserted = await tx
    .insert(tickets)
    .values(ticket)
    .onConflictDoNothing({ target: tickets.id })
    .returning({ id: tickets.id })
  return inserted.length > 0
}

export async function ticketById(db: Database, id: string): Promise<TicketRow | undefined> {
  const [row] = await db.select().from(tickets).where(eq(tickets.id, id))
  return row
}

/** The ticket, for this transaction alone. */
export async function lockTicket(tx: Database, id: string): Promise<TicketRow | undefined> {
  const [row] = await tx.select().from(tickets).where(eq(tickets.id, id)).for('update')
  return row
}

export async function ticketByCode(db: Database, code: string): Promise<TicketRow | undefined> {
  const [row] = await db.select().from(tickets).where(eq(tickets.code, code))
  return row
}

/** Newest first. */
export const ticketsOfCitizen = (
  db: Database,
  citizenId: string,
  most = 20,
): Promise<TicketRow[]> =>
  db
    .select()
    .from(tickets)
    .where(eq(tickets.citizenId, citizenId))
    .orderBy(desc(tickets.receivedAt))
    .limit(most)

/** Changes a ticket that is still at this version; undefined when somebody was faster. */
export async function changeTicket(
  tx: Database,
  { id, version }: { id: string; version: number },
  changes: Partial<NewTicket>,
): Promise<TicketRow | undefined> {
  const [row] = await tx
    .update(tickets)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(tickets.id, id), eq(tickets.version, version)))
    .returning()
  return row
}

/** The event's number. */
export async function insertEvent(tx: Database, event: NewEvent): Promise<number> {
  const [row] = await tx.insert(ticketEvents).values(event).returning({ id: ticketEvents.id })
  if (!row) throw new Error(`ticket ${event.ticketId}: its event was not kept`)
  return row.id
}

/** Oldest first. */
export const eventsOf = (db: Database, ticketId: string): Promise<EventRow[]> =>
  db
    .select()
    .from(ticketEvents)
    .where(eq(ticketEvents.ticketId, ticketId))
    .orderBy(asc(ticketEvents.id))

/** Tickets whose clock runs and which are due before `at`. */
export const openTicketsDueBefore = (db: Database, at: Date): Promise<TicketRow[]> =>
  db
    .select()
    .from(tickets)
    .where(
      and(
        lt(tickets.dueAt, at),
        isNull(tickets.pausedAt),
        notInArray(tickets.state, ['answered', 'closed', 'withdrawn']),
      ),
    )
    .orderBy(asc(tickets.dueAt))

/** For lists and exports, newest first. */
export const listTickets = (
  db: Database,
  { state, since, most = 1_000 }: { state?: string; since?: Date; most?: number } = {},
): Promise<TicketRow[]> =>
  db
    .select()
    .from(tickets)
    .where(
      and(
        state ? eq(tickets.state, state) : undefined,
        since ? gte(tickets.receivedAt, since) : undefined,
      ),
    )
    .orderBy(desc(tickets.receivedAt), desc(tickets.code))
    .limit(most)
