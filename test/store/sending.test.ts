import { afterAll, beforeAll, expect, test } from 'vitest'
import { promise } from '../../store/outbox.ts'
import { relayJobs } from '../../store/relay.ts'
import { openSending, type Sending } from '../../store/sending.ts'
import { forEachMode } from '../support/modes.ts'
import { openTestStore } from '../support/store.ts'

forEachMode((mode) => {
  let store: Awaited<ReturnType<typeof openTestStore>>
  let sending: Sending
  beforeAll(async () => {
    store = await openTestStore(mode)
    sending = openSending(store, 'process-1')
  })
  afterAll(() => store.close())

  async function promiseReplies(citizenId: string, ...texts: string[]): Promise<void> {
    await store.query('insert into app.citizens (id) values ($1) on conflict do nothing', [
      citizenId,
    ])
    await promise(
      store.db,
      texts.map((text) => ({
        kind: 'reply',
        key: `${citizenId}:${text}`,
        citizenId,
        reply: { text },
      })),
    )
  }
  const stateOf = async (id: number) =>
    (await store.query<{ state: string }>('select state from app.outbox where id = $1', [id]))[0]
      ?.state
  const die = () =>
    store.query(
      `update app.outbox set owned_until = now() - interval '1 second' where state in ('claimed', 'sending')`,
    )

  async function claimFirst() {
    const [claimed] = await sending.claim(1, false)
    if (!claimed) throw new Error('nothing to send')
    return claimed
  }

  test('the same promise is kept once', async () => {
    await promiseReplies('once:1', 'a')
    await promiseReplies('once:1', 'a')
    expect(await sending.claim(10, false)).toHaveLength(1)
    expect(await sending.claim(10, false)).toHaveLength(0)
    await store.query('delete from app.outbox')
  })

  test('replies of one citizen leave one after the other', async () => {
    await promiseReplies('order:1', 'a', 'b')
    const first = await claimFirst()
    expect(await sending.claim(10, false)).toEqual([])
    expect(await sending.begin(first.id)).toBe(true)
    await sending.end({ id: first.id, state: 'done', parts: 1, messageIds: ['m1'] })
    expect(await claimFirst()).toMatchObject({ reply: { text: 'b' } })
    await store.query('delete from app.outbox')
  })

  test('claimed and never begun: provably unsent, so another process sends it', async () => {
    await promiseReplies('unsent:1', 'a')
    const { id } = await claimFirst()
    await die()
    const other = openSending(store, 'process-2')
    expect(await other.claim(1, false)).toMatchObject([{ id }])
    expect(await sending.begin(id)).toBe(false)
    expect(await other.begin(id)).toBe(true)
    await store.query('delete from app.outbox')
  })

  test('begun by a process that died: in doubt, never repeated, settled by its echo', async () => {
    await promiseReplies('doubt:1', 'a')
    const { id } = await claimFirst()
    await sending.begin(id)
    await die()
    expect(await sending.settle()).toBe(1)
    expect(await stateOf(id)).toBe('doubtful')
    expect(await sending.claim(10, false)).toEqual([])
    await sending.echoed(id)
    expect(await stateOf(id)).toBe('done')
    await store.query('delete from app.outbox')
  })

  test('an echo that comes before the death is found settles it at once', async () => {
    await promiseReplies('echo:1', 'a')
    const { id } = await claimFirst()
    await sending.begin(id)
    await sending.echoed(id)
    await die()
    expect(await sending.settle()).toBe(0)
    expect(await stateOf(id)).toBe('done')
    await store.query('delete from app.outbox')
  })

  test('a failed attempt waits its time and keeps what was sent of it', async () => {
    await promiseReplies('retry:1', 'a')
    const { id } = await claimFirst()
    await sending.begin(id)
    await sending.end({
      id,
      state: 'waiting',
      parts: 2,
      messageIds: ['m1', 'm2'],
      error: 'retry -200',
      afterMs: 60_000,
    })
    expect(await sending.claim(10, false)).toEqual([])
    await store.query('update app.outbox set next_at = now()')
    expect(await claimFirst()).toMatchObject({ id, parts: 2, attempts: 1 })
    await store.query('delete from app.outbox')
  })

  test('what we start waits in a lane of its own, and no answer waits for it', async () => {
    const started = { kind: 'reply', citizenId: 'lanes:1', bulk: true } as const
    await store.query(`insert into app.citizens (id) values ('lanes:1')`)
    await promise(store.db, [
      { ...started, key: 'lanes:news', reply: { text: 'news' } },
      { ...started, key: 'lanes:more', reply: { text: 'more' } },
    ])
    await promiseReplies('lanes:1', 'answer')
    const answers = await sending.claim(10, false)
    expect(answers).toMatchObject([{ reply: { text: 'answer' }, bulk: false }])
    expect(await sending.begin(answers[0]?.id ?? 0)).toBe(true)
    await sending.end({ id: answers[0]?.id ?? 0, state: 'done', parts: 1, messageIds: [] })
    // Among themselves they keep their order.
    const [first, ...others] = await sending.claim(10, true)
    expect(first).toMatchObject({ reply: { text: 'news' }, bulk: true })
    expect(others).toEqual([])
    expect(await sending.nextInMs(1_000, false)).toBeUndefined()
    expect(await sending.nextInMs(1_000, true)).toBeTypeOf('number')
    await store.query('delete from app.outbox')
  })

  test('beside fifty thousand messages that we start an answer is found by its index', async () => {
    await store.query(
      `insert into app.citizens (id) select 'mass:' || n from generate_series(1, 50000) n`,
    )
    await store.query(
      `insert into app.outbox (key, kind, citizen_id, body, bulk)
       select 'mass:' || n, 'reply', 'mass:' || n, '{"text": "news"}', true from generate_series(1, 50000) n`,
    )
    await promiseReplies('mass:7', 'answer')
    const plan = await store.query<Record<string, string>>(
      `explain select o.id from app.outbox o where o.kind = 'reply'
         and o.state in ('waiting', 'claimed', 'sending') and o.bulk = false
       order by o.bulk, o.id limit 10`,
    )
    expect(JSON.stringify(plan)).toContain('outbox_due')
    expect(await sending.claim(10, false)).toMatchObject([{ reply: { text: 'answer' } }])
    expect(await sending.claim(10, true)).toHaveLength(10)
    await store.query('delete from app.outbox')
    await store.query(`delete from app.citizens where starts_with(id, 'mass:')`)
  })

  test('jobs are handed over and marked; a death in between hands them over again', async () => {
    await promise(store.db, [
      { kind: 'job', key: 'job:1', name: 'send-ticket', payload: { ticketId: 't' } },
    ])
    const handed: string[] = []
    await expect(
      relayJobs(store, async () => {
        throw new Error('the queue is away')
      }),
    ).rejects.toThrow('away')
    expect(
      await relayJobs(store, async (jobs) => void handed.push(...jobs.map(({ name }) => name))),
    ).toBe(1)
    expect(await relayJobs(store, async () => {})).toBe(0)
    expect(handed).toEqual(['send-ticket'])
  })
})
