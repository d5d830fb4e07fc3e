import { describe, expect, test } from 'vitest'
import type { ChannelName } from '../../adapters/channel.ts'
import { type Moment, plan, type Windows } from '../../adapters/window.ts'
import { bundledWindows } from '../support/bundled-windows.ts'

const now = new Date('2026-11-22T09:00:00+07:00')
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

type Asked = Moment & Partial<Windows>

const moment = (
  channel: ChannelName,
  ageMs: number | undefined,
  more: Partial<Asked> = {},
): Asked => ({
  channel,
  lastHeardAt: ageMs === undefined ? undefined : new Date(now.getTime() - ageMs),
  now,
  human: false,
  reachable: true,
  ...more,
})

const planOf = (asked: Asked) => plan(asked, { ...bundledWindows(), humanAgent: false, ...asked })

const officer = { human: true, humanAgent: true }
const wait = 'wait'
const free = 'free'
const charged = 'charged'
const humanAgent = 'human-agent'

/** The plan in a word. */
function inShort(asked: Asked): string {
  const planned = planOf(asked)
  if (!planned.send) return wait
  if (planned.way === 'human-agent') return humanAgent
  return planned.price > 0 ? charged : free
}

const ages: Record<string, number | undefined> = {
  never: undefined,
  now: 0,
  'a clock ahead of ours': -minute,
  '1 hour': hour,
  '23:54': day - 6 * minute,
  '23:56': day - 4 * minute,
  '24:01': day + minute,
  '47:54': 2 * day - 6 * minute,
  '47:56': 2 * day - 4 * minute,
  '49 hours': 49 * hour,
  '6 days': 6 * day,
  '6 days 23:54': 7 * day - 6 * minute,
  '6 days 23:56': 7 * day - 4 * minute,
  '8 days': 8 * day,
  '100 days': 100 * day,
}

const tables: { name: string; moment: (ageMs: number | undefined) => Asked; plans: string[] }[] = [
  {
    name: 'zalo',
    moment: (age) => moment('zalo', age),
    plans: [
      wait,
      free,
      free,
      free,
      free,
      free,
      free,
      free,
      charged,
      charged,
      charged,
      charged,
      wait,
      wait,
      wait,
    ],
  },
  {
    name: 'zalo without a budget',
    moment: (age) => moment('zalo', age, { mayCharge: false }),
    plans: [
      wait,
      free,
      free,
      free,
      free,
      free,
      free,
      free,
      wait,
      wait,
      wait,
      wait,
      wait,
      wait,
      wait,
    ],
  },
  {
    name: 'messenger, the bot',
    moment: (age) => moment('messenger', age, { humanAgent: true }),
    plans: [
      wait,
      free,
      free,
      free,
      free,
      wait,
      wait,
      wait,
      wait,
      wait,
      wait,
      wait,
      wait,
      wait,
      wait,
    ],
  },
  {
    name: 'messenger, an officer',
    moment: (age) => moment('messenger', age, officer),
    plans: [wait, free, free, free, free, ...Array(7).fill(humanAgent), wait, wait, wait],
  },
  {
    name: 'messenger, an officer of a Page without the feature',
    moment: (age) => moment('messenger', age, { human: true }),
    plans: [
      wait,
      free,
      free,
      free,
      free,
      wait,
      wait,
      wait,
      wait,
      wait,
      wait,
      wait,
      wait,
      wait,
      wait,
    ],
  },
  {
    name: 'zalo, after an unfollow',
    moment: (age) => moment('zalo', age, { reachable: false }),
    plans: Array(15).fill(wait),
  },
  ...(['zalo-bot', 'web', 'console'] as const).map((channel) => ({
    name: channel,
    moment: (age: number | undefined) => moment(channel, age),
    plans: Array(15).fill(free),
  })),
]

for (const { name, moment: at, plans } of tables) {
  describe(`the window of ${name}`, () => {
    Object.entries(ages).forEach(([age, ms], index) => {
      test(`last heard ${age}: ${plans[index]}`, () => {
        expect(inShort(at(ms))).toBe(plans[index])
      })
    })
  })
}

describe('a plan says', () => {
  test('when its window closes, so that a waiting answer can go first', () => {
    expect(planOf(moment('messenger', hour))).toMatchObject({
      send: true,
      closesAt: new Date(now.getTime() + 23 * hour - 5 * minute),
    })
    expect(planOf(moment('web', hour))).not.toHaveProperty('closesAt')
  })

  test.each([
    [moment('zalo', undefined), 'zalo: the citizen has never written'],
    [moment('zalo', hour, { reachable: false }), 'zalo: the citizen has left'],
    [moment('zalo', 8 * day), 'zalo: the window has closed'],
    [moment('zalo', 3 * day, { mayCharge: false }), 'zalo: only paid messages are left'],
    [moment('zalo', hour), 'zalo: free within 48 hours'],
    [moment('zalo', 3 * day), 'zalo: from the package or for 55 đồng within 168 hours'],
    [moment('web', 3 * day), 'web: free always'],
    [moment('messenger', 3 * day, officer), "messenger: an officer's words within 168 hours"],
  ])('why (%#)', (asked, reason) => expect(planOf(asked).reason).toBe(reason))

  test('nothing by a rule that is not yet in force', () => {
    const before = new Date('2025-12-01T00:00:00Z')
    expect(planOf({ ...moment('zalo', 0), now: before, lastHeardAt: before }).send).toBe(false)
  })

  test('what it costs', () => {
    expect(planOf(moment('zalo', 3 * day))).toMatchObject({ send: true, price: 55 })
    expect(planOf(moment('zalo', hour))).toMatchObject({ send: true, price: 0 })
  })

  test('the newer rule from its day on, whatever their order in the file', () => {
    const bundled = bundledWindows()
    const stricter = {
      channel: 'messenger',
      from: '2026-11-22',
      hours: 12,
      way: 'reply',
      price: 0,
      source: 'an announcement',
      checked: '2026-11-20',
    } as const
    for (const rules of [
      [...bundled.rules, stricter],
      [stricter, ...bundled.rules],
    ]) {
      const asked = moment('messenger', 20 * hour, { rules })
      expect(planOf(asked).send).toBe(false)
      const dayBefore = new Date(now.getTime() - day)
      const lastHeardAt = new Date(dayBefore.getTime() - 20 * hour)
      expect(planOf({ ...asked, now: dayBefore, lastHeardAt }).send).toBe(true)
    }
  })
})
