import { type Activity, ActivityTypes, type Middleware } from 'botbuilder'
import { fromReply, type Run, toReply } from './bridge-run.ts'
import { hidePersonalNumbers, personalNumbers } from './personal-numbers.ts'

/** Faster than this nobody sees the dots; they would only cost a call. */
const typingAfterMs = 300

/** One finished turn, for the metrics. */
export interface Measured {
  channel: string
  verdict: string
  cannot?: string
  seconds: number
}

export function measure(measured: (turn: Measured) => void, current: () => Run): Middleware {
  return {
    async onTurn(_context, next) {
      const begun = performance.now()
      await next()
      const { citizen, verdict, cannot } = current()
      const seconds = (performance.now() - begun) / 1000
      measured({ channel: citizen.channel, verdict, ...(cannot && { cannot }), seconds })
    },
  }
}

/** An answer that is not there at once shows that it is coming. */
export function showTyping(current: () => Run): Middleware {
  return {
    async onTurn(context, next) {
      if (!current().conversation) return next()
      const timer = setTimeout(() => {
        void context.sendActivity({ type: ActivityTypes.Typing }).catch(() => {})
      }, typingAfterMs)
      await next().finally(() => clearTimeout(timer))
    },
  }
}

/** The last guard of a hand-over: while a person speaks, nothing automatic leaves, whichever flow wrote it. */
export function keepQuiet(
  silentUntil: (session: unknown) => Date | undefined,
  current: () => Run,
): Middleware {
  return {
    async onTurn(context, next) {
      context.onSendActivities(async (_context, activities, send) => {
        const run = current()
        const until = silentUntil(run.session)
        if (!until || until <= run.now) return send()
        const human = activities.filter((activity) => toReply(activity).human)
        activities.splice(0, activities.length, ...human)
        return send()
      })
      await next()
    },
  }
}

/** Numbers that the citizen wrote and that name a person never stand in full in what we answer. */
export function hideNumbers(current: () => Run): Middleware {
  return {
    async onTurn(context, next) {
      const written = current().conversation?.incoming ?? []
      const numbers = personalNumbers(
        written.map((each) => (each.kind === 'message' ? each.text : '')).join('\n'),
      )
      if (numbers.length > 0) {
        context.onSendActivities(async (_context, activities, send) => {
          for (const activity of activities.filter(isMessage)) {
            const reply = toReply(activity)
            Object.assign(
              activity,
              fromReply({ ...reply, text: hidePersonalNumbers(reply.text, numbers) }),
            )
          }
          return send()
        })
      }
      await next()
    },
  }
}

const isMessage = ({ type }: Partial<Activity>) => type === ActivityTypes.Message
