import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPace } from '../../store/pace.ts'
import { forEachMode } from '../support/modes.ts'
import { openTestStore } from '../support/store.ts'

/** Long steps: however slow the machine, no further place comes free within a test. */
const hourMs = 3_600_000
const slow = { burst: 10, stepMs: hourMs }

forEachMode((mode) => {
  let store: Awaited<ReturnType<typeof openTestStore>>
  beforeAll(async () => {
    store = await openTestStore(mode)
  })
  afterAll(() => store.close())

  const paceOf = (bucket = slow) => openPace(store, () => bucket)
  const takes = (pace: ReturnType<typeof openPace>, account: string, bulk: boolean, many: number) =>
    Promise.all(Array.from({ length: many }, () => pace.take(account, bulk)))
  const free = (waits: number[]) => waits.filter((ms) => ms === 0).length

  test('the burst leaves at once, the rest hears how long it waits', async () => {
    const waits = await takes(paceOf(), 'a', false, 25)
    expect(free(waits)).toBe(10)
    for (const ms of waits.filter((ms) => ms > 0)) {
      expect(ms).toBeGreaterThan(hourMs / 2)
      expect(ms).toBeLessThanOrEqual(hourMs)
    }
  })

  test('all processes share one allowance', async () => {
    const [one, other, third] = [paceOf(), paceOf(), paceOf()]
    const waits = await Promise.all(
      [one, other, third].flatMap((pace) =>
        Array.from({ length: 8 }, () => pace.take('shared', false)),
      ),
    )
    expect(free(waits)).toBe(10)
  })

  test('each account has its own', async () => {
    const pace = paceOf()
    expect(free(await takes(pace, 'mine', false, 10))).toBe(10)
    expect(free(await takes(pace, 'yours', false, 10))).toBe(10)
  })

  test('messages that we start leave the upper half to answers, whoever asks first', async () => {
    const pace = paceOf()
    expect(free(await takes(pace, 'halves', true, 30))).toBe(5)
    expect(free(await takes(pace, 'halves', true, 3))).toBe(0)
    expect(free(await takes(pace, 'halves', false, 30))).toBe(5)

    const [bulk, answers] = await Promise.all([
      takes(pace, 'together', true, 30),
      takes(pace, 'together', false, 7),
    ])
    expect(free(answers)).toBe(7)
    expect(free(bulk)).toBeLessThanOrEqual(5)
  })

  test('places come free one by one as time passes', async () => {
    const pace = paceOf({ burst: 1, stepMs: 40 })
    const began = performance.now()
    for (let left = 12; left > 0; left -= 1) {
      for (let ms = await pace.take('even', false); ms > 0; ms = await pace.take('even', false))
        await sleep(ms)
    }
    // Eleven steps at least; how much longer is the machine's affair.
    expect(performance.now() - began).toBeGreaterThan(11 * 40 - 5)
  })

  test('after "too fast" nobody sends for so long, not even who asks for the first time', async () => {
    await paceOf().hold('scolded', hourMs)
    const [ms] = await takes(paceOf({ burst: 10, stepMs: 1_000 }), 'scolded', false, 1)
    expect(ms).toBeGreaterThan(hourMs / 2)
    await paceOf().hold('scolded', 1)
    expect(await paceOf().take('scolded', false)).toBeGreaterThan(hourMs / 2)
  })

  test('an account without a limit never waits and is not counted', async () => {
    const pace = openPace(store, () => undefined)
    expect(free(await takes(pace, 'web', true, 500))).toBe(500)
    await pace.hold('web', hourMs)
    expect(await pace.take('web', false)).toBe(0)
    expect(await store.query(`select 1 from app.pace where account = 'web'`)).toEqual([])
  })
})
