import { sql } from 'drizzle-orm'
import { bigint, bigserial, index, integer, text } from 'drizzle-orm/pg-core'
import { app, at, bytea } from './schema.ts'

/**
 * Every mail that reached the reply addresses, kept before it is acknowledged.
 * state: waiting → delivered (it did what its officer wanted), held (nothing went out, a person
 * was told), returned (refused, its officer was told why) or noted (a program wrote it). The five
 * add up to all that was received.
 */
export const inboundMail = app.table(
  'inbound_mail',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** Digest of what makes two deliveries the same mail. */
    key: text().notNull().unique(),
    receivedAt: at('received_at').notNull().default(sql`now()`),
    via: text().notNull().$type<'smtp' | 'imap'>(),
    /** The envelope's sender; empty for programs that want no answer, null where it is not known. */
    sender: text(),
    /** The address of ours that it came to; empty when it names none. */
    recipient: text().notNull(),
    /** The mail as it came; empty once its keeping time is over or its citizen was erased. */
    raw: bytea().notNull(),
    state: text()
      .notNull()
      .default('waiting')
      .$type<'waiting' | 'delivered' | 'held' | 'returned' | 'noted'>(),
    /** Why it ended as it did; one of a closed list, never words of the mail. */
    reason: text(),
    ticketId: text('ticket_id'),
    /** What it did on the ticket. */
    eventId: bigint('event_id', { mode: 'number' }),
    /** Files that came with it and went no further. */
    attachments: integer().notNull().default(0),
    doneAt: at('done_at'),
  },
  (t) => [
    index('inbound_mail_event').on(t.eventId),
    index('inbound_mail_ticket').on(t.ticketId),
    index('inbound_mail_state').on(t.state),
  ],
)
