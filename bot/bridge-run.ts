import { type Activity, ActivityTypes, type ConversationReference, TurnContext } from 'botbuilder'
import { type Citizen, citizenOf, type Incoming, type Reply } from '../adapters/channel.ts'
import type { Draft, TicketView } from '../desk/ticket.ts'
import type { Effect } from '../flows/flow.ts'

/** What a turn is taken on: one citizen's burst, with everything that it may need to know. */
export interface Conversation {
  citizenId: string
  session: unknown
  incoming: Incoming[]
  now: Date
  fresh: Draft
  tickets: TicketView[]
}

/** What one run of the middleware works on; botbuilder's own objects carry no place for it. */
export interface Run {
  citizen: Citizen
  session: unknown
  conversation?: Conversation
  replies: Reply[]
  effects: Effect[]
  verdict: string
  /** Why something could not be done, if so. */
  cannot?: string
  now: Date
}

export function openRun(
  citizenId: string,
  session: unknown,
  now: Date,
  conversation?: Conversation,
): Run {
  const run: Run = {
    citizen: citizenOf(citizenId),
    session,
    replies: [],
    effects: [],
    verdict: 'none',
    now,
  }
  return conversation ? { ...run, conversation } : run
}

/** The normalised burst as botbuilder sees it: words, a follow, or anything else as an event. */
export function activityOf({ citizenId, incoming, now }: Conversation): Partial<Activity> {
  const reference = referenceOf(citizenOf(citizenId))
  const message = incoming.findLast(({ kind }) => kind === 'message')
  const activity: Partial<Activity> =
    message?.kind === 'message'
      ? { type: ActivityTypes.Message, text: message.text, value: message.payload }
      : incoming.some(({ kind }) => kind === 'start')
        ? { type: ActivityTypes.ConversationUpdate, membersAdded: [] }
        : { type: ActivityTypes.Event, name: incoming.at(-1)?.kind ?? 'none' }
  return TurnContext.applyConversationReference(
    { ...activity, id: incoming.at(-1)?.key ?? '', timestamp: now, channelData: incoming },
    reference,
    true,
  )
}

export function referenceOf({ channel, id }: Citizen): Partial<ConversationReference> {
  return {
    channelId: channel,
    serviceUrl: '',
    // as: botbuilder asks for fields of hosted channels (names, tenants) that ours do not have.
    conversation: { id } as ConversationReference['conversation'],
    user: { id, name: '' },
    bot: { id: 'cau-noi', name: 'Cầu Nối' },
  }
}

export const fromReply = (reply: Reply): Partial<Activity> => ({
  type: ActivityTypes.Message,
  text: reply.text,
  channelData: reply,
})

/** as: every message activity of ours was made by fromReply. */
export const toReply = ({ channelData, text }: Partial<Activity>): Reply =>
  (channelData as Reply | undefined) ?? { text: text ?? '' }
