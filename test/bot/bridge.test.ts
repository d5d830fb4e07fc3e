import { ActivityTypes, TestAdapter, type TurnContext } from 'botbuilder'
import { expect, test } from 'vitest'
import type { Incoming, Reply } from '../../adapters/channel.ts'
import { type Conversation, openBridge } from '../../bot/bridge.ts'
import { hidePersonalNumbers, personalNumbers } from '../../bot/personal-numbers.ts'

const now = new Date('2026-11-23T02:00:00Z')
const from = { channel: 'messenger', id: '7300000000000000001' } as const
const said = (text: string): Incoming => ({
  kind: 'message',
  key: `k:${text}`,
  from,
  at: now,
  text,
  attachments: [],
})

const conversation = (more: Partial<Conversation> = {}): Conversation => ({
  citizenId: 'messenger:7300000000000000001',
  session: { v: 1, count: 1 },
  incoming: [said('xin chào')],
  now,
  fresh: { id: 'd', code: 'PA-2026-000001', secret: 's' },
  tickets: [],
  ...more,
})

function bridge({
  silent,
  replies = [{ text: 'Chào Anh/Chị' }],
}: {
  silent?: Date
  replies?: Reply[]
} = {}) {
  const measured: string[] = []
  const opened = openBridge({
    turn: ({ session }) => ({
      // as: this test's own session.
      session: { v: 1, count: (session as { count: number }).count + 1 },
      replies,
      effects: [{ type: 'blank-words' }],
      verdict: 'answered',
    }),
    silentUntil: () => silent,
    typing: () => {},
    measured: ({ channel, verdict }) => measured.push(`${channel} ${verdict}`),
  })
  return { ...opened, measured }
}

test('the session goes in and comes back changed; replies and effects come with it', async () => {
  const { converse, measured } = bridge()
  expect(await converse(conversation())).toEqual({
    session: { v: 1, count: 2 },
    replies: [{ text: 'Chào Anh/Chị' }],
    effects: [{ type: 'blank-words' }],
  })
  expect(measured).toEqual(['messenger answered'])
})

const kinds: [string, Incoming][] = [
  ['a follow', { kind: 'start', key: 'k', from, at: now }],
  ['an unfollow', { kind: 'leave', key: 'k', from, at: now }],
  ['a pressed choice', { ...said('Có'), payload: 'yes' } as Incoming],
  ['an edit', { kind: 'edit', key: 'k', from, at: now, target: 'm', text: 'sửa' }],
]
for (const [name, event] of kinds) {
  test(`${name} takes a turn like words do`, async () => {
    const { replies } = await bridge().converse(conversation({ incoming: [event] }))
    expect(replies).toHaveLength(1)
  })
}

test('fifty citizens at once keep their sessions apart', async () => {
  const { converse } = bridge()
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      converse(conversation({ citizenId: `web:${n}`, session: { v: 1, count: n } })),
    ),
  )
  expect(answers.map(({ session }) => session)).toEqual(
    Array.from({ length: 50 }, (_, n) => ({ v: 1, count: n + 1 })),
  )
})

test('while a person speaks nothing automatic leaves; an officer’s own words do', async () => {
  const silent = new Date(now.getTime() + 60_000)
  expect((await bridge({ silent }).converse(conversation())).replies).toEqual([])
  const start = { citizenId: 'zalo:6', session: {}, now }
  expect(await bridge({ silent }).begin({ ...start, reply: { text: 'máy' } })).toEqual([])
  const human = { text: 'Cán bộ trả lời', human: true }
  expect(await bridge({ silent }).begin({ ...start, reply: human })).toEqual([human])
  expect(await bridge().begin({ ...start, reply: { text: 'máy' } })).toEqual([{ text: 'máy' }])
})

test('numbers that the citizen wrote do not stand in full in the answer; an office’s do', async () => {
  const { converse } = bridge({
    replies: [{ text: 'Số của Anh/Chị: 0912 345 678. Một cửa: 02293 871 234.' }],
  })
  const { replies } = await converse(conversation({ incoming: [said('gọi tôi 0912345678')] }))
  expect(replies[0]?.text).toBe('Số của Anh/Chị: xxxxxxx678. Một cửa: 02293 871 234.')
})

test('a turn that throws is the caller’s to hear of', async () => {
  const { converse } = openBridge({
    turn: () => {
      throw new Error('the flow broke')
    },
    silentUntil: () => undefined,
    typing: () => {},
    measured: () => {},
  })
  await expect(converse(conversation())).rejects.toThrow('the flow broke')
})

const numbers: [string, string[]][] = [
  ['sđt 0912 345 678 nhé', ['0912345678']],
  ['+84 912.345.678', ['84912345678']],
  ['cccd 037 099 001 234', ['037099001234']],
  ['cmnd 123456789', ['123456789']],
  ['năm 2026, 5 triệu, nhà 12', []],
  ['mã PA-2026-000123', []],
]
for (const [text, found] of numbers) {
  test(`numbers of a person in "${text}"`, () => expect(personalNumbers(text)).toEqual(found))
}
test('only given numbers are hidden', () => {
  expect(hidePersonalNumbers('0912345678 và 0987654321', ['0912345678'])).toBe(
    'xxxxxxx678 và 0987654321',
  )
})

test('botbuilder’s own test adapter runs what we build on', async () => {
  const adapter = new TestAdapter(async (context: TurnContext) => {
    if (context.activity.type === ActivityTypes.Message)
      await context.sendActivity(`nghe: ${context.activity.text}`)
  })
  await adapter.test('xin chào', 'nghe: xin chào').startTest()
})
