import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Part, SendResult, Way } from '../../adapters/channel.ts'
import { messengerChannel } from '../../adapters/messenger.ts'
import { type FakeMessenger, startFakeMessenger } from '../support/fake-messenger.ts'
import { type Call, type Fault, startFakePlatform } from '../support/fake-platform.ts'
import { expectAllListed, fixturesOf } from '../support/fixtures.ts'

const fixtures = fixturesOf('messenger')
const citizen = { channel: 'messenger', id: '7300011122233344' } as const
const how = { way: 'reply', metadata: 'gui-1' } as const
const hello: Part = { text: 'Dạ, tôi là Trợ lý ảo.' }

let fake: FakeMessenger
beforeEach(async () => {
  fake = await startFakeMessenger({ requireProof: true })
  fake.heard(citizen.id)
})
afterEach(() => fake.close())

const channel = () => messengerChannel({ ...fake, now: () => fake.clock.now() })
const fixture = (name: string) => JSON.parse(fixtures.raw(name).toString('utf8'))
const fail = (verdict: string, code: string) => ({ ok: false, verdict, code })

const requests: Record<string, { part: Part; way?: Way }> = {
  text: { part: hello },
  human_agent: { part: { text: 'Cán bộ đã xem phiếu.' }, way: 'human-agent' },
  quick_replies: {
    part: {
      text: 'Anh/Chị cần gì?',
      choices: [
        { label: 'Phản ánh', payload: 'flow:report' },
        { label: 'Hỏi thủ tục', payload: 'flow:ask' },
      ],
    },
  },
  buttons: {
    part: {
      text: 'Nộp trực tuyến:',
      links: [{ label: 'Cổng dịch vụ công', url: 'https://dvc.example/' }],
    },
  },
  picture: { part: { picture: { url: 'https://xa-mau.example/so-do.jpg', alt: 'Sơ đồ' } } },
}

const verdicts: Record<string, SendResult | ReturnType<typeof fail>> = {
  sent: { ok: true, messageId: 'm_mau_gui_1' },
  'sent.without_recipient': { ok: true, messageId: 'm_mau_gui_2' },
  'sent.with_attachment': { ok: true, messageId: 'm_mau_gui_3' },
  'error.outside_window': fail('re-plan', '10/2018278'),
  'error.user_unavailable': fail('never', '551/1545041'),
  'error.user_unavailable.as_200': fail('never', '200/1545041'),
  'error.no_matching_user': fail('never', '100/2018001'),
  'error.tag_removed': fail('never', '100/1893061'),
  'error.invalid_parameter': fail('never', '100'),
  'error.attachment_fetch_failed': fail('retry', '100/2018008'),
  'error.token_expired': fail('wake', '190/463'),
  'error.token_password_changed': fail('wake', '190/460'),
  'error.no_permission': fail('wake', '200'),
  'error.app_not_reviewed': fail('wake', '200/2018028'),
  'error.page_restricted': fail('wake', '10/1893063'),
  'error.policy_blocked': fail('wake', '368'),
  'error.another_app_owns_thread': fail('re-plan', '10/2018300'),
  'error.app_limit': { ok: false, verdict: 'too-fast', code: '4', retryAfterMs: 60_000 },
  'error.page_limit': { ok: false, verdict: 'too-fast', code: '613', retryAfterMs: 60_000 },
  'error.messenger_limit': {
    ok: false,
    verdict: 'too-fast',
    code: '80006',
    retryAfterMs: expect.closeTo(9 * 60_000, -4),
  },
  'error.temporary': fail('retry', '2'),
  'error.temporary_send': fail('retry', '1200'),
  'error.unknown_outcome': fail('unknown', '1'),
  'error.invalid_json_reply': fail('unknown', '1/1357046'),
  'error.with_200': fail('never', '100/2018001'),
  'error.undocumented': fail('retry', '987654'),
  'error.undocumented_500': fail('unknown', '987654'),
}

describe('messenger sends', () => {
  for (const [name, { part, way = 'reply' }] of Object.entries(requests)) {
    test(`${name} as documented`, async () => {
      const calls: Call[] = []
      const listener = await startFakePlatform((call) => {
        calls.push(call)
        return { body: { message_id: 'm_1' } }
      })
      const body = fixture(`request.${name}`)
      const metadata = body.message.metadata.replace('cau-noi:', '')
      const messenger = messengerChannel({ ...fake, graphUrl: `${listener.url}/v25.0` })
      await messenger.send(citizen, part, { way, metadata })
      await listener.close()
      const [call] = calls
      expect(call && JSON.parse(call.body)).toEqual(body)
      expect(call?.path).toBe(`/v25.0/${fake.pageId}/messages`)
      // The token travels in a header: addresses end up in logs.
      expect(call?.headers.authorization).toBe(`Bearer ${fake.pageToken}`)
      expect(call?.query.has('access_token')).toBe(false)
      expect(call?.query.get('appsecret_proof')).toBe(
        createHmac('sha256', fake.appSecret).update(fake.pageToken).digest('hex'),
      )
      expect(await channel().send(citizen, part, { way, metadata })).toMatchObject({ ok: true })
    })
  }

  for (const [name, result] of Object.entries(verdicts)) {
    test(`and reads "${name}"`, async () => {
      fake.fail({ answer: fixture(`response.${name}`) })
      expect(await channel().send(citizen, hello, how)).toEqual(result)
    })
  }

  test.each<[string, Fault, unknown]>([
    [
      'a gateway in trouble',
      { answer: { status: 502, body: '<html>' } },
      fail('unknown', 'http-502'),
    ],
    ['a busy server', { answer: { status: 503, body: '' } }, fail('retry', 'http-503')],
    ['a page', { answer: { status: 404, body: 'no' } }, fail('retry', 'http-404')],
    ['a yes without an id', { answer: { body: {} } }, fail('unknown', 'http-200')],
    ['a line that breaks before', { hangUp: 'before' }, fail('unknown', 'UND_ERR_SOCKET')],
    ['a line that breaks after', { hangUp: 'after' }, fail('unknown', 'UND_ERR_SOCKET')],
    ['half an answer', { hangUp: 'half' }, fail('unknown', 'UND_ERR_SOCKET')],
  ])('and judges %s', async (_name, fault, result) => {
    fake.fail(fault)
    expect(await channel().send(citizen, hello, how)).toEqual(result)
  })

  test('by the way the window allows', async () => {
    const day = 86_400_000
    fake.heard(citizen.id, new Date(fake.clock.now().getTime() - 3 * day))
    expect(await channel().send(citizen, hello, how)).toEqual(fail('re-plan', '10/2018278'))
    const human = { way: 'human-agent', metadata: 'gui-2' } as const
    expect(await channel().send(citizen, hello, human)).toMatchObject({ ok: true })
  })

  test('nothing after Facebook has said when it will listen again', async () => {
    const messenger = channel()
    fake.setUsage(100, 9)
    expect(await messenger.send(citizen, hello, how)).toMatchObject({ ok: true })
    const held = await messenger.send(citizen, hello, how)
    expect(held).toMatchObject({ ok: false, verdict: 'too-fast', code: 'usage' })
    await messenger.typing?.(citizen)
    expect(fake.sent).toHaveLength(1)
    expect(fake.actions).toEqual([])
    fake.setUsage(0)
    fake.clock.advance(9 * 60_000)
    expect(await messenger.send(citizen, hello, how)).toMatchObject({ ok: true })
  })

  test('and slows down before the allowance ends', async () => {
    const messenger = channel()
    fake.setUsage(92)
    await messenger.send(citizen, hello, how)
    expect(await messenger.send(citizen, hello, how)).toMatchObject({ verdict: 'too-fast' })
  })

  test('"is typing", whatever becomes of it', async () => {
    await channel().typing?.(citizen)
    expect(fake.actions).toEqual([`typing_on ${citizen.id}`])
    fake.fail({ hangUp: 'before' })
    await channel().typing?.(citizen)
  })

  test('so that its echo comes back as ours', async () => {
    await channel().send(citizen, hello, { way: 'reply', metadata: 'gui-9' })
    const { sent } = fake
    const echo = fake.webhook([
      {
        sender: { id: fake.pageId },
        recipient: { id: citizen.id },
        message: { is_echo: true, mid: sent[0]?.messageId, metadata: sent[0]?.metadata, text: 'x' },
      },
    ])
    expect(channel().receive(echo.body, echo.headers)).toMatchObject([
      { kind: 'echo', from: citizen, metadata: 'gui-9', messageId: sent[0]?.messageId },
    ])
  })
})

test('every messenger request and response fixture is listed', () => {
  const listed = (prefix: string, table: object) =>
    expectAllListed(
      fixtures,
      prefix,
      Object.keys(table).map((name) => prefix + name),
    )
  listed('request.', requests)
  listed('response.', verdicts)
})
