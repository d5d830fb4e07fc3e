import type { Citizen, Reply } from '../adapters/channel.ts'
import type { Database } from '../store/database.ts'
import type { EventRow, TicketRow } from '../store/tickets.ts'
import type { Calendar } from './calendar.ts'
import type { DeskLinks } from './links.ts'
import type { Mailer } from './mailer.ts'
import type { ReplyAddresses } from './reply-address.ts'
import type { RoutingTable } from './routing.ts'
import type { Field, Ticket, TicketEvent } from './ticket.ts'

/** `again`: it may work later. The code never holds the address. */
export type Downloaded =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; again: boolean; code: string }

export interface ContentWatch {
  /** The mailbox of whoever owns the content. */
  owner: string
  /** Is a question answered by now, by what nearly, and which office would know? */
  gap(question: string): { answered: boolean; nearest?: string; office: string }
  /** What has ended, ends soon or is overdue for review. */
  due(at: Date): { code: string; title: string; why: string }[]
}

/** What the officers' side works with; app.ts puts it together. */
export interface Desk {
  db: Database
  mailer: Mailer
  calendar: Calendar
  routing: RoutingTable
  links: DeskLinks
  /** Addresses for officers' replies; undefined while replies by mail are off. */
  replies?: ReplyAddresses | undefined
  /** Whose Authentication-Results we believe. */
  authservId?: string | undefined
  /** Who may answer for a mailbox, itself included, in lower case. */
  writersFor(mailbox: string): string[]
  publicUrl: string
  /** A text of content/texts.yaml, its {words} filled in. */
  text(key: string, words?: Record<string, string>): string
  fieldName(field: Field): string
  /** Promises a reply to a citizen; the same key is said once. */
  tell(citizenId: string, reply: Reply, key: string): Promise<void>
  /** A citizen's file from their platform's own hosts, and from nowhere else. */
  download(from: Citizen['channel'], url: string, mostBytes: number): Promise<Downloaded>
  /** What is asked and said, for whoever owns the content. */
  content: ContentWatch
  /** Calls a person; the reason holds nothing personal. */
  alarm(key: string, reason: string): Promise<void>
  now(): Date
}

// as: kind, field, urgency, state and attachments are only ever written from these types.
export const ticketOf = (row: TicketRow): Ticket => row as Ticket

export const eventOf = (row: EventRow): TicketEvent => row
