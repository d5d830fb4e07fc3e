import type { Incoming } from '../adapters/channel.ts'
import type { Session } from './session.ts'
import type { Verdict } from './talk.ts'

/** How fast one citizen writes. Nothing of it is lost: it is read and kept, only chatter gets no answer. */
export type Pace = NonNullable<Session['pace']>

const windowMs = 60_000
/** A person in a hurry sends ten messages in a minute, a family with one phone perhaps thirty. */
const mostInWindow = 60

export function paceAfter(
  before: Pace | undefined,
  incoming: readonly Incoming[],
  now: Date,
): Pace | undefined {
  const count = incoming.filter(({ kind }) => kind === 'message').length
  const goesOn = before && now.getTime() - Date.parse(before.since) < windowMs
  if (goesOn) return { ...before, messages: before.messages + count }
  return count === 0 ? undefined : { since: now.toISOString(), messages: count, told: false }
}

export const isTooFast = (pace: Pace | undefined, verdict: Verdict): boolean =>
  pace !== undefined && pace.messages > mostInWindow && chatter.has(verdict)

/** What can wait a minute. Danger, forms, receipts and the way to a person never do. */
const chatter: ReadonlySet<Verdict> = new Set<Verdict>([
  'answered',
  'asked-back',
  'declined',
  'helped',
  'noted',
  'repaired',
  'status',
  'unclear',
  'welcomed',
])
