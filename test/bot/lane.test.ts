import { expect, test } from 'vitest'
import { type LaneParts, runLane } from '../../bot/lane.ts'
import type { Lane, TurnOutcome } from '../../store/lanes.ts'

const now = new Date('2026-11-23T02:00:00Z')
const event = (key: string, more: object = {}) => ({
  key,
  attempts: 0,
  body: {
    kind: 'message',
    key,
    from: { channel: 'web', id: '1' },
    at: now.toISOString(),
    text: 'xin chào',
    attachments: [],
    ...more,
  },
})
const lane = (more: Partial<Lane> = {}): Lane => ({
  citizenId: 'web:1',
  fence: 3,
  session: { v: 1 },
  heardAtMs: now.getTime(),
  reachable: true,
  hasTickets: false,
  waiting: [event('a')],
  ...more,
})

async function run(over: Lane, more: Partial<LaneParts> = {}) {
  const committed: TurnOutcome[] = []
  const sent: number[] = []
  const released: number[] = []
  const applied: string[] = []
  const faults: boolean[] = []
  const unused: string[] = []
  await runLane(over, {
    lanes: {
      async commit(outcome) {
        committed.push(outcome)
        return outcome.replies.map((_, n) => ({ id: n + 10, begun: outcome.leaves }))
      },
      async commitIn(_tx, outcome) {
        committed.push(outcome)
        return outcome.replies.map((_, n) => ({ id: n + 20, begun: outcome.leaves }))
      },
      release: async (_lane, retryMs) => void released.push(retryMs),
    },
    // as: the effects of this test do not touch the database.
    transaction: (work) => work({} as Parameters<typeof work>[0]),
    converse: async ({ session }) => ({ session, replies: [{ text: 'chào' }], effects: [] }),
    tickets: async () => [],
    fresh: async () => ({ id: 'd', code: 'PA-2026-000001', secret: 's' }),
    unused: ({ id }) => void unused.push(id),
    apply: async (_tx, { type }) => void applied.push(type),
    send: async (replies) => void sent.push(...replies.map(({ id }) => id)),
    room: () => true,
    ringOutbox: () => applied.push('ring'),
    apology: { text: 'xin lỗi' },
    failed: (_error, { givenUp }) => faults.push(givenUp),
    now: () => now,
    timeoutMs: 50,
    ...more,
  })
  return { committed, sent, released, applied, faults, unused }
}

test('a turn is committed with its replies, which are sent after it', async () => {
  const { committed, sent } = await run(lane({ waiting: [event('a'), event('b')] }))
  expect(committed).toMatchObject([
    {
      citizenId: 'web:1',
      fence: 3,
      keys: ['a', 'b'],
      blank: false,
      replies: [{ key: 'turn:a:0', reply: { text: 'chào' } }],
    },
  ])
  expect(sent).toEqual([10])
})

test('the first reply is noted as leaving with its turn, unless the sender is busy', async () => {
  expect((await run(lane())).committed).toMatchObject([{ leaves: true }])
  const busy = await run(lane(), { room: () => false })
  expect(busy.committed).toMatchObject([{ leaves: false }])
})

test('what a turn drew and did not use is for another turn', async () => {
  expect((await run(lane())).unused).toEqual(['d'])
  const begun = await run(lane(), {
    converse: async ({ fresh }) => ({ session: { draft: fresh }, replies: [], effects: [] }),
  })
  expect(begun.unused).toEqual([])
})

test('a question without an answer is noted with its turn, and needs no transaction of its own', async () => {
  const { committed, applied, sent } = await run(lane(), {
    converse: async () => ({
      session: {},
      replies: [{ text: 'chưa rõ' }],
      effects: [{ type: 'unanswered', question: 'con mèo' }],
    }),
  })
  expect(committed).toMatchObject([{ unanswered: ['con mèo'] }])
  expect([applied, sent]).toEqual([[], [10]])
})

test('effects are carried out in the turn’s own transaction', async () => {
  const { committed, applied, sent } = await run(lane(), {
    converse: async () => ({
      session: {},
      replies: [{ text: 'xóa' }],
      effects: [{ type: 'blank-words' }, { type: 'erase-citizen' }],
    }),
  })
  expect(committed).toMatchObject([{ blank: true }])
  expect(applied).toEqual(['erase-citizen', 'ring'])
  expect(sent).toEqual([20])
})

test('a lease that was lost sends nothing', async () => {
  const { sent } = await run(lane(), {
    lanes: {
      commit: async () => undefined,
      commitIn: async () => undefined,
      release: async () => {},
    },
  })
  expect(sent).toEqual([])
})

const breaking: [string, LaneParts['converse']][] = [
  ['throws', async () => Promise.reject(new Error('broken'))],
  ['hangs', () => new Promise(() => {})],
]
for (const [name, converse] of breaking) {
  test(`a turn that ${name} frees its citizen and is tried again`, async () => {
    const { released, faults, committed } = await run(lane(), { converse })
    expect([released, faults, committed]).toEqual([[1_000], [false], []])
  })

  test(`a turn that ${name} for the third time ends with an apology`, async () => {
    const { committed, sent, faults } = await run(
      lane({ waiting: [{ ...event('a'), attempts: 2 }] }),
      { converse },
    )
    expect(committed).toMatchObject([
      { session: { v: 1 }, keys: ['a'], replies: [{ reply: { text: 'xin lỗi' } }] },
    ])
    expect([sent, faults]).toEqual([[10], [true]])
  })
}

test('an unfollow makes unreachable, the next words reachable again', async () => {
  const left = await run(lane({ waiting: [event('a', { kind: 'leave' })] }))
  expect(left.committed).toMatchObject([{ reachable: false }])
  const back = await run(lane({ reachable: false }))
  expect(back.committed).toMatchObject([{ reachable: true }])
})

test('an event that an older version of us wrote badly does not stop the others for ever', async () => {
  const spoilt = { key: 'x', attempts: 2, body: { nonsense: true } }
  const { committed } = await run(lane({ waiting: [spoilt] }))
  expect(committed).toMatchObject([{ keys: ['x'], replies: [{ reply: { text: 'xin lỗi' } }] }])
})

test.each([
  ['an officer’s words', { kind: 'officer-spoke' }, true],
  ['another application that takes the thread', { kind: 'control', ours: false }, true],
  ['the thread given back', { kind: 'control', ours: true }, false],
  ['a message', {}, false],
])('%s: hushed is what waits to be sent (%#)', async (_what, more, hushed) => {
  const { committed } = await run(lane({ waiting: [event('a', more)] }))
  expect(committed).toMatchObject([{ hushed }])
})
