import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Part, SendResult } from '../../adapters/channel.ts'
import { zaloChannel } from '../../adapters/zalo.ts'
import type { Tokens } from '../../adapters/zalo-token.ts'
import { FinalError } from '../../border.ts'
import type { Fault } from '../support/fake-platform.ts'
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts'
import { expectAllListed, fixturesOf } from '../support/fixtures.ts'

const fixtures = fixturesOf('zalo')
const citizen = { channel: 'zalo', id: '6190000000000000033' } as const
const how = { way: 'reply', metadata: 'unused' } as const
const choices = [
  { label: 'Phản ánh', payload: 'report' },
  { label: 'Hỏi thủ tục', payload: 'ask' },
]
const menu: Part = { text: 'Anh/Chị cần việc gì?', choices }

const fail = <Verdict extends string>(verdict: Verdict, code: string) => ({
  ok: false as const,
  verdict,
  code,
})

let fake: FakeZalo
beforeAll(async () => {
  fake = await startFakeZalo({ packageLeft: 1 })
  fake.login()
})
afterAll(() => fake.close())
beforeEach(() => {
  fake.sent.length = 0
  fake.setButtons('accepted')
  fake.heard(citizen.id)
})

function channel(tokens: Partial<Tokens> = {}) {
  const refusals: string[] = []
  const fresh = async () => ({ ok: true as const, value: fake.pair().accessToken })
  const built = zaloChannel({
    ...fake,
    apiUrl: fake.url,
    tokens: { token: fresh, replace: fresh, ...tokens },
    buttonsRefused: (code) => refusals.push(code),
    now: () => fake.clock.now(),
  })
  return Object.assign(built, { refusals })
}

const answered = (name: string): Fault => ({
  answer: { body: fixtures.raw(`response.${name}`).toString('utf8') },
})

const requests: Record<string, Part> = {
  text: { text: 'Xin chào, tôi là Trợ lý ảo của xã.' },
  buttons: {
    text: 'Anh/Chị cần việc gì?',
    choices: [{ label: 'Phản ánh', payload: 'report' }],
    links: [{ label: 'Cổng dịch vụ công', url: 'https://dvc.example/' }],
  },
  picture: { picture: { url: 'https://xa-mau.example/so-do.jpg', alt: 'Sơ đồ chỉ đường' } },
}

const verdicts: Record<string, SendResult> = {
  'send.free': { ok: true, messageId: 'feed0000000000000001', charged: false },
  'send.welcome': { ok: true, messageId: 'feed0000000000000001', charged: false },
  'send.package': { ok: true, messageId: 'feed0000000000000001', charged: true },
  'send.billed': { ok: true, messageId: 'feed0000000000000001', charged: true },
  'send.bare_ids': { ok: true, messageId: '9007199254740993123', charged: false },
  'error.send_failed': { ok: false, verdict: 'retry', code: '-200' },
  'error.bad_param': { ok: false, verdict: 'never', code: '-201' },
  'error.over_limit': { ok: false, verdict: 'never', code: '-210' },
  'error.out_of_quota': { ok: false, verdict: 'wake', code: '-211' },
  'error.not_follower': { ok: false, verdict: 'never', code: '-213' },
  'error.package_too_small': { ok: false, verdict: 'wake', code: '-224' },
  'error.outside_7_days': { ok: false, verdict: 're-plan', code: '-230' },
  'error.never_interacted': { ok: false, verdict: 're-plan', code: '-232' },
  'error.night': { ok: false, verdict: 're-plan', code: '-234' },
  'error.v2_shut_down': { ok: false, verdict: 'never', code: '-240' },
  'error.proof_wrong': { ok: false, verdict: 'wake', code: '-242' },
  'error.undocumented': { ok: false, verdict: 'retry', code: '-98765' },
}

describe('zalo sends', () => {
  for (const [name, part] of Object.entries(requests)) {
    test(`${name} as documented`, async () => {
      expect(await channel().send(citizen, part, how)).toMatchObject({ ok: true })
      const { recipient, message } = JSON.parse(fixtures.raw(`request.${name}`).toString('utf8'))
      expect(fake.sent).toMatchObject([{ to: recipient.user_id }])
      expect(fake.sent[0]?.message).toEqual(message)
    })
  }

  for (const [name, result] of Object.entries(verdicts)) {
    test(`and reads "${name}" although HTTP says 200`, async () => {
      fake.fail(answered(name))
      expect(await channel().send(citizen, { text: 'Dạ' }, how)).toEqual(result)
    })
  }

  const dead = { status: 502, body: '<html>' }
  test.each<[string, Fault, SendResult]>([
    ['a gateway in trouble', { answer: dead }, fail('unknown', 'http-502')],
    ['no JSON', { answer: { status: 404, body: 'no' } }, fail('retry', 'http-404')],
    ['an empty object', { answer: { status: 500, body: {} } }, fail('unknown', 'http-500')],
    ['a list', { answer: { body: [] } }, fail('unknown', 'http-200')],
    ['a redirect', { answer: { status: 302, body: '' } }, fail('retry', 'http-302')],
    ['a line that breaks before', { hangUp: 'before' }, fail('unknown', 'UND_ERR_SOCKET')],
    ['a line that breaks after', { hangUp: 'after' }, fail('unknown', 'UND_ERR_SOCKET')],
    ['half an answer', { hangUp: 'half' }, fail('unknown', 'UND_ERR_SOCKET')],
  ])('and judges %s', async (_name, fault, result) => {
    fake.fail(fault)
    expect(await channel().send(citizen, { text: 'Dạ' }, how)).toEqual(result)
  })

  test('and says what a window costs', async () => {
    const said = () => channel().send(citizen, { text: 'Dạ' }, how)
    fake.heard(citizen.id, new Date(fake.clock.now().getTime() - 3 * 86_400_000))
    expect(await said()).toMatchObject({ ok: true, charged: true })
    fake.heard(citizen.id, new Date(fake.clock.now().getTime() - 8 * 86_400_000))
    expect(await said()).toEqual(fail('re-plan', '-230'))
  })
})

describe('zalo and refused buttons', () => {
  test.each([
    ['refused-tier', '-224'],
    ['refused-shape', '-201'],
  ] as const)('%s: the same words go out once as numbered text', async (buttons, code) => {
    fake.setButtons(buttons)
    const zalo = channel()
    expect(await zalo.send(citizen, menu, how)).toMatchObject({ ok: true })
    expect(fake.sent.map(({ text }) => text)).toEqual([
      'Anh/Chị cần việc gì?\n\n1. Phản ánh\n2. Hỏi thủ tục\nAnh/Chị nhắn số để chọn, ví dụ: 1',
    ])
    expect(zalo.refusals).toEqual([code])
    expect(zalo.can.choices.max).toBe(0)
    await zalo.send(citizen, menu, how)
    expect(zalo.refusals).toEqual([code])
  })

  test('a failing second half is not repeated', async () => {
    fake.setButtons('refused-shape')
    const long = { text: `${'Dạ thưa. '.repeat(220)}`, choices }
    fake.fail({ answer: { body: { error: -201, message: '' } } })
    fake.fail({ answer: { body: { error: 0, data: { message_id: 'a' } } } })
    fake.fail({ answer: { body: { error: -200, message: '' } } })
    expect(await channel().send(citizen, long, how)).toEqual(fail('unknown', '-200'))
  })

  test('an error in a plain text is nobody’s reason to switch buttons off', async () => {
    const zalo = channel()
    fake.fail(answered('error.bad_param'))
    await zalo.send(citizen, { text: 'Dạ' }, how)
    expect(zalo.can.choices.max).toBe(5)
  })
})

describe('zalo and its token', () => {
  test.each(['error.token_invalid', 'error.token_expired'])(
    '%s: one new token, one resend',
    async (name) => {
      const refused: string[] = []
      const zalo = channel({
        replace: async (token) => {
          refused.push(token)
          return { ok: true, value: fake.pair().accessToken }
        },
      })
      fake.fail(answered(name))
      expect(await zalo.send(citizen, { text: 'Dạ' }, how)).toMatchObject({ ok: true })
      expect(refused).toEqual([fake.pair().accessToken])
      expect(fake.sent).toHaveLength(1)
    },
  )

  test('a second refusal wakes a person', async () => {
    fake.fail({ ...answered('error.token_expired'), times: 2 })
    expect(await channel().send(citizen, { text: 'Dạ' }, how)).toEqual(fail('wake', '-220'))
  })

  test.each<[string, Tokens['token'], SendResult]>([
    ['no token', async () => fail('wake', 'no-token'), fail('wake', 'no-token')],
    ['a store that is away', () => Promise.reject(new Error('x')), fail('retry', 'token-store')],
    ['another key', () => Promise.reject(new FinalError('x')), fail('wake', 'token-store')],
  ])('%s: nothing is sent', async (_name, token, result) => {
    expect(await channel({ token }).send(citizen, { text: 'Dạ' }, how)).toEqual(result)
    expect(fake.sent).toEqual([])
  })
})

describe('zalo and its limit', () => {
  test('-32 holds everything back until the next minute', async () => {
    const zalo = channel()
    fake.fail(answered('error.too_fast'))
    const first = await zalo.send(citizen, { text: 'Dạ' }, how)
    expect(first).toMatchObject({ ok: false, verdict: 'too-fast', code: '-32' })
    expect(await zalo.send(citizen, { text: 'Dạ' }, how)).toMatchObject({ verdict: 'too-fast' })
    expect(fake.sent).toEqual([])
    fake.clock.advance(60_000)
    expect(await zalo.send(citizen, { text: 'Dạ' }, how)).toMatchObject({ ok: true })
  })

  test('the last call of a minute is noticed before it is refused', async () => {
    const zalo = channel()
    const headers = { 'x-ratelimit-limit': '10', 'x-ratelimit-remain': '0' }
    fake.fail({ answer: { headers, body: { error: 0, data: {} } } })
    expect(await zalo.send(citizen, { text: 'Dạ' }, how)).toMatchObject({ ok: true })
    expect(await zalo.send(citizen, { text: 'Dạ' }, how)).toMatchObject({ verdict: 'too-fast' })
  })
})

test('every zalo request and send response fixture is listed', () => {
  const listed = (prefix: string, names: string[]) => names.map((name) => prefix + name)
  expectAllListed(fixtures, 'request.', listed('request.', Object.keys(requests)))
  expectAllListed(
    fixtures,
    'response.send.',
    listed(
      'response.',
      Object.keys(verdicts).filter((name) => name.startsWith('send.')),
    ),
  )
  const errors = [
    ...Object.keys(verdicts),
    'error.too_fast',
    'error.token_invalid',
    'error.token_expired',
  ]
  expectAllListed(
    fixtures,
    'response.error.',
    listed(
      'response.',
      errors.filter((name) => name.startsWith('error.')),
    ),
  )
  expectAllListed(
    fixtures,
    'response.oauth.',
    listed('response.oauth.', ['tokens', 'refused', 'refused_without_number', 'half_a_pair']),
  )
})
