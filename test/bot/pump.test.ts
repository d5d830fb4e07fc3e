import { expect, test } from 'vitest'
import { openPump } from '../../bot/pump.ts'

const settled = () => new Promise((done) => setTimeout(done, 30))

function pumpOver(queue: number[], { atOnce = 4, sweepMs = 60_000 } = {}) {
  const started: number[] = []
  const finish = new Map<number, () => void>()
  const faults: unknown[] = []
  let broken = false
  const pump = openPump<number>({
    async claim(most) {
      if (broken) throw new Error('the store is away')
      return queue.splice(0, most)
    },
    run: (item) =>
      new Promise((done) => {
        started.push(item)
        finish.set(item, done)
      }),
    nextInMs: async () => undefined,
    atOnce,
    sweepMs,
    failed: (error) => faults.push(error),
  })
  return { pump, started, finish, faults, break: (on: boolean) => (broken = on) }
}

test('takes what is there at its start and what comes with a ring', async () => {
  const queue = [1]
  const { pump, started, finish } = pumpOver(queue)
  await settled()
  queue.push(2)
  pump.ring()
  await settled()
  expect(started).toEqual([1, 2])
  for (const done of finish.values()) done()
  await pump.close()
})

test('never runs more than it may at once, and takes the rest as others finish', async () => {
  const queue = [1, 2, 3, 4, 5, 6, 7]
  const { pump, started, finish } = pumpOver(queue)
  await settled()
  expect(started).toEqual([1, 2, 3, 4])
  finish.get(1)?.()
  finish.get(2)?.()
  await settled()
  expect(started).toEqual([1, 2, 3, 4, 5, 6])
  while (started.length > finish.size - 1 && finish.size < 8) {
    for (const done of finish.values()) done()
    await settled()
    if (started.length === 7) break
  }
  for (const done of finish.values()) done()
  await pump.close()
  expect(started).toHaveLength(7)
})

test('looks by itself at every sweep, also after a fault', async () => {
  const queue: number[] = []
  const over = pumpOver(queue, { sweepMs: 10 })
  over.break(true)
  await settled()
  over.break(false)
  queue.push(9)
  await settled()
  expect(over.faults.length).toBeGreaterThan(0)
  expect(over.started).toEqual([9])
  over.finish.get(9)?.()
  await over.pump.close()
})

test('closing waits for what is under way and takes nothing new', async () => {
  const queue = [1]
  const { pump, started, finish } = pumpOver(queue)
  await settled()
  queue.push(2)
  let closed = false
  const closing = pump.close().then(() => {
    closed = true
  })
  pump.ring()
  await settled()
  expect(closed).toBe(false)
  finish.get(1)?.()
  await closing
  expect(started).toEqual([1])
})
