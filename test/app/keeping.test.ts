import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChannelEvent } from '../../adapters/channel.ts'
import { type Keeping, openKeeping } from '../../app/keeping.ts'
import { eventually } from '../support/product.ts'

let dataDir: string
let keeping: Keeping
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'cau-noi-keeping-'))
})
afterEach(async () => {
  await keeping.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const event = (n: number): ChannelEvent => ({
  kind: 'message',
  key: `k${n}`,
  from: { channel: 'zalo', id: '6' },
  at: new Date(n),
  text: 'chữ có dấu',
  attachments: [],
})

function keepingOver(store: { away: boolean | 'silent' }) {
  const kept: ChannelEvent[] = []
  let spooled = 0
  keeping = openKeeping({
    dataDir,
    intake: {
      async keep(events) {
        if (store.away === 'silent') await new Promise(() => {})
        if (store.away) throw new Error('the store is away')
        kept.push(...events)
      },
    },
    spooled: () => {
      spooled += 1
    },
    failed: () => {},
  })
  return { kept, spooled: () => spooled }
}

test('what comes while the store is away is kept on disk and replayed in order', async () => {
  const store = { away: false }
  const { kept, spooled } = keepingOver(store)
  await eventually('the first look', async () => {
    await keeping.keep([event(1)])
    return kept.length > 0
  })
  store.away = true
  for (const n of [2, 3, 4]) await keeping.keep([event(n)])
  expect(spooled()).toBeGreaterThanOrEqual(3)
  store.away = false
  await eventually('the replay', () => kept.some(({ key }) => key === 'k4'))
  const order = [...new Set(kept.map(({ key }) => key))]
  expect(order).toEqual(['k1', 'k2', 'k3', 'k4'])
  expect(kept.at(-1)).toEqual(event(4))
})

test('a store that does not answer counts as away before the platform loses its patience', async () => {
  const store: { away: boolean | 'silent' } = { away: false }
  const { kept, spooled } = keepingOver(store)
  await eventually('the first look', async () => {
    await keeping.keep([event(1)])
    return kept.length > 0
  })
  store.away = 'silent'
  await keeping.keep([event(2)])
  expect(spooled()).toBeGreaterThanOrEqual(1)
  store.away = false
})
