import { describe, expect, test } from 'vitest'
import { channelContract } from '../support/channel-contract.ts'
import { metaJson } from '../support/fake-messenger.ts'
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
