import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Attachment, ChannelEvent, Spoken } from '../../adapters/channel.ts'
import { zaloBotChannel } from '../../adapters/zalo-bot.ts'
import { type Call, type FakePlatform, startFakePlatform } from '../support/fake-platform.ts'
import { expectAllListed, fixturesOf } from '../support/fixtures.ts'
import { at, botHeaders, botSecret, now, zaloBot } from './channels.ts'

const fixtures = fixturesOf('zalo-bot')
const from = { channel: 'zalo-bot', id: '7a7b7c7d7e7f70717273' } as const

function message(number: string, rest: Partial<Spoken>): ChannelEvent[] {
  const messageId = `abcd0000000000000${number}`
  const key = `message:${messageId}`
  return [{ kind: 'message', key, from, at, text: '', attachments: [], messageId, ...rest }]
}

const one = (type: Attachment['type'], url?: string) => [{ type, ...(url && { url }) }]

const heard: Record<string, ChannelEvent[]> = {
  text: message('001', { text: 'Làm căn cước ở đâu?' }),
  'text.live': message('001', { text: 'Làm căn cước ở đâu?' }),
  'text.seconds': message('002', { text: 'Dạ', at: new Date(1795312800000) }),
  image: message('003', {
    text: 'Rác ngoài ngõ',
    attachments: one('image', 'https://photo-stal-2.zdn.vn/a.jpg'),
  }),
  'image.live': message('004', { attachments: one('image', 'https://photo-stal-2.zdn.vn/a.jpg') }),
  sticker: message('005', { attachments: one('sticker', 'https://zalo-api.zadn.vn/s.png') }),
  voice: message('006', { attachments: one('audio', 'https://voice-2.zdn.vn/v.aac') }),
  unsupported: message('007', { attachments: one('unsupported') }),
  new_kind: message('008', { attachments: one('unsupported') }),
  empty_text: message('011', { attachments: one('unsupported') }),
  without_date: message('012', { text: 'Không giờ', at: now }),
  without_id: [
    {
      kind: 'message',
      key: expect.stringMatching(`^message:${from.id}:[0-9a-f]{32}$`),
      from,
      at,
      text: 'Không có mã',
      attachments: [],
    },
  ],
}

const ignored = ['group', 'another_bot', 'empty']

function receive(name: string): ChannelEvent[] {
  return zaloBot().receive(fixtures.raw(`webhook.${name}`), botHeaders())
}

describe('zalo-bot hears', () => {
  for (const [name, events] of Object.entries(heard)) {
    test(name, () => expect(receive(name)).toEqual(events))
  }
  test.each(ignored)('nobody in %s', (name) => expect(receive(name)).toEqual([]))
})

const verdicts = {
  sent: { ok: true, messageId: 'fade0000000000000001' },
  unauthorized: { ok: false, verdict: 'wake', code: '401' },
  bad_request: { ok: false, verdict: 'never', code: '400' },
  forbidden: { ok: false, verdict: 'retry', code: '403' },
  other_spelling: { ok: false, verdict: 'too-fast', code: '429', retryAfterMs: 60_000 },
  timeout: { ok: false, verdict: 'retry', code: '408' },
}

describe('zalo-bot sends', () => {
  const calls: Call[] = []
  const token = '123456:secret-bot-token'
  let platform: FakePlatform
  beforeAll(async () => {
    platform = await startFakePlatform((call) => {
      calls.push(call)
      return { body: { ok: true, result: { message_id: 'fade0000000000000001' } } }
    })
  })
  afterAll(() => platform.close())

  const channel = () => zaloBotChannel({ token, secret: botSecret, apiUrl: platform.url })
  const how = { way: 'reply', metadata: 'm' } as const

  for (const [name, result] of Object.entries(verdicts)) {
    test(`and reads "${name}"`, async () => {
      const body = fixtures.raw(`response.${name}`).toString('utf8')
      platform.fail({ answer: { body } })
      expect(await channel().send(from, { text: 'Xin chào' }, how)).toEqual(result)
    })
  }

  test('text and pictures by their own methods', async () => {
    calls.length = 0
    await channel().send(from, { text: 'Xin chào' }, how)
    const picture = { url: 'https://xa-mau.example/so-do.jpg', alt: 'Sơ đồ' }
    await channel().send(from, { picture }, how)
    await channel().typing?.(from)
    expect(calls.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      [`/bot${token}/sendMessage`, { chat_id: from.id, text: 'Xin chào' }],
      [`/bot${token}/sendPhoto`, { chat_id: from.id, photo: picture.url, caption: 'Sơ đồ' }],
      [`/bot${token}/sendChatAction`, { chat_id: from.id, action: 'typing' }],
    ])
  })

  test.each([
    ['a gateway in trouble', { answer: { status: 502, body: '<html>' } }, 'unknown', 'http-502'],
    ['a page instead of an answer', { answer: { status: 400, body: '<p>' } }, 'never', 'http-400'],
    ['a line that breaks', { hangUp: 'after' }, 'unknown', 'UND_ERR_SOCKET'],
  ] as const)('and doubts %s', async (_name, fault, verdict, code) => {
    platform.fail(fault)
    const result = await channel().send(from, { text: 'Xin chào' }, how)
    expect(result).toEqual({ ok: false, verdict, code })
    expect(JSON.stringify(result)).not.toContain(token)
  })
})

test('every zalo-bot fixture is listed', () => {
  const webhooks = [...Object.keys(heard), ...ignored].map((name) => `webhook.${name}`)
  expectAllListed(fixtures, 'webhook.', webhooks)
  expectAllListed(
    fixtures,
    'response.',
    Object.keys(verdicts).map((name) => `response.${name}`),
  )
})
