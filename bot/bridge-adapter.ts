import {
  type Activity,
  ActivityTypes,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder'
import type { Citizen } from '../adapters/channel.ts'
import { type Run, toReply } from './bridge-run.ts'

/** Collects what is said; the lane stores it with the session and sends it after the commit. */
export class LaneAdapter extends BotAdapter {
  readonly #current: () => Run
  readonly #typing: (citizen: Citizen) => void

  constructor(current: () => Run, typing: (citizen: Citizen) => void) {
    super()
    this.#current = current
    this.#typing = typing
    this.onTurnError = async (_context, error) => {
      throw error
    }
  }

  take(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    return this.runMiddleware(new TurnContext(this, activity), logic)
  }

  override async sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const { citizen, replies } = this.#current()
    for (const activity of activities) {
      if (activity.type === ActivityTypes.Typing) this.#typing(citizen)
      else replies.push(toReply(activity))
    }
    return activities.map(() => ({ id: '' }))
  }

  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const event = { type: ActivityTypes.Event, name: 'ContinueConversation' }
    await this.take(TurnContext.applyConversationReference(event, reference, true), logic)
  }

  override async updateActivity(): Promise<void> {
    throw new Error('what was said to a citizen is not changed')
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('what was said to a citizen is not taken back')
  }
}
