import { afterAll, beforeAll, expect, test } from 'vitest'
import { openQueues, type Queues } from '../../store/queue.ts'
import { forEachMode } from '../support/modes.ts'
import { eventually } from '../support/product.ts'
import { openTestStore } from '../support/store.ts'

forEachMode((mode) => {
  let store: Awaited<ReturnType<typeof openTestStore>>
  let queues: Queues
  const rings: string[] = []
  const ran: { name: string; data: unknown }[] = []
  const gaveUp: string[] = []
  beforeAll(async () => {
    store = await openTestStore(mode)
    queues = await openQueues(store, { installation: 'test', redisUrl: mode.redisUrl })
    queues.work({
      rung: (bell) => void rings.push(bell),
      async run({ name, data }) {
        ran.push({ name, data })
        if (name === 'hopeless') throw new Error('no')
      },
      gaveUp: ({ name }) => void gaveUp.push(name),
    })
  })
  afterAll(async () => {
    await queues.close()
    await store.close()
  })

  test('a ring is heard; a storm of rings is a few', async () => {
    await queues.ring('lanes')
    await eventually('the ring', () => rings.includes('lanes'))
    await Promise.all(Array.from({ length: 200 }, () => queues.ring('outbox')))
    await eventually('the storm', () => rings.includes('outbox'))
    expect(rings.filter((bell) => bell === 'outbox').length).toBeLessThan(20)
  })

  test('a job handed over twice under one id runs once', async () => {
    const job = { id: 41, name: 'send-ticket', payload: { ticketId: 't1' }, attempts: 3 }
    await queues.hand([job])
    await queues.hand([job, { ...job, id: 42 }])
    await eventually(
      'both jobs',
      () => ran.filter(({ name }) => name === 'send-ticket').length >= 2,
    )
    expect(ran.filter(({ name }) => name === 'send-ticket')).toHaveLength(2)
  })

  test('a job that cannot be done is told of once, after its last attempt', async () => {
    await queues.hand([{ id: 43, name: 'hopeless', payload: {}, attempts: 1 }])
    await eventually('the failure', () => gaveUp.includes('hopeless'))
    expect(gaveUp).toEqual(['hopeless'])
  })

  test('the queue says that it is there', async () => {
    await queues.check()
  })
})
