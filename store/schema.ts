import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

/** Our own tables live beside BullMQ's, in a schema of their own. */
export const app = pgSchema('app')

export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/** Ticket numbers; a draft that is never sent leaves a gap. */
export const ticketNumber = app.sequence('ticket_number')

/** Facts about this installation: its id, what was adopted from the environment. */
export const facts = app.table('facts', {
  key: text().primaryKey(),
  value: jsonb().notNull(),
})

/**
 * One row per citizen: the lane (who may take a turn) and the session (where the talk stands).
 * `id` is citizenKey(): "messenger:24…".
 */
export const citizens = app.table(
  'citizens',
  {
    id: text().primaryKey(),
    session: jsonb(),
    /** When the lane wants a turn; null when nothing waits. */
    wakeAt: at('wake_at'),
    /** Since when a burst is being waited for. */
    waitingSince: at('waiting_since'),
    /** Counts the leases; a commit with an older number changes nothing. */
    fence: bigint({ mode: 'number' }).notNull().default(0),
    leaseUntil: at('lease_until'),
    leaseOwner: text('lease_owner'),
    /** The last act of the citizen that opens a platform's free window. */
    heardAt: at('heard_at'),
    /** False after an unfollow or a block. */
    reachable: boolean().notNull().default(true),
    createdAt: at('created_at').notNull().default(sql`now()`),
  },
  (t) => [index('citizens_wake').on(t.wakeAt).where(sql`wake_at is not null`)],
)

/** Every event of a citizen, kept once before its 200. */
export const incoming = app.table(
  'incoming',
  {
    key: text().primaryKey(),
    seq: bigserial({ mode: 'number' }).notNull(),
    citizenId: text('citizen_id').notNull(),
    at: at('at').notNull(),
    body: jsonb().notNull(),
    attempts: integer().notNull().default(0),
    keptAt: at('kept_at').notNull().default(sql`now()`),
    doneAt: at('done_at'),
  },
  (t) => [
    index('incoming_waiting').on(t.citizenId, t.at, t.seq).where(sql`done_at is null`),
    index('incoming_talk').on(t.citizenId, t.seq),
  ],
)

/**
 * What a transaction promised: replies and jobs.
 * state: waiting → claimed → sending → done; or parked (no window: until the citizen writes),
 * doubtful (a send died half-way), failed (given up), dropped.
 */
export const outbox = app.table(
  'outbox',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** Makes a promise once: "turn:<incoming key>:0", "ticket:<id>:answer:3". */
    key: text().notNull(),
    kind: text().notNull().$type<'reply' | 'job'>(),
    citizenId: text('citizen_id'),
    ticketId: text('ticket_id'),
    body: jsonb().notNull(),
    state: text()
      .notNull()
      .default('waiting')
      .$type<
        'waiting' | 'claimed' | 'sending' | 'parked' | 'done' | 'doubtful' | 'failed' | 'dropped'
      >(),
    /** How many parts of the reply the platform has taken. */
    parts: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    nextAt: at('next_at').notNull().default(sql`now()`),
    owner: text(),
    ownedUntil: at('owned_until'),
    /** The platform's ids of what was sent. */
    messageIds: jsonb('message_ids').notNull().$type<string[]>().default([]),
    /** The platform showed us our own message: it went out, whatever else we know. */
    echoed: boolean().notNull().default(false),
    /** Verdict and code of the last failure; never words. */
    error: text(),
    /** A message that we start: it leaves after the answers to what citizens say. */
    bulk: boolean().notNull().default(false),
    createdAt: at('created_at').notNull().default(sql`now()`),
    doneAt: at('done_at'),
  },
  (t) => [
    uniqueIndex('outbox_key').on(t.key),
    index('outbox_jobs').on(t.id).where(sql`kind = 'job' and state = 'waiting'`),
    index('outbox_waiting').on(t.bulk, t.nextAt).where(sql`kind = 'reply' and state = 'waiting'`),
    index('outbox_due')
      .on(t.bulk, t.id)
      .where(sql`kind = 'reply' and state in ('waiting', 'claimed', 'sending')`),
    index('outbox_citizen').on(t.citizenId, t.id),
    index('outbox_open_replies')
      .on(t.citizenId, t.id)
      .where(sql`kind = 'reply' and state in ('waiting', 'claimed', 'sending')`),
    index('outbox_doubtful').on(t.id).where(sql`state = 'doubtful'`),
    index('outbox_parked').on(t.citizenId).where(sql`state = 'parked'`),
  ],
)

/** How far ahead of now each account has sent: one allowance for all processes (store/pace.ts). */
export const pace = app.table('pace', {
  account: text().primaryKey(),
  freeAt: at('free_at').notNull(),
})

export const tickets = app.table(
  'tickets',
  {
    /** The draft's id: a second "yes" finds the first ticket. */
    id: text().primaryKey(),
    code: text().notNull().unique(),
    secret: text().notNull(),
    citizenId: text('citizen_id').notNull(),
    kind: text().notNull(),
    field: text().notNull(),
    urgency: text().notNull(),
    state: text().notNull().default('received'),
    /** Grows with every move; an action on an older version is refused. */
    version: integer().notNull().default(1),
    content: text().notNull(),
    placeText: text('place_text').notNull(),
    commune: jsonb().$type<{ code: string; name: string; province: string }>(),
    contact: jsonb().notNull().$type<{ name?: string; phone?: string; address?: string }>(),
    consent: jsonb().$type<{ version: string; at: string }>(),
    attachments: jsonb().notNull().$type<unknown[]>().default([]),
    procedure: text(),
    mailbox: text().notNull(),
    office: text().notNull(),
    routeLine: text('route_line').notNull(),
    /** How often an office said "not ours". */
    returns: integer().notNull().default(0),
    receivedAt: at('received_at').notNull(),
    dueAt: at('due_at').notNull(),
    /** The clock stands while we wait for the citizen. */
    pausedAt: at('paused_at'),
    updatedAt: at('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    index('tickets_citizen').on(t.citizenId, t.receivedAt),
    index('tickets_open').on(t.dueAt).where(sql`state not in ('answered', 'closed', 'withdrawn')`),
  ],
)

/** Everything that happened to a ticket: append only. */
export const ticketEvents = app.table(
  'ticket_events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    ticketId: text('ticket_id').notNull(),
    at: at('at').notNull(),
    /** "citizen", "system", or the officer's mailbox. */
    actor: text().notNull(),
    action: text().notNull(),
    state: text().notNull(),
    /** What was written; shown to the citizen only when `open`. */
    text: text(),
    open: boolean().notNull().default(false),
  },
  (t) => [index('ticket_events_ticket').on(t.ticketId, t.id)],
)

/**
 * What citizens sent along, examined and cleaned. In the database, so that every process sees it,
 * a backup holds it, and erasing a citizen takes it in the same commit.
 * state: wanted (still to be fetched) → kept, refused (not what we take) or failed (not to be had).
 */
export const files = app.table(
  'files',
  {
    id: text().primaryKey(),
    citizenId: text('citizen_id').notNull(),
    /** Null until it is sent with a report; then it lives as long as the ticket's other files. */
    ticketId: text('ticket_id'),
    state: text().notNull().$type<'wanted' | 'kept' | 'refused' | 'failed'>(),
    /** Where the platform has it; forgotten once we have looked. */
    url: text(),
    /** The first file of its turn: what went wrong with a turn's files is said once. */
    burst: text().notNull(),
    attempts: integer().notNull().default(0),
    /** Why it was not kept. */
    reason: text(),
    type: text(),
    bytes: bytea(),
    /** Where a picture was taken, if it said so. */
    position: jsonb().$type<{ latitude: number; longitude: number }>(),
    createdAt: at('created_at').notNull().default(sql`now()`),
  },
  (t) => [index('files_citizen').on(t.citizenId), index('files_ticket').on(t.ticketId)],
)

/** The delivery ledger: one row per ticket, recipient and purpose. */
export const letters = app.table(
  'letters',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    ticketId: text('ticket_id').notNull(),
    recipient: text().notNull(),
    /** "new-ticket", "addition:<event>", "reminder:due" … */
    purpose: text().notNull(),
    messageId: text('message_id').notNull().unique(),
    attempts: integer().notNull().default(0),
    lastError: text('last_error'),
    createdAt: at('created_at').notNull().default(sql`now()`),
    sentAt: at('sent_at'),
    failedAt: at('failed_at'),
  },
  (t) => [uniqueIndex('letters_once').on(t.ticketId, t.recipient, t.purpose)],
)

/** Mail that went nowhere because no SMTP server is configured; shown at /inbox. */
export const capturedMail = app.table('captured_mail', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  messageId: text('message_id').notNull().unique(),
  sender: text().notNull(),
  recipient: text().notNull(),
  subject: text().notNull(),
  text: text().notNull(),
  html: text().notNull(),
  at: at('at').notNull().default(sql`now()`),
})

/** The Zalo token pair, sealed; one row per Official Account. */
export const zaloTokens = app.table('zalo_tokens', {
  oaId: text('oa_id').primaryKey(),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token').notNull(),
  expiresAt: at('expires_at'),
  refreshedAt: at('refreshed_at'),
  version: integer().notNull().default(1),
  /** Fingerprint of the environment's refresh token that was adopted last. */
  adopted: text().notNull(),
  refreshingSince: at('refreshing_since'),
  leaseOwner: text('lease_owner'),
  leaseUntil: at('lease_until'),
  lastError: text('last_error'),
})

/** What a person must hear of: one row per cause, counted, until somebody clears it. */
export const alarms = app.table('alarms', {
  key: text().primaryKey(),
  reason: text().notNull(),
  count: integer().notNull().default(1),
  firstAt: at('first_at').notNull().default(sql`now()`),
  lastAt: at('last_at').notNull().default(sql`now()`),
})

/** What was taken out of the talk, and back into it; append only, the last row of a subject counts. */
export const switches = app.table('switches', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  subject: text().notNull(),
  off: boolean().notNull(),
  why: text().notNull(),
  at: at('at').notNull().default(sql`now()`),
})

/** Questions without an answer, personal data masked: the content-gap list. */
export const unanswered = app.table('unanswered', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  question: text().notNull(),
  at: at('at').notNull().default(sql`now()`),
})
