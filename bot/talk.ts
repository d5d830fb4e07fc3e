import type { Reply } from '../adapters/channel.ts'
import type { Draft, TicketView } from '../desk/ticket.ts'
import type { Cannot, Effect, Services } from '../flows/flow.ts'
import type { Session } from './session.ts'

/** How a turn ended, for the metrics; the worst of its moments counts last. */
export const verdicts = [
  'welcomed',
  'answered',
  'asked-back',
  'declined',
  'guided',
  'emergency',
  'in-form',
  'filed',
  'status',
  'added',
  'withdrawn',
  'cancelled',
  'repaired',
  'person',
  'helped',
  'erased',
  'noted',
  'unclear',
  'loop',
  'slowed',
  'silent',
] as const
export type Verdict = (typeof verdicts)[number]

/** Where a turn stands while its moments are worked through. */
export interface Talk {
  session: Session
  services: Services
  now: Date
  /** Id, code and secret for a draft that may begin in this turn. */
  fresh: Draft
  /** A ticket was filed under `fresh`: nothing else may begin with it. */
  used: boolean
  tickets: TicketView[]
}

/** What one moment comes to. */
export interface Said {
  session: Session
  replies: Reply[]
  /** The open question, kept apart: it is said once, last, however many moments a turn has. */
  question?: Reply
  effects: Effect[]
  verdict: Verdict
  cannot?: Cannot
}

export const said = (
  session: Session,
  verdict: Verdict,
  replies: Reply[],
  effects: Effect[] = [],
): Said => ({
  session,
  verdict,
  replies,
  effects,
})

/** The same, counted as something that cannot be done here. */
export const cannot = (reason: Cannot, said: Said): Said => ({ ...said, cannot: reason })

/** The same, with other words before it. */
export const after = (first: Reply[], rest: Said): Said => ({
  ...rest,
  replies: [...first, ...rest.replies],
})
