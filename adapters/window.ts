import type { ChannelName, Way } from './channel.ts'

export interface Moment {
  channel: ChannelName
  /** The citizen's last act that opens the platform's window; undefined when there was none. */
  lastHeardAt: Date | undefined
  now: Date
  /** Written by a person, not by the bot. */
  human: boolean
  /** False after an unfollow: nothing arrives until the citizen comes back. */
  reachable: boolean
  /** The Page has Messenger's "Human Agent" feature; without it the tag is refused. */
  humanAgent?: boolean
  /** The province pays for messages after the free window. */
  mayCharge?: boolean
}

/** May this be said now, by which way, at what price; and why. */
export type Plan =
  | { send: true; way: Way; charged: boolean; reason: string; closesAt?: Date }
  /** It stays promised and goes out when the citizen writes again; meanwhile another way is needed. */
  | { send: false; reason: string }

interface Rule {
  channel: ChannelName
  /** In force from this day; the newest rule of a channel and reach that is in force counts. */
  from: string
  /** How long after the citizen's last act. */
  withinMs: number
  way: Way
  charged: boolean
  only?: 'human'
  reason: string
  source: string
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
// A message waits in queues and travels; the platforms' clocks are not ours.
const marginMs = 5 * minuteMs
const always = Number.POSITIVE_INFINITY

/** Cheapest first. The platforms change these: add a dated line, do not edit one. */
const rules: Rule[] = [
  {
    channel: 'zalo',
    from: '2026-01-01',
    withinMs: 48 * hourMs,
    way: 'reply',
    charged: false,
    reason: 'zalo: free within 48 hours',
    source: 'Zalo OA documentation on tin Tư vấn: free and unlimited since 1 January 2026',
  },
  {
    channel: 'zalo',
    from: '2026-01-01',
    withinMs: 7 * dayMs,
    way: 'reply',
    charged: true,
    reason: 'zalo: from the package or billed within 7 days',
    source: 'Zalo OA documentation: later than 7 days is refused with -230',
  },
  {
    channel: 'messenger',
    from: '2020-03-04',
    withinMs: dayMs,
    way: 'reply',
    charged: false,
    reason: 'messenger: free within 24 hours',
    source: 'Messenger Platform policy: standard messaging window',
  },
  {
    channel: 'messenger',
    from: '2020-03-04',
    withinMs: 7 * dayMs,
    way: 'human-agent',
    charged: false,
    only: 'human',
    reason: "messenger: an officer's words within 7 days",
    source: 'Messenger Platform policy: HUMAN_AGENT, the one tag left since 27 April 2026',
  },
  // The Bot Platform publishes no window; these two are our own pages.
  ...(['zalo-bot', 'web', 'console'] as const).map(
    (channel): Rule => ({
      channel,
      from: '2020-01-01',
      withinMs: always,
      way: 'reply',
      charged: false,
      reason: `${channel}: always`,
      source: 'no window is published',
    }),
  ),
]

/** Asked when something is promised, and again just before it is sent: queues delay. */
export function plan(moment: Moment): Plan {
  const { channel, lastHeardAt, now, human, reachable, humanAgent, mayCharge = true } = moment
  if (!reachable) return { send: false, reason: `${channel}: the citizen has left` }

  const ours = rules.filter((rule) => rule.channel === channel && new Date(rule.from) <= now)
  if (lastHeardAt === undefined && ours.every(({ withinMs }) => withinMs !== always)) {
    return { send: false, reason: `${channel}: the citizen has never written` }
  }
  const ageMs = now.getTime() - (lastHeardAt?.getTime() ?? now.getTime())
  const open = newest(ours).filter(
    ({ withinMs, only }) =>
      ageMs <= withinMs - marginMs && (only === undefined || (human && humanAgent === true)),
  )
  const rule = open.find(({ charged }) => !charged) ?? open.find(() => mayCharge)
  if (rule === undefined) return { send: false, reason: closedReason(open, channel) }

  const { withinMs, way, charged, reason } = rule
  const closes = lastHeardAt && withinMs !== always
  return {
    send: true,
    way,
    charged,
    reason,
    ...(closes && { closesAt: new Date(lastHeardAt.getTime() + withinMs - marginMs) }),
  }
}

/** Of rules for the same way and price, the one dated last. */
function newest(ours: Rule[]): Rule[] {
  const latest = new Map<string, Rule>()
  for (const rule of ours) {
    const kind = `${rule.way} ${rule.charged} ${rule.only ?? ''}`
    const other = latest.get(kind)
    if (!other || other.from < rule.from) latest.set(kind, rule)
  }
  return [...latest.values()]
}

const closedReason = (open: Rule[], channel: ChannelName): string =>
  open.length > 0 ? `${channel}: only paid messages are left` : `${channel}: the window has closed`
