import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Channel,
  type ChannelEvent,
  citizenKey,
  type Incoming,
} from '../../adapters/channel.ts'
import { openBridge } from '../../bot/bridge.ts'
import { readSession } from '../../bot/session.ts'
import { turn } from '../../bot/turn.ts'
import {
  messenger,
  messengerHeaders,
  page,
  zalo,
  zaloApp,
  zaloHeaders,
} from '../adapters/channels.ts'
import { plainServices } from '../support/plain-services.ts'
import { type Happening, type Talker, talker } from '../support/talker.ts'

// From the platform's bytes to the silence: a person's words in the page's inbox or the OA's tool.

const citizen = '6190000000000000033'
let count = 0

const heard = (
  channel: Channel,
  headers: (body: Buffer) => Record<string, string>,
  wire: unknown,
) => {
  const body = Buffer.from(JSON.stringify(wire))
  return channel.receive(body, headers(body))
}

const onPage = (item: Record<string, unknown>, where: 'messaging' | 'standby' = 'messaging') =>
  heard(messenger(), messengerHeaders, {
    object: 'page',
    entry: [{ id: page.pageId, time: 1795312800000, [where]: [item] }],
  })
const echo = (more: Record<string, unknown>) => ({
  sender: { id: page.pageId },
  recipient: { id: citizen },
  timestamp: 1795312800456 + count,
  message: { mid: `m_${count++}`, is_echo: true, text: 'Tôi là Lan ở xã', ...more },
})
const onOa = (sender: Record<string, unknown>, event_name = 'oa_send_text') =>
  heard(zalo(), zaloHeaders, {
    app_id: zaloApp.appId,
    event_name,
    sender: { id: zaloApp.oaId, ...sender },
    recipient: { id: citizen },
    message: { msg_id: `z${count++}`, text: 'Tôi là Lan ở xã' },
    timestamp: '1795312800456',
  })

const people: Record<string, () => ChannelEvent[]> = {
  'the page’s inbox': () => onPage(echo({ app_id: 263902037430900 })),
  'the page’s inbox by its other number': () => onPage(echo({ app_id: '26390203743090' })),
  'a telephone that names no app': () => onPage(echo({})),
  'the inbox while it owns the thread': () => onPage(echo({ app_id: 263902037430900 }), 'standby'),
  'another application of the page': () => onPage(echo({ app_id: '555' })),
  'the OA’s tool': () => onOa({ admin_id: '7123' }),
  'the OA’s tool, with a picture': () => onOa({ admin_id: '7123' }, 'oa_send_image'),
  'the OA’s tool, with a file': () => onOa({ admin_id: '7123' }, 'oa_send_file'),
}

const ours: Record<string, () => ChannelEvent[]> = {
  'our app on the page': () => onPage(echo({ app_id: page.appId })),
  'our mark, whatever app stands beside it': () => onPage(echo({ metadata: 'cau-noi:out-7' })),
  'the OA’s API': () => onOa({}),
}

/** The lane takes echoes of our own to the outbox; whatever else it hears goes to the talk. */
function take(talk: Talker, events: ChannelEvent[]) {
  const spoken = events.filter(({ kind }) => kind !== 'echo' && kind !== 'alarm')
  // as: the talk makes key, person and time of its own.
  return spoken.length > 0 ? talk.take(...(spoken as unknown as Happening[])) : undefined
}

function greeted(): Talker {
  const talk = talker(plainServices)
  talk.say('xin chào')
  return talk
}

const hour = 3_600_000
const later = (talk: Talker, ms: number) => {
  talk.now = new Date(talk.now.getTime() + ms)
}

for (const [who, speaks] of Object.entries(people)) {
  describe(`a person at ${who}`, () => {
    test('silences the bot at once', () => {
      const talk = greeted()
      expect(take(talk, speaks())?.replies).toEqual([])
      expect(talk.say('làm khai sinh cần gì ạ?').replies).toEqual([])
      // Numbers and a yes answer the person, whatever the bot had offered before.
      for (const text of ['1', 'có', 'không ạ']) expect(talk.say(text).replies).toEqual([])
    })

    test('also when the citizen’s words and the person’s come together', async () => {
      const { session, now } = greeted()
      const [spoke] = speaks()
      if (!spoke || spoke.kind === 'alarm') throw new Error('nobody spoke')
      const words = (text: string): Incoming => ({
        kind: 'message',
        key: text,
        from: spoke.from,
        at: now,
        text,
        attachments: [],
      })
      const bridge = openBridge({
        turn: ({ session, ...given }) =>
          turn({ session: readSession(session), ...given }, plainServices),
        silentUntil: (session) => {
          const { silent } = readSession(session)
          return silent && new Date(silent.until)
        },
        typing: () => {},
        measured: () => {},
      })
      const { replies } = await bridge.converse({
        citizenId: citizenKey(spoke.from),
        session,
        incoming: [words('dạ em hỏi chút'), spoke, words('vâng ạ')],
        now,
        fresh: { id: 'd', code: 'PA-2026-000001', secret: 's' },
        tickets: [],
      })
      expect(replies).toEqual([])
    })

    test('is followed by the bot on "menu", on a pressed button, and for danger', () => {
      const talk = greeted()
      take(talk, speaks())
      expect(talk.fork().say('menu').replies).not.toEqual([])
      expect(talk.fork().say('MENU ạ').replies).not.toEqual([])
      expect(talk.fork().say('Phản ánh', { payload: 'start:report' }).replies).not.toEqual([])
      expect(talk.fork().say('nhà tôi đang cháy').verdict).toBe('emergency')
    })

    test('is followed by the bot two hours after their last word, not earlier', () => {
      const talk = greeted()
      take(talk, speaks())
      later(talk, 1.5 * hour)
      take(talk, speaks())
      later(talk, 1.5 * hour)
      expect(talk.say('làm khai sinh cần gì?').replies).toEqual([])
      later(talk, hour)
      expect(talk.say('làm khai sinh cần gì?').replies).not.toEqual([])
    })

    test('hears no bot between two of their messages, whatever the citizen writes', () => {
      const words = fc.constantFrom(
        ...['dạ', 'vâng ạ', 'ok', 'không', '?', 'cảm ơn', 'xin chào', 'đèn đường hỏng', '👍'],
        ...['làm căn cước ở đâu', 'bao nhiêu tiền', 'hủy', 'quay lại', 'bỏ qua', '2', 'abc xyz'],
      )
      fc.assert(
        fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (all) => {
          const talk = greeted()
          take(talk, speaks())
          for (const text of all) expect(talk.say(text).replies).toEqual([])
          expect(take(talk, speaks())?.replies).toEqual([])
        }),
        { numRuns: 40 },
      )
    })
  })
}

for (const [what, speaks] of Object.entries(ours)) {
  test(`an echo of ${what} silences nobody`, () => {
    const talk = greeted()
    expect(speaks().map(({ kind }) => kind)).toEqual(['echo'])
    take(talk, speaks())
    expect(talk.say('làm khai sinh cần gì?').replies).not.toEqual([])
  })
}
