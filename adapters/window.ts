import { z } from 'zod'
import { type ChannelName, channelNames, type Way } from './channel.ts'

/** One line of content/messaging.yaml: what a platform lets us say, since when, for how long, at what price. */
export const WindowRule = z.strictObject({
  channel: z.enum(channelNames),
  /** In force from this day; of rules for one way and price the newest that is in force counts. */
  from: z.iso.date(),
  /** After the citizen's last act; absent: always. */
  hours: z.number().positive().optional(),
  /** human-agent: for words that a person wrote. */
  way: z.enum(['reply', 'human-agent']).default('reply'),
  /** Of one message, in đồng. */
  price: z.number().int().min(0).default(0),
  source: z.string().min(1),
  checked: z.iso.date(),
})
export type WindowRule = z.infer<typeof WindowRule>

export interface Windows {
  rules: readonly WindowRule[]
  /** The province pays for messages after the free window. */
  mayCharge: boolean
  /** The Page has Messenger's "Human Agent" feature; without it the tag is refused. */
  humanAgent: boolean
}

export interface Moment {
  channel: ChannelName
  /** The citizen's last act that opens the platform's window; undefined when there was none. */
  lastHeardAt: Date | undefined
  now: Date
  /** Written by a person, not by the bot. */
  human: boolean
  /** False after an unfollow: nothing arrives until the citizen comes back. */
  reachable: boolean
}

/** May this be said now, by which way, at what price in đồng; and why. */
export type Plan =
  | { send: true; way: Way; price: number; reason: string; closesAt?: Date }
  /** It stays promised and goes out when the citizen writes again; meanwhile another way is needed. */
  | { send: false; reason: string }

const hourMs = 3_600_000
// A message waits in queues and travels; the platforms' clocks are not ours.
const marginMs = 5 * 60_000

/** Asked when something is promised, and again just before it is sent: queues delay. */
export function plan(moment: Moment, { rules, mayCharge, humanAgent }: Windows): Plan {
  const { channel, lastHeardAt, now, human, reachable } = moment
  if (!reachable) return { send: false, reason: `${channel}: the citizen has left` }

  const ours = rules.filter((rule) => rule.channel === channel && new Date(rule.from) <= now)
  if (lastHeardAt === undefined && ours.every(({ hours }) => hours !== undefined)) {
    return { send: false, reason: `${channel}: the citizen has never written` }
  }
  const ageMs = now.getTime() - (lastHeardAt?.getTime() ?? now.getTime())
  const open = newest(ours)
    .filter((rule) => ageMs <= lengthOf(rule))
    .filter(({ way }) => way === 'reply' || (human && humanAgent))
  const rule = open.find(({ price }) => price === 0) ?? open.find(() => mayCharge)
  if (rule === undefined) return { send: false, reason: closedReason(open, channel) }

  const closes = lastHeardAt && rule.hours !== undefined
  return {
    send: true,
    way: rule.way,
    price: rule.price,
    reason: reasonOf(rule),
    ...(closes && { closesAt: new Date(lastHeardAt.getTime() + lengthOf(rule)) }),
  }
}

/** Of rules for the same way, paid or free, the one dated last. */
function newest(ours: readonly WindowRule[]): WindowRule[] {
  const latest = new Map<string, WindowRule>()
  for (const rule of ours) {
    const kind = `${rule.way} ${rule.price > 0}`
    const other = latest.get(kind)
    if (!other || other.from < rule.from) latest.set(kind, rule)
  }
  return [...latest.values()]
}

const lengthOf = ({ hours = Number.POSITIVE_INFINITY }: WindowRule): number =>
  hours * hourMs - marginMs

function reasonOf({ channel, hours, way, price }: WindowRule): string {
  const what =
    way === 'human-agent'
      ? "an officer's words"
      : price > 0
        ? `from the package or for ${price} đồng`
        : 'free'
  return `${channel}: ${what} ${hours === undefined ? 'always' : `within ${hours} hours`}`
}

const closedReason = (open: readonly WindowRule[], channel: ChannelName): string =>
  open.length > 0 ? `${channel}: only paid messages are left` : `${channel}: the window has closed`
