import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Kept, type Lane, type Lanes, openLanes, type TurnOutcome } from '../../store/lanes.ts'
import { forEachMode } from '../support/modes.ts'
import { openTestStore } from '../support/store.ts'

const event = (key: string, citizenId: string, more: Partial<Kept> = {}): Kept => ({
  key,
  citizenId,
  atMs: Date.now(),
  body: { kind: 'message', text: key },
  spoke: true,
  waitMs: 0,
  ...more,
})

const answered = (
  { citizenId, fence, waiting }: Lane,
  more: Partial<TurnOutcome> = {},
): TurnOutcome => ({
  citizenId,
  fence,
  session: { v: 1 },
  keys: waiting.map(({ key }) => key),
  blank: false,
  reachable: true,
  hushed: false,
  replies: [{ key: `turn:${waiting[0]?.key}:0`, reply: { text: 'vâng' } }],
  unanswered: [],
  leaves: false,
  ...more,
})

forEachMode((mode) => {
  let store: Awaited<ReturnType<typeof openTestStore>>
  let lanes: Lanes
  beforeAll(async () => {
    store = await openTestStore(mode)
    lanes = openLanes(store, 'process-1')
  })
  afterAll(() => store.close())

  /** The lane of one citizen, claimed by this process. */
  async function claimOf(citizenId: string): Promise<Lane> {
    const lane = (await lanes.claim(100)).find((each) => each.citizenId === citizenId)
    if (!lane) throw new Error(`${citizenId} wants no turn`)
    return lane
  }

  test('an event is kept once, however often and however fast it comes', async () => {
    const both = await Promise.all([
      lanes.keep(event('once', 'a:1')),
      lanes.keep(event('once', 'a:1')),
    ])
    expect([...both, await lanes.keep(event('once', 'a:1'))].sort()).toEqual([false, false, true])
    expect((await claimOf('a:1')).waiting).toHaveLength(1)
  })

  test('a lane belongs to one process until its turn is committed', async () => {
    await lanes.keep(event('b1', 'b:1'))
    const lane = await claimOf('b:1')
    const other = openLanes(store, 'process-2')
    await lanes.keep(event('b2', 'b:1'))
    expect(await other.claim(100)).toEqual([])
    expect(await lanes.commit(answered(lane))).toHaveLength(1)
    const [next] = await other.claim(100)
    expect(next?.waiting.map(({ key }) => key)).toEqual(['b2'])
  })

  test('a turn whose lease was lost changes nothing', async () => {
    await lanes.keep(event('c1', 'c:1'))
    const late = await claimOf('c:1')
    await lanes.release(late, 0)
    const current = await claimOf('c:1')
    expect(await lanes.commit(answered(late))).toBeUndefined()
    expect(current.waiting).toMatchObject([{ key: 'c1', attempts: 1 }])
    expect(await lanes.commit(answered(current))).toHaveLength(1)
  })

  test('words of one moment wait for each other, a pressed button ends the waiting', async () => {
    await lanes.keep(event('d1', 'd:1', { waitMs: 60_000 }))
    await lanes.keep(event('d2', 'd:1', { waitMs: 60_000 }))
    expect((await lanes.claim(100)).map(({ citizenId }) => citizenId)).not.toContain('d:1')
    await lanes.keep(event('d3', 'd:1', { waitMs: 0 }))
    expect((await claimOf('d:1')).waiting.map(({ key }) => key)).toEqual(['d1', 'd2', 'd3'])
  })

  test('a burst that never pauses gets its turn within six seconds', async () => {
    for (const n of [1, 2, 3]) await lanes.keep(event(`e${n}`, 'e:1', { waitMs: 60_000 }))
    const [due] = await store.query<{ s: number }>(
      `select extract(epoch from wake_at - waiting_since)::float8 as s from app.citizens where id = 'e:1'`,
    )
    expect(due?.s).toBeLessThanOrEqual(6)
  })

  test('what happened first is read first, whatever order it came in', async () => {
    const at = Date.now()
    await lanes.keep(event('f2', 'f:1', { atMs: at }))
    await lanes.keep(event('f1', 'f:1', { atMs: at - 500 }))
    expect((await claimOf('f:1')).waiting.map(({ key }) => key)).toEqual(['f1', 'f2'])
  })

  test('a question without an answer is kept with its turn', async () => {
    await lanes.keep(event('l1', 'l:1'))
    await lanes.commit(answered(await claimOf('l:1'), { unanswered: ['nuôi rồng', 'bay'] }))
    const rows = await store.query<{ question: string }>(
      'select question from app.unanswered order by id',
    )
    expect(rows).toEqual([{ question: 'nuôi rồng' }, { question: 'bay' }])
  })

  test('blanked words do not outlive their turn', async () => {
    await lanes.keep(event('g1', 'g:1', { body: { kind: 'message', text: 'tố cáo ông A' } }))
    await lanes.commit(answered(await claimOf('g:1'), { blank: true }))
    const [row] = await store.query<{ body: unknown }>(
      `select body from app.incoming where key = 'g1'`,
    )
    expect(row?.body).toMatchObject({ kind: 'message', text: '' })
  })

  test('turns of one moment commit together, each with its own replies in order', async () => {
    const citizens = Array.from({ length: 20 }, (_, n) => `h:${n}`)
    await Promise.all(citizens.map((id) => lanes.keep(event(`h-${id}`, id))))
    const claimed = (await lanes.claim(100)).filter(({ citizenId }) => citizenId.startsWith('h:'))
    expect(claimed).toHaveLength(20)
    const ids = await Promise.all(
      claimed.map((lane) =>
        lanes.commit(
          answered(lane, {
            replies: ['a', 'b'].map((text, n) => ({
              key: `h:${lane.citizenId}:${n}`,
              reply: { text },
            })),
          }),
        ),
      ),
    )
    for (const [nth, { citizenId }] of claimed.entries()) {
      const rows = await store.query<{ id: number; text: string }>(
        `select id::int as id, body->>'text' as text from app.outbox where citizen_id = $1 order by id`,
        [citizenId],
      )
      expect(rows.map(({ text }) => text)).toEqual(['a', 'b'])
      expect(rows.map(({ id }) => ({ id, begun: false }))).toEqual(ids[nth])
    }
  })

  test('the first reply of a turn is noted as leaving in its commit, unless an earlier one is open', async () => {
    const two = ['a', 'b'].map((text) => ({ key: `j:${text}`, reply: { text } }))
    await lanes.keep(event('j1', 'j:1'))
    const first = await lanes.commit(answered(await claimOf('j:1'), { replies: two, leaves: true }))
    expect(first?.map(({ begun }) => begun)).toEqual([true, false])
    await lanes.keep(event('j2', 'j:1'))
    const second = await lanes.commit(answered(await claimOf('j:1'), { leaves: true }))
    expect(second?.map(({ begun }) => begun)).toEqual([false])
    const rows = await store.query<{ state: string; attempts: number }>(
      `select state, attempts from app.outbox where citizen_id = 'j:1' order by id`,
    )
    expect(rows).toEqual([
      { state: 'sending', attempts: 1 },
      { state: 'claimed', attempts: 0 },
      { state: 'claimed', attempts: 0 },
    ])
  })

  test('a reply that was parked goes before one of the turn that freed it', async () => {
    await lanes.keep(event('k1', 'k:1'))
    await lanes.commit(answered(await claimOf('k:1')))
    await store.query(
      `update app.outbox set state = 'parked', owner = null where citizen_id = 'k:1'`,
    )
    await lanes.keep(event('k2', 'k:1'))
    const promised = await lanes.commit(answered(await claimOf('k:1'), { leaves: true }))
    expect(promised?.map(({ begun }) => begun)).toEqual([false])
  })

  test('when a person speaks, what the bot has not sent yet is dropped; a person’s own words stay', async () => {
    const texts = (state: string) =>
      store
        .query<{ text: string }>(
          `select body->>'text' as text from app.outbox where citizen_id = 'o:1' and state = $1 order by id`,
          [state],
        )
        .then((rows) => rows.map(({ text }) => text))
    const replies = ['waits', 'held', 'parked', 'left'].map((text) => ({
      key: `o:${text}`,
      reply: { text },
    }))
    const human = { key: 'o:human', reply: { text: 'human', human: true } }
    await lanes.keep(event('o1', 'o:1'))
    await lanes.commit(answered(await claimOf('o:1'), { replies: [...replies, human] }))
    await store.query(
      `update app.outbox set state = case body->>'text' when 'held' then 'claimed' when 'parked' then 'parked'
         when 'left' then 'sending' else 'waiting' end where citizen_id = 'o:1'`,
    )
    await lanes.keep(event('o2', 'o:1'))
    await lanes.commit(answered(await claimOf('o:1'), { replies: [], hushed: true }))
    expect(await texts('dropped')).toEqual(['waits', 'held'])
    expect(await texts('waiting')).toEqual(['human'])
    // A request that has left cannot be called back, and an answer that waits for its window may wait on.
    expect(await texts('sending')).toEqual(['left'])
    expect(await texts('parked')).toEqual(['parked'])

    await lanes.keep(event('o3', 'o:1'))
    await lanes.commit(answered(await claimOf('o:1'), { replies: [] }))
    expect(await texts('waiting')).toEqual(['parked', 'human'])
  })

  test('a lease left by a dead process is free for the only process at its start', async () => {
    await lanes.keep(event('i1', 'i:1'))
    await claimOf('i:1')
    const next = openLanes(store, 'process-3')
    await next.releaseAll()
    expect((await next.claim(100)).map(({ citizenId }) => citizenId)).toContain('i:1')
  })
})
