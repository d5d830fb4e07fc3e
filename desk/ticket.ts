import type { Attachment } from '../adapters/channel.ts'
import type { Commune } from '../knowledge/commune.ts'

/** What a submission is, by its content and not by the word its writer used (domain: Luật Khiếu nại, Luật Tố cáo). */
export const kinds = [
  'report',
  'proposal',
  'complaint',
  'denunciation',
  'question',
  'praise',
  'emergency',
  'other',
] as const
export type Kind = (typeof kinds)[number]

/** The kinds that chat may take in; the others are guided elsewhere and never become a ticket. */
export type TicketKind = 'report' | 'proposal' | 'question' | 'praise'

export const fields = [
  'ROAD',
  'TRAFFIC',
  'LIGHT',
  'DRAIN',
  'WATER',
  'POWER',
  'WASTE',
  'POLLUTE',
  'NOISE',
  'URBAN',
  'BUILD',
  'HOUSING',
  'LAND',
  'COMPENS',
  'AGRI',
  'DISASTER',
  'SECURITY',
  'FIRE',
  'SCAM',
  'RESID',
  'CIVIL',
  'INSUR',
  'WELFARE',
  'MERIT',
  'CHILD',
  'HEALTH',
  'FOOD',
  'EDU',
  'CULTURE',
  'MARKET',
  'BIZTAX',
  'TELECOM',
  'MEDIA',
  'OFFICIAL',
  'TTHC',
  'ETHREL',
  'GRASS',
  'OTHER',
] as const
export type Field = (typeof fields)[number]

export type Urgency = 'urgent' | 'normal'

/** How a submission is understood; a guess until its citizen confirms it. */
export interface Classified {
  kind: Kind
  field: Field
  urgency: Urgency
  /** 0…1, of kind and field together. */
  confidence: number
  /** The next likely fields, best first. */
  alternatives: Field[]
  /** For an emergency: the numbers to call, most fitting first. */
  hotlines?: string[]
}

/** Drawn before the turn, so that the turn stays pure; the id is the ticket's unique key. */
export interface Draft {
  id: string
  code: string
  /** Unguessable part of the citizen's link, /t/CODE.secret. */
  secret: string
}

export interface Contact {
  name?: string
  phone?: string
  address?: string
}

/** A confirmed report on its way to becoming a ticket. */
export interface Filing {
  draft: Draft
  kind: TicketKind
  field: Field
  urgency: Urgency
  content: string
  place: { text: string; commune?: Commune }
  contact: Contact
  consent?: { version: string; at: Date }
  attachments: Attachment[]
  /** The code of the procedure it is about, if any. */
  procedure?: string
  mailbox: string
  /** The line of the routing table that chose the mailbox. */
  routeLine: string
  receivedAt: Date
  dueAt: Date
}

export const states = [
  'received',
  'sent',
  'in-progress',
  'need-info',
  'answered',
  'closed',
  'withdrawn',
] as const
export type TicketState = (typeof states)[number]

/** What we keep of a report: a row of the store with its words typed. */
export interface Ticket {
  id: string
  code: string
  secret: string
  citizenId: string
  kind: TicketKind
  field: Field
  urgency: Urgency
  state: TicketState
  /** Grows with every move; an action on an older version is refused. */
  version: number
  content: string
  placeText: string
  commune: Commune | null
  contact: Contact
  attachments: Attachment[]
  procedure: string | null
  mailbox: string
  office: string
  routeLine: string
  /** How often an office said "not ours". */
  returns: number
  receivedAt: Date
  dueAt: Date
  /** Since when the clock stands still, waiting for the citizen. */
  pausedAt: Date | null
}

/** One thing that happened to a ticket. */
export interface TicketEvent {
  id: number
  at: Date
  /** "citizen", "system", or the officer's mailbox. */
  actor: string
  action: string
  text: string | null
  /** May the citizen see the text? */
  open: boolean
}

/** What a citizen may learn of a ticket in chat or on its page. */
export interface TicketView {
  id: string
  code: string
  kind: TicketKind
  field: Field
  state: TicketState
  receivedAt: Date
  dueAt: Date
  /** The office that has it, in words. */
  office: string
  /** What the office wrote for the citizen, last first. */
  answers: { at: Date; text: string }[]
  /** The question of an officer who needs information, while the state is need-info. */
  asked?: string
  /** Filed from this very chat. */
  mine: boolean
  /** Last four digits of the phone given, to identify oneself from elsewhere. */
  phoneLast4?: string
}
