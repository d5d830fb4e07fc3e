import { expect, test } from 'vitest'
import type { ChannelEvent } from '../../adapters/channel.ts'
import { openIntake } from '../../bot/intake.ts'
import type { Kept } from '../../store/lanes.ts'

const at = new Date('2026-11-23T02:00:00Z')
const from = { channel: 'zalo', id: '6200000000000000003' } as const

async function keep(event: ChannelEvent, { known = false } = {}) {
  const kept: Kept[] = []
  const heard: string[] = []
  const intake = openIntake({
    lanes: {
      async keep(each) {
        kept.push(each)
        return !known
      },
    },
    echoed: async ({ metadata }) => void heard.push(`echo ${metadata}`),
    alarm: async ({ reason }) => void heard.push(`alarm ${reason}`),
    ring: () => heard.push('ring'),
    quietMs: () => 900,
  })
  await intake.keep([event])
  return { kept, heard }
}

const words: ChannelEvent = { kind: 'message', key: 'k', from, at, text: 'a', attachments: [] }
const rows: [string, ChannelEvent, { waitMs: number; spoke: boolean }][] = [
  ['words wait for more of the moment', words, { waitMs: 900, spoke: true }],
  ['a pressed button does not wait', { ...words, payload: 'yes' }, { waitMs: 0, spoke: true }],
  ['a follow does not wait', { kind: 'start', key: 'k', from, at }, { waitMs: 0, spoke: true }],
  [
    'an officer is not the citizen',
    { kind: 'officer-spoke', key: 'k', from, at },
    { waitMs: 0, spoke: false },
  ],
]
for (const [name, event, kept] of rows) {
  test(name, async () => {
    expect((await keep(event)).kept).toMatchObject([
      { key: 'zalo:k', citizenId: 'zalo:6200000000000000003', ...kept },
    ])
  })
}

test('only what is new rings', async () => {
  expect((await keep(words)).heard).toEqual(['ring'])
  expect((await keep(words, { known: true })).heard).toEqual([])
})

test('our own echo settles a send, an alarm calls a person; neither takes a turn', async () => {
  expect(await keep({ kind: 'echo', key: 'k', from, at, metadata: 'out-7' })).toEqual({
    kept: [],
    heard: ['echo out-7'],
  })
  const alarm = {
    kind: 'alarm',
    key: 'k',
    channel: 'zalo',
    at,
    reason: 'permission revoked',
  } as const
  expect(await keep(alarm)).toEqual({ kept: [], heard: ['alarm permission revoked'] })
})
