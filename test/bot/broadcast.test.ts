import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Channel } from '../../adapters/channel.ts'
import { plan } from '../../adapters/window.ts'
import { sendReply } from '../../bot/send.ts'
import { openSender, type Sender } from '../../bot/sender.ts'
import { promise } from '../../store/outbox.ts'
import { openPace } from '../../store/pace.ts'
import { openSending } from '../../store/sending.ts'
import { bundledWindows } from '../support/bundled-windows.ts'
import { forEachMode } from '../support/modes.ts'
import { openTestStore } from '../support/store.ts'

const many = 300
const bucket = { burst: 10, stepMs: 30 }

forEachMode((mode) => {
  let store: Awaited<ReturnType<typeof openTestStore>>
  const senders: Sender[] = []
  const sent: string[] = []
  beforeAll(async () => {
    store = await openTestStore(mode)
  })
  afterAll(async () => {
    await Promise.all(senders.map((sender) => sender.close()))
    await store.close()
  })

  const channel: Channel = {
    name: 'messenger',
    can: {
      textLimit: 2000,
      choices: { max: 3, labelLimit: 20 },
      links: { max: 0, labelLimit: 0 },
      shared: false,
      pictures: false,
    },
    receive: () => [],
    async send(_to, { text = '' }) {
      sent.push(text)
      return { ok: true, messageId: `m${sent.length}` }
    },
  }

  function process(owner: string): Sender {
    const sending = openSending(store, owner)
    const pace = openPace(store, () => bucket)
    const sender = openSender({
      claim: sending.claim,
      nextInMs: sending.nextInMs,
      failed: (error) => {
        throw error
      },
      atOnce: 64,
      sweepMs: 50,
      sendReply: (claimed) =>
        sendReply(claimed, {
          sending,
          pace,
          departures: { note: () => {}, settled: () => {} },
          channel: () => channel,
          plan: (moment) => plan(moment, bundledWindows()),
          alarm: () => {},
          sent: () => {},
          now: () => new Date(),
        }),
    })
    senders.push(sender)
    return sender
  }

  const promised = (citizenId: string, text: string, bulk: boolean) => ({
    kind: 'reply' as const,
    key: `${citizenId}:${text}`,
    citizenId,
    reply: { text },
    bulk,
  })

  test('while many messages that we start leave, every answer goes before nearly all of them, and none is lost', async () => {
    const ids = Array.from({ length: many }, (_, n) => `messenger:${n}`)
    await store.query(`insert into app.citizens (id, heard_at) select unnest($1::text[]), now()`, [
      ids,
    ])
    await promise(
      store.db,
      ids.map((id) => promised(id, 'news', true)),
    )
    const [one, other] = [process('one'), process('other')]
    await expect.poll(() => sent.length, { timeout: 60_000 }).toBeGreaterThan(10)

    // The last ones on the list write: their answers wait neither for their own news nor for the others'.
    const between: number[] = []
    for (const id of ids.slice(-12)) {
      const before = sent.length
      await promise(store.db, [promised(id, `answer to ${id}`, false)])
      one.ring()
      other.ring()
      await expect.poll(() => sent.includes(`answer to ${id}`), { timeout: 60_000 }).toBe(true)
      between.push(sent.slice(before, sent.indexOf(`answer to ${id}`)).length)
    }
    expect(between.toSorted((a, b) => a - b)[6]).toBeLessThan(many / 3)

    await expect.poll(() => sent.length, { timeout: 60_000 }).toBe(many + 12)
    expect(sent.filter((text) => text === 'news')).toHaveLength(many)
  })
})
