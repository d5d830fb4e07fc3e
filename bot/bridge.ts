import { AsyncLocalStorage } from 'node:async_hooks'
import {
  ActivityHandler,
  ConversationState,
  type Storage,
  type StoreItems,
  type TurnContext,
} from 'botbuilder'
import type { Citizen, Reply } from '../adapters/channel.ts'
import type { Effect } from '../flows/flow.ts'
import { LaneAdapter } from './bridge-adapter.ts'
import { hideNumbers, keepQuiet, type Measured, measure, showTyping } from './bridge-middleware.ts'
import {
  activityOf,
  type Conversation,
  fromReply,
  openRun,
  type Run,
  referenceOf,
} from './bridge-run.ts'

export type { Conversation }

export interface Answered {
  session: unknown
  replies: Reply[]
  effects: Effect[]
}

interface BridgeParts {
  turn(conversation: Conversation): Answered & { verdict: string; cannot?: string }
  /** Until when the bot is to be quiet because a person speaks; read from a session. */
  silentUntil(session: unknown): Date | undefined
  typing(citizen: Citizen): void
  measured(turn: Measured): void
}

export interface Bridge {
  converse(conversation: Conversation): Promise<Answered>
  /** A message that we start: an officer's answer, a reminder. Empty when the bot must be quiet. */
  begin(start: { citizenId: string; session: unknown; reply: Reply; now: Date }): Promise<Reply[]>
}

/** The only place where botbuilder is known: our turn inside its adapter, state, handler and middleware. */
export function openBridge(parts: BridgeParts): Bridge {
  const runs = new AsyncLocalStorage<Run>()
  const current = (): Run => {
    const run = runs.getStore()
    if (!run) throw new Error('botbuilder called back outside of a turn')
    return run
  }
  const state = new ConversationState(laneStorage(current))
  const handler = citizenHandler(state, parts, current)
  const adapter = new LaneAdapter(current, parts.typing)
  adapter
    .use(measure(parts.measured, current))
    .use(showTyping(current))
    .use(keepQuiet(parts.silentUntil, current))
    .use(hideNumbers(current))

  return {
    async converse(conversation) {
      const { citizenId, session, now } = conversation
      const run = openRun(citizenId, session, now, conversation)
      await runs.run(run, () =>
        adapter.take(activityOf(conversation), (context) => handler.run(context)),
      )
      return { session: run.session, replies: run.replies, effects: run.effects }
    },
    async begin({ citizenId, session, reply, now }) {
      const run = openRun(citizenId, session, now)
      const reference = referenceOf(run.citizen)
      await runs.run(run, () =>
        adapter.continueConversation(reference, async (context) => {
          await context.sendActivity(fromReply(reply))
        }),
      )
      return run.replies
    },
  }
}

/** Reads the session that the lane has loaded and hands changes back to it; it never asks the database. */
function laneStorage(current: () => Run): Storage {
  return {
    async read(keys) {
      const { session } = current()
      return Object.fromEntries(keys.map((key) => [key, { session }]))
    },
    async write(changes: StoreItems) {
      for (const { session } of Object.values(changes)) current().session = session
    },
    async delete() {
      current().session = null
    },
  }
}

/** Words, follows and everything else a citizen does end in the same pure turn. */
function citizenHandler(
  state: ConversationState,
  parts: BridgeParts,
  current: () => Run,
): ActivityHandler {
  const session = state.createProperty<unknown>('session')

  async function take(context: TurnContext, next: () => Promise<void>): Promise<void> {
    const run = current()
    if (!run.conversation) return next()
    const answered = parts.turn({ ...run.conversation, session: await session.get(context) })
    run.verdict = answered.verdict
    if (answered.cannot) run.cannot = answered.cannot
    run.effects = answered.effects
    await session.set(context, answered.session)
    // Handed back whether it has changed or not: finding that out costs botbuilder a hash, writing nothing.
    await state.saveChanges(context, true)
    await context.sendActivities(answered.replies.map(fromReply))
    return next()
  }

  return new ActivityHandler().onMessage(take).onConversationUpdate(take).onEvent(take)
}
