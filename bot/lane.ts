import type { Incoming, Reply } from '../adapters/channel.ts'
import type { Draft, TicketView } from '../desk/ticket.ts'
import type { Effect } from '../flows/flow.ts'
import type { Database } from '../store/database.ts'
import type { Lane, Lanes, Promised, TurnOutcome } from '../store/lanes.ts'
import type { Conversation } from './bridge.ts'
import { codesWanted } from './codes.ts'
import { readIncoming } from './kept-incoming.ts'
import { readSession } from './session.ts'

/** An effect that is more than a part of the turn's own row. */
export type OwnEffect = Exclude<Effect, { type: 'unanswered' | 'blank-words' }>
const isOwn = (effect: Effect): effect is OwnEffect =>
  effect.type !== 'unanswered' && effect.type !== 'blank-words'

export interface LaneParts {
  lanes: Pick<Lanes, 'commit' | 'commitIn' | 'release'>
  transaction<T>(work: (tx: Database) => Promise<T>): Promise<T>
  converse(conversation: Conversation): Promise<{
    session: unknown
    replies: Reply[]
    effects: Effect[]
  }>
  /** The citizen's own tickets, newest first, and those whose codes were named. */
  tickets(citizenId: string, codes: string[]): Promise<TicketView[]>
  fresh(now: Date): Promise<Draft>
  /** Nothing began with it: another turn may have it. */
  unused(draft: Draft): void
  /** Carries an effect out inside the turn's transaction. */
  apply(
    tx: Database,
    effect: OwnEffect,
    turn: { citizenId: string; keys: string[]; now: Date },
  ): Promise<void>
  /** Hands replies that this process holds to the sender. */
  send(
    replies: (Promised & { citizenId: string; reply: Reply; heardAtMs: number | null })[],
  ): Promise<void>
  /** Would a reply leave at once? */
  room(): boolean
  /** Effects were promised: somebody should look into the outbox. */
  ringOutbox(): void
  apology: Reply
  /** A turn went wrong; `givenUp` when the citizen got an apology instead. */
  failed(error: unknown, turn: { attempts: number; givenUp: boolean }): void
  now(): Date
  timeoutMs: number
}

/** Attempts before a turn that always fails is answered with an apology, so that it does not hold its citizen for ever. */
const mostAttempts = 3
const retryMs = 1_000

/** One turn of the citizen whose lease we hold: read, converse, commit, send. Never throws. */
export async function runLane(lane: Lane, parts: LaneParts): Promise<void> {
  const attempts = Math.max(0, ...lane.waiting.map(({ attempts }) => attempts))
  try {
    await takeTurn(lane, parts)
  } catch (error) {
    const givenUp = attempts + 1 >= mostAttempts
    parts.failed(error, { attempts: attempts + 1, givenUp })
    try {
      if (givenUp) await apologise(lane, parts)
      else await parts.lanes.release(lane, retryMs * 2 ** attempts)
    } catch (error) {
      // The store is away; the lease ends by itself and the sweep takes the lane up again.
      parts.failed(error, { attempts: attempts + 1, givenUp: false })
    }
  }
}

async function takeTurn(lane: Lane, parts: LaneParts): Promise<void> {
  const now = parts.now()
  const keys = lane.waiting.map(({ key }) => key)
  const incoming = lane.waiting.map(({ body }) => readIncoming(body))
  if (incoming.length === 0) return void (await parts.lanes.commit(unchanged(lane, [])))

  const codes = codesWanted(readSession(lane.session), incoming)
  const [tickets, fresh] = await Promise.all([
    lane.hasTickets || codes.length > 0 ? parts.tickets(lane.citizenId, codes) : [],
    parts.fresh(now),
  ])
  const { session, replies, effects } = await withTimeout(
    parts.converse({
      citizenId: lane.citizenId,
      session: lane.session,
      incoming,
      now,
      fresh,
      tickets,
    }),
    parts.timeoutMs,
  )

  const outcome: TurnOutcome = {
    citizenId: lane.citizenId,
    fence: lane.fence,
    session,
    keys,
    blank: effects.some(({ type }) => type === 'blank-words'),
    reachable: reachableAfter(incoming, lane.reachable),
    hushed: incoming.some(
      (one) => one.kind === 'officer-spoke' || (one.kind === 'control' && !one.ours),
    ),
    replies: replies.map((reply, nth) => ({ key: `turn:${keys[0]}:${nth}`, reply })),
    unanswered: effects.flatMap((one) => (one.type === 'unanswered' ? [one.question] : [])),
    leaves: parts.room(),
  }
  const others = effects.filter(isOwn)
  const promised = await commit(outcome, others, parts, now)
  if (!JSON.stringify([session, effects]).includes(fresh.id)) parts.unused(fresh)
  // Undefined: our lease had ended and another process has answered.
  if (!promised) return
  if (others.length > 0) parts.ringOutbox()
  await parts.send(
    promised.flatMap((row, nth) => {
      const reply = replies[nth]
      return reply ? [{ ...row, citizenId: lane.citizenId, reply, heardAtMs: lane.heardAtMs }] : []
    }),
  )
}

/** A turn shares its commit with others of the moment; one that opens or changes tickets has its own transaction. */
function commit(outcome: TurnOutcome, effects: OwnEffect[], parts: LaneParts, now: Date) {
  if (effects.length === 0) return parts.lanes.commit(outcome)
  const { citizenId, keys } = outcome
  return parts.transaction(async (tx) => {
    const promised = await parts.lanes.commitIn(tx, outcome)
    if (promised)
      for (const effect of effects) await parts.apply(tx, effect, { citizenId, keys, now })
    return promised
  })
}

async function apologise(lane: Lane, parts: LaneParts): Promise<void> {
  const keys = lane.waiting.map(({ key }) => key)
  const promised = await parts.lanes.commit({
    ...unchanged(lane, keys),
    replies: [{ key: `turn:${keys[0]}:0`, reply: parts.apology }],
  })
  const { citizenId, heardAtMs } = lane
  await parts.send(
    (promised ?? []).map((row) => ({ ...row, citizenId, reply: parts.apology, heardAtMs })),
  )
}

const unchanged = (
  { citizenId, fence, session, reachable }: Lane,
  keys: string[],
): TurnOutcome => ({
  citizenId,
  fence,
  session,
  keys,
  blank: false,
  reachable,
  hushed: false,
  replies: [],
  unanswered: [],
  leaves: false,
})

/** The last follow or unfollow decides; any words mean that they are there. */
function reachableAfter(incoming: Incoming[], before: boolean): boolean {
  return incoming.reduce(
    (reachable, { kind }) =>
      kind === 'leave' || kind === 'withdraw'
        ? false
        : kind === 'message' || kind === 'start'
          ? true
          : reachable,
    before,
  )
}

function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`a turn took longer than ${timeoutMs} ms`)), timeoutMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
