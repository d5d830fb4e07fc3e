import { describe, expect, test } from 'vitest'
import { messengerChannel } from '../../adapters/messenger.ts'
import { zaloChannel } from '../../adapters/zalo.ts'
import { zaloBotChannel } from '../../adapters/zalo-bot.ts'
import { channelContract } from '../support/channel-contract.ts'
import { expectRows } from '../support/contract-rows.ts'
import { metaJson, startFakeMessenger } from '../support/fake-messenger.ts'
import { startFakeZalo } from '../support/fake-zalo.ts'
import { startFakeZaloBot } from '../support/fake-zalo-bot.ts'
import { sendingContract } from '../support/sending-contract.ts'
import {
  at,
  botHeaders,
  messenger,
  messengerHeaders,
  page,
  zalo,
  zaloApp,
  zaloBot,
  zaloHeaders,
} from './channels.ts'

const timestamp = String(at.getTime())

channelContract('zalo', {
  channel: zalo(),
  sign: zaloHeaders,
  signAsAnother: (body) => zaloHeaders(body, { ...zaloApp, oaSecretKey: 'another secret' }),
  header: 'x-zevent-signature',
  says: (id, text, msg_id) => ({
    app_id: zaloApp.appId,
    sender: { id },
    recipient: { id: zaloApp.oaId },
    event_name: 'user_send_text',
    message: { text, msg_id },
    timestamp,
  }),
  unknown: { app_id: zaloApp.appId, event_name: 'user_waved', oa_id: zaloApp.oaId, timestamp },
  readsFirst: true,
  provesBody: true,
})

channelContract('messenger', {
  channel: messenger(),
  sign: messengerHeaders,
  signAsAnother: (body) => messengerHeaders(body, { ...page, appSecret: 'another secret' }),
  header: 'x-hub-signature-256',
  says: (id, text, mid) => ({
    object: 'page',
    entry: [
      {
        id: page.pageId,
        time: at.getTime(),
        messaging: [
          {
            sender: { id },
            recipient: { id: page.pageId },
            timestamp: at.getTime(),
            message: { mid, text },
          },
        ],
      },
    ],
  }),
  asText: metaJson,
  unknown: {
    object: 'page',
    entry: [{ id: page.pageId, messaging: [{ sender: { id: '1' }, waved: { at: 1 } }] }],
  },
  readsFirst: false,
  provesBody: true,
})

channelContract('zalo-bot', {
  channel: zaloBot(),
  sign: botHeaders,
  signAsAnother: () => ({ 'x-bot-api-secret-token': 'another secret' }),
  header: 'x-bot-api-secret-token',
  says: (id, text, message_id) => ({
    event_name: 'message.text.received',
    message: { chat: { id, chat_type: 'PRIVATE' }, text, message_id, date: at.getTime() },
  }),
  unknown: { event_name: 'bot.was.renamed', result: {} },
  readsFirst: false,
  provesBody: false,
})

const nowhere = 'http://127.0.0.1:9'
const zaloError = (error: number) => ({ body: { error, message: 'Lỗi' } })
const tokens = {
  token: async () => ({ ok: true as const, value: 'a-token' }),
  replace: async () => ({ ok: true as const, value: 'a-token' }),
}

sendingContract('zalo', {
  async open() {
    const fake = await startFakeZalo()
    fake.login()
    const token = async () => ({ ok: true as const, value: fake.pair().accessToken })
    return {
      ...fake,
      channel: zaloChannel({ ...fake, apiUrl: fake.url, tokens: { token, replace: token } }),
      shown: (id) =>
        fake.sent
          .filter(({ to }) => to === id)
          .map(({ text = '', messageId }) => ({ text, messageId })),
      secrets: [fake.pair().accessToken, fake.appSecret, fake.oaSecretKey],
    }
  },
  toNowhere: () => zaloChannel({ ...zaloApp, apiUrl: nowhere, tokens }),
  told: [
    {
      what: 'too many in a minute, told with 200',
      answer: zaloError(-32),
      verdict: 'too-fast',
      waits: true,
    },
    { what: 'the seventh day is over, told with 200', answer: zaloError(-230), verdict: 're-plan' },
    { what: 'somebody who blocks us, told with 200', answer: zaloError(-213), verdict: 'never' },
    {
      what: 'an account that lost its rights, told with 200',
      answer: zaloError(-223),
      verdict: 'wake',
    },
    { what: 'an unknown fault, told with 200', answer: zaloError(-98765), verdict: 'retry' },
  ],
})

const graphError = (code: number, error_subcode?: number, status = 400) => ({
  status,
  body: { error: { message: 'Lỗi', code, error_subcode } },
})

sendingContract('messenger', {
  async open() {
    const fake = await startFakeMessenger({ requireProof: true })
    return {
      ...fake,
      channel: messengerChannel(fake),
      shown: (id) =>
        fake.sent
          .filter(({ to }) => to === id)
          .map(({ text = '', messageId }) => ({ text, messageId })),
      secrets: [fake.pageToken, fake.appSecret],
    }
  },
  toNowhere: () => messengerChannel({ ...page, pageToken: 'none', graphUrl: nowhere }),
  told: [
    { what: 'too many calls', answer: graphError(613), verdict: 'too-fast', waits: true },
    { what: 'a day without a word', answer: graphError(10, 2018278), verdict: 're-plan' },
    { what: 'somebody who blocks us', answer: graphError(551, 1545041), verdict: 'never' },
    { what: 'a token that died', answer: graphError(190, 460), verdict: 'wake' },
    { what: 'an error told with 200', answer: graphError(100, 2018001, 200), verdict: 'never' },
    { what: 'a fault that nobody can explain', answer: graphError(1, 99, 500), verdict: 'unknown' },
  ],
})

const botError = (error_code: number) => ({ body: { ok: false, error_code, description: 'Lỗi' } })

sendingContract('zalo-bot', {
  async open() {
    const fake = await startFakeZaloBot()
    return {
      ...fake,
      channel: zaloBotChannel({ token: fake.token, secret: 'none', apiUrl: fake.url }),
      secrets: [fake.token],
    }
  },
  toNowhere: () => zaloBotChannel({ token: 'none', secret: 'none', apiUrl: nowhere }),
  told: [
    {
      what: 'a quota that is used up, told with 200',
      answer: botError(429),
      verdict: 'too-fast',
      waits: true,
    },
    { what: 'a token that was reset, told with 200', answer: botError(401), verdict: 'wake' },
    { what: 'a message that cannot be, told with 200', answer: botError(400), verdict: 'never' },
    { what: 'a fault inside, told with 200', answer: botError(403), verdict: 'retry' },
  ],
})

expectRows(['zalo', 'zalo-bot', 'messenger'], 60)

describe('zalo and its account', () => {
  const event = {
    app_id: zaloApp.appId,
    sender: { id: '1' },
    recipient: { id: zaloApp.oaId },
    event_name: 'user_send_text',
    message: { text: 'Chào', msg_id: 'm' },
    timestamp,
  }
  const receive = (value: unknown, account = zaloApp) => {
    const body = Buffer.from(JSON.stringify(value))
    return zalo(account).receive(body, zaloHeaders(body, account))
  }

  test('another app’s event gives nothing', () => {
    expect(receive({ ...event, app_id: '4180000000000000099' })).toEqual([])
  })

  test.each([undefined, null, {}, true])('a timestamp of %s is bad input', (value) => {
    expect(() => receive({ ...event, timestamp: value })).toThrow('timestamp')
  })

  test('without a secret nothing is believed', () => {
    const account = { ...zaloApp, oaSecretKey: '' }
    expect(() => receive(event, account)).toThrow('signature')
  })

  test('a signature without "mac=" or in capitals is a signature', () => {
    const body = Buffer.from(JSON.stringify(event))
    const mac = String(zaloHeaders(body)['x-zevent-signature']).slice(4)
    for (const given of [mac, ` mac=${mac.toUpperCase()} `]) {
      expect(zalo().receive(body, { 'x-zevent-signature': given })).toHaveLength(1)
    }
  })

  test.each([
    ['this year', at.getTime(), at],
    ['a time that cannot be', 99_999_999_999_999, new Date(1795312860000)],
  ])('a timestamp of %s', (_what, value, expected) => {
    expect(receive({ ...event, timestamp: value })[0]?.at).toEqual(expected)
  })
})
