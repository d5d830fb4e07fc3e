import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketFor, type Limit } from '../../adapters/pace.ts'
import { loadContent } from '../../content.ts'

const now = new Date('2026-11-23T02:00:00Z')
const line = (more: Partial<Limit>): Limit => ({
  channel: 'zalo',
  from: '2026-01-01',
  most: 100,
  perSeconds: 60,
  source: 'a package',
  checked: '2026-11-22',
  ...more,
})

test('no stretch as long as the limit’s holds more than the limit, however it is set', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 86_400 }),
      (most, perSeconds) => {
        const bucket = bucketFor([line({ most, perSeconds })], 'zalo', now)
        if (!bucket) throw new Error('no bucket')
        // A full bucket at the beginning, and one more for every step of the stretch.
        const inStretch = bucket.burst + Math.floor((perSeconds * 1000) / bucket.stepMs)
        expect(inStretch).toBeLessThanOrEqual(Math.max(1, most))
        expect(bucket.burst).toBeGreaterThanOrEqual(1)
      },
    ),
  )
})

test('the newest line that is in force counts, of its own channel', () => {
  const limits = [
    line({ from: '2026-06-01', most: 50 }),
    line({}),
    line({ from: '2027-01-01', most: 10 }),
    line({ channel: 'messenger', from: '2026-07-01', most: 7000 }),
  ]
  expect(bucketFor(limits, 'zalo', now)).toEqual({ burst: 5, stepMs: 60_000 / 40 })
  expect(bucketFor(limits, 'messenger', now)?.burst).toBe(700)
  expect(bucketFor(limits, 'web', now)).toBeUndefined()
  expect(bucketFor([line({ from: '2027-01-01' })], 'zalo', now)).toBeUndefined()
})

test('the bundled limits leave room for a busy office', () => {
  const { limits } = loadContent('content').messaging
  expect(bucketFor(limits, 'zalo', now)).toEqual({ burst: 400, stepMs: 18.75 })
  expect(bucketFor(limits, 'messenger', now)?.burst).toBe(30)
  expect(bucketFor(limits, 'zalo-bot', now)?.burst).toBe(2)
  for (const channel of ['web', 'console'] as const)
    expect(bucketFor(limits, channel, now)).toBeUndefined()
})
