import type { Attachment, Incoming } from '../../adapters/channel.ts'
import { freshSession, readSession, type Session } from '../../bot/session.ts'
import { type TurnResult, turn } from '../../bot/turn.ts'
import type { TicketView } from '../../desk/ticket.ts'
import type { Services } from '../../flows/flow.ts'

/** A conversation that keeps its session the way the store does: as JSON. */
export interface Talker {
  session: Session
  now: Date
  tickets: TicketView[]
  say(text: string, more?: { payload?: string; attachments?: Attachment[] }): TurnResult
  take(...events: Happening[]): TurnResult
  /** The same point of the conversation, to try several next words from. */
  fork(): Talker
}

/** An event without what every event has. */
export type Happening = DistributiveOmit<Incoming, 'key' | 'from' | 'at'>
type DistributiveOmit<T, K extends keyof Incoming> = T extends unknown ? Omit<T, K> : never

const monday = new Date('2026-11-23T02:12:00Z') // 09:12 in Vietnam

export function talker(
  services: Services,
  start: Partial<Pick<Talker, 'session' | 'now' | 'tickets'>> = {},
): Talker {
  let count = 0
  const self: Talker = {
    session: start.session ?? freshSession(),
    now: start.now ?? monday,
    tickets: start.tickets ?? [],
    say: (text, more = {}) => self.take({ kind: 'message', text, attachments: [], ...more }),
    take(...events) {
      count += 1
      self.now = new Date(self.now.getTime() + 40_000)
      const from = { channel: 'web', id: 'c1' } as const
      // as: spreading a union of objects loses the tie between its members.
      const incoming = events.map(
        (one, i) => ({ ...one, key: `${count}-${i}`, from, at: self.now }) as Incoming,
      )
      const code = `PA-2026-${String(122 + count).padStart(6, '0')}`
      const fresh = { id: `ticket-${self.now.getTime()}`, code, secret: 'k3y' }
      const result = turn(
        { session: self.session, incoming, now: self.now, fresh, tickets: self.tickets },
        services,
      )
      self.session = readSession(JSON.parse(JSON.stringify(result.session)))
      return result
    },
    fork: () => talker(services, { session: self.session, now: self.now, tickets: self.tickets }),
  }
  return self
}
