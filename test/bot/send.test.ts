import { expect, test } from 'vitest'
import type { Channel, Part, SendResult } from '../../adapters/channel.ts'
import { plan } from '../../adapters/window.ts'
import { sendReply } from '../../bot/send.ts'
import type { Claimed, Ended } from '../../store/sending.ts'
import { bundledWindows } from '../support/bundled-windows.ts'

const now = new Date('2026-11-23T02:00:00Z')
const claimed = (more: Partial<Claimed> = {}): Claimed => ({
  id: 7,
  citizenId: 'messenger:24',
  reply: { text: 'Xin chào' },
  parts: 0,
  attempts: 0,
  bulk: false,
  heardAtMs: now.getTime() - 60_000,
  reachable: true,
  ...more,
})

async function send(
  row: Claimed,
  answers: SendResult[],
  { begins = true, on = true, waits = [] as number[] } = {},
) {
  const parts: Part[] = []
  const ended: Ended[] = []
  const alarms: string[] = []
  const steps: string[] = []
  const asked: string[] = []
  const held: string[] = []
  const channel: Channel = {
    name: 'messenger',
    can: {
      textLimit: 100,
      choices: { max: 3, labelLimit: 20 },
      links: { max: 0, labelLimit: 0 },
      shared: false,
      pictures: false,
    },
    receive: () => [],
    async send(_to, part, { leaving }) {
      leaving?.()
      parts.push(part)
      return answers[parts.length - 1] ?? { ok: true, messageId: `m${parts.length}` }
    },
  }
  const goOn = await sendReply(row, {
    sending: {
      begin: async () => begins,
      yield: async () => void steps.push('yield'),
      end: async (end) => void ended.push(end),
    },
    departures: {
      note: (id) => steps.push(`note ${id}`),
      settled: (id) => steps.push(`settled ${id}`),
    },
    channel: () => (on ? channel : undefined),
    plan: (moment) => plan(moment, bundledWindows()),
    pace: {
      take: async (account, bulk) => {
        asked.push(`${account} ${bulk}`)
        return waits.shift() ?? 0
      },
      hold: async (account, forMs) => void held.push(`${account} ${forMs}`),
    },
    alarm: (key) => alarms.push(key),
    sent: () => {},
    now: () => now,
  })
  return { goOn, parts, ended: ended[0], alarms, steps, asked, held }
}

test('a reply goes out and is marked with the platform’s id', async () => {
  const { goOn, ended, steps } = await send(claimed(), [])
  expect(goOn).toBe(true)
  expect(ended).toEqual({ id: 7, state: 'done', parts: 1, messageIds: ['m1'] })
  expect(steps).toEqual(['note 7', 'settled 7'])
})

test('of a long reply only what was not taken yet is sent again', async () => {
  const text = Array.from(
    { length: 5 },
    (_, n) => `Câu số ${n} của một câu trả lời dài cho Anh/Chị xem.`,
  ).join('\n\n')
  const first = await send(claimed({ reply: { text } }), [
    { ok: true, messageId: 'm1' },
    { ok: false, verdict: 'retry', code: '1200' },
  ])
  expect(first.ended).toMatchObject({
    state: 'waiting',
    parts: 1,
    messageIds: ['m1'],
    error: 'retry 1200',
  })
  expect(first.goOn).toBe(false)
  const second = await send(claimed({ reply: { text }, parts: 1 }), [])
  expect(second.parts[0]?.text).toBe(first.parts[1]?.text)
})

const verdicts: [SendResult & { ok: false }, Partial<Ended>, string[]][] = [
  [{ ok: false, verdict: 'retry', code: '2' }, { state: 'waiting', afterMs: 1_000 }, []],
  [
    { ok: false, verdict: 'too-fast', code: '613', retryAfterMs: 9_000 },
    { state: 'waiting', afterMs: 9_000 },
    [],
  ],
  [{ ok: false, verdict: 're-plan', code: '10/2018278' }, { state: 'parked' }, []],
  [{ ok: false, verdict: 'never', code: '551' }, { state: 'failed' }, []],
  [
    { ok: false, verdict: 'unknown', code: 'timeout' },
    { state: 'doubtful' },
    ['send-doubtful:messenger'],
  ],
  [
    { ok: false, verdict: 'wake', code: '190' },
    { state: 'waiting' },
    ['channel-broken:messenger:190'],
  ],
]
for (const [answer, ended, alarms] of verdicts) {
  test(`the platform says ${answer.verdict}`, async () => {
    const outcome = await send(claimed(), [answer])
    expect(outcome.ended).toMatchObject(ended)
    expect(outcome.alarms).toEqual(alarms)
  })
}

test('a passing fault that does not pass is given up, and somebody hears of it', async () => {
  const { ended, alarms } = await send(claimed({ attempts: 9 }), [
    { ok: false, verdict: 'retry', code: '2' },
  ])
  expect(ended?.state).toBe('failed')
  expect(alarms).toEqual(['send-given-up:messenger'])
})

test('outside the window nothing leaves: it waits until the citizen writes', async () => {
  const { ended, parts } = await send(claimed({ heardAtMs: now.getTime() - 30 * 3_600_000 }), [])
  expect(ended?.state).toBe('parked')
  expect(parts).toEqual([])
})

test('a row that may not go yet is let go of', async () => {
  const { goOn, ended, steps } = await send(claimed(), [], { begins: false })
  expect([goOn, ended, steps]).toEqual([false, undefined, ['yield']])
})

test('a channel that is switched off keeps its replies, and somebody hears of it', async () => {
  const { ended, alarms } = await send(claimed(), [], { on: false })
  expect(ended).toMatchObject({ state: 'waiting', error: 'channel off' })
  expect(alarms).toEqual(['channel-off:messenger'])
})

const long = Array.from(
  { length: 5 },
  (_, n) => `Câu số ${n} của một câu trả lời dài cho Anh/Chị xem.`,
).join('\n\n')

test('every part takes one place of the account’s allowance, a message that we start from its half', async () => {
  const { parts, asked } = await send(claimed({ reply: { text: long }, bulk: true }), [])
  expect(parts.length).toBeGreaterThan(1)
  expect(asked).toEqual(parts.map(() => 'messenger true'))
})

test('a short wait for a place is waited out', async () => {
  const { ended, asked } = await send(claimed(), [], { waits: [1, 1] })
  expect(asked).toHaveLength(3)
  expect(ended).toMatchObject({ state: 'done' })
})

test('a long wait for a place gives the reply back, unsent and unmarked', async () => {
  const { goOn, ended, parts } = await send(claimed(), [], { waits: [60_000] })
  expect([goOn, parts]).toEqual([false, []])
  expect(ended).toMatchObject({ state: 'waiting', afterMs: 60_000, parts: 0 })
})

test('a long wait between two parts keeps what was taken', async () => {
  const { ended, parts } = await send(claimed({ reply: { text: long } }), [], {
    waits: [0, 60_000],
  })
  expect(parts).toHaveLength(1)
  expect(ended).toMatchObject({ state: 'waiting', parts: 1, messageIds: ['m1'] })
})

test('a platform’s "too fast" holds all processes', async () => {
  const tooFast = { ok: false, verdict: 'too-fast', code: '613' } as const
  expect((await send(claimed(), [{ ...tooFast, retryAfterMs: 9_000 }])).held).toEqual([
    'messenger 9000',
  ])
  expect((await send(claimed(), [tooFast])).held).toEqual(['messenger 60000'])
})
