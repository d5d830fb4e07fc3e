import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookAtZaloBot, setUpZaloBot } from '../../adapters/zalo-bot-setup.ts'
import { lookAtZalo } from '../../adapters/zalo-look.ts'
import type { Token } from '../../adapters/zalo-token.ts'
import { type FakePlatform, startFakePlatform } from '../support/fake-platform.ts'
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts'

describe('a look at the Official Account', () => {
  let fake: FakeZalo
  beforeAll(async () => {
    fake = await startFakeZalo()
    fake.login()
  })
  afterAll(() => fake.close())

  const look = (token: Token = { ok: true, value: fake.pair().accessToken }, oaId = fake.oaId) =>
    lookAtZalo({ apiUrl: fake.url, oaId, tokens: { token: async () => token } })

  test('says when all is well', async () => {
    expect(await look()).toEqual({
      ok: true,
      note: 'OA "UBND xã mẫu", package Toàn diện, the token works',
    })
  })

  test('without a token it says what to run', async () => {
    expect(await look({ ok: false, verdict: 'wake', code: 'refused:-14014' })).toEqual({
      ok: false,
      note: expect.stringMatching(/refused:-14014.*run cau-noi setup zalo/),
    })
    expect(await look({ ok: false, verdict: 'retry', code: 'timeout' })).toEqual({
      ok: false,
      note: expect.stringMatching(/cannot be renewed now \(timeout\)/),
    })
  })

  test('another account is not ours', async () => {
    expect(await look(undefined, '1')).toEqual({
      ok: false,
      note: 'the token is of another Official Account than ZALO_OA_ID',
    })
  })

  test.each<[unknown, RegExp]>([
    [{ error: -209, message: '' }, /activate it at developers.zalo.me/],
    [{ error: -212, message: '' }, /has not granted this right \(-212\)/],
    [{ error: -223, message: '' }, /has not granted this right \(-223\)/],
    [{ error: -216, message: '' }, /refuses the token \(-216\)/],
    [{ error: -124, message: '' }, /refuses the token \(-124\)/],
    [{ error: -220, message: '' }, /refuses the token \(-220\)/],
    [{ error: -204, message: '' }, /disabled or deleted \(-204\)/],
    [{ error: -205, message: '' }, /disabled or deleted \(-205\)/],
    [{ error: -219, message: '' }, /app is removed or disabled/],
    [{ error: -221, message: '' }, /not verified/],
    [{ error: -224, message: '' }, /package does not include/],
    [{ error: -242, message: '' }, /appsecret_proof/],
    [{ error: -32, message: '' }, /answers -32/],
    [{ error: 0, data: {} }, /answers 0/],
    ['<html>', /answers http-200/],
    [{ error: 0, data: { oa_id: '3870000000000000022', name: 'X' } }, /is not verified/],
  ])('%j', async (body, words) => {
    fake.fail({ on: 'getoa', answer: { body } })
    expect(await look()).toEqual({ ok: false, note: expect.stringMatching(words) })
  })

  test('the older spelling of the id, and ids as numbers, are read', async () => {
    const body = `{"error":0,"data":{"oaid":${fake.oaId},"name":"Cũ","is_verified":true}}`
    fake.fail({ on: 'getoa', answer: { body } })
    expect(await look()).toEqual({ ok: true, note: 'OA "Cũ", the token works' })
  })
})

describe('the bot of the Zalo Bot Platform', () => {
  const token = '12345:secret'
  const url = 'https://traloi.tinh.example/webhooks/zalo-bot'
  let fake: FakePlatform
  let hook: Record<string, unknown>
  let verification: unknown
  beforeAll(async () => {
    fake = await startFakePlatform(({ path, body }) => {
      const method = path.replace(`/bot${token}/`, '')
      if (method === path) return { body: { ok: false, error_code: 401, description: 'x' } }
      if (method === 'getMe') {
        return { body: { ok: true, result: { id: '1', account_name: 'Bot xã mẫu' } } }
      }
      if (method === 'getWebhookInfo') return { body: { ok: true, result: hook } }
      if (method !== 'setWebhook') return { body: { ok: false, error_code: 404 } }
      hook = JSON.parse(body)
      return { body: { ok: true, result: { url: hook.url, verification } } }
    })
  })
  afterAll(() => fake.close())

  const access = (differs = {}) => ({ token, apiUrl: fake.url, ...differs })

  test('is pointed at us, and seen to be', async () => {
    hook = {}
    expect(await lookAtZaloBot(access(), url)).toEqual({
      ok: false,
      note: expect.stringContaining('cau-noi setup zalo-bot'),
    })
    verification = { ok: true, url, outcome: 'webhook.ok' }
    expect(await setUpZaloBot(access(), { url, secret: 'a-secret-of-ours' })).toMatchObject({
      ok: true,
    })
    expect(hook).toEqual({ url, secret_token: 'a-secret-of-ours' })
    expect(await lookAtZaloBot(access(), url)).toEqual({
      ok: true,
      note: 'bot "Bot xã mẫu", the token works',
    })
    // Without a public address nobody can say where it should deliver.
    hook = {}
    expect(await lookAtZaloBot(access(), undefined)).toMatchObject({ ok: true })
  })

  test.each([
    [{ ok: false, outcome: 'webhook.http.404' }, 'webhook.http.404'],
    [undefined, 'no word about it'],
  ])('a webhook that Zalo could not reach is no success: %j', async (told, words) => {
    verification = told
    expect(await setUpZaloBot(access(), { url, secret: 'a-secret-of-ours' })).toEqual({
      ok: false,
      note: expect.stringContaining(words),
    })
  })

  test('a wrong token and a dead line are told apart, without the token', async () => {
    const wrong = await lookAtZaloBot(access({ token: '9:other' }), url)
    expect(wrong).toEqual({
      ok: false,
      note: expect.stringMatching(/does not know ZALO_BOT_TOKEN/),
    })
    expect(await setUpZaloBot(access({ token: '9:other' }), { url, secret: 'xxxxxxxx' })).toEqual(
      wrong,
    )
    const dead = await lookAtZaloBot(access({ apiUrl: 'http://127.0.0.1:9' }), url)
    expect(dead).toEqual({ ok: false, note: expect.stringMatching(/reach ZALO_BOT_API_URL/) })
    fake.fail({ on: 'getWebhookInfo', answer: { body: { ok: false, errorCode: 426 } } })
    expect(await lookAtZaloBot(access(), url)).toMatchObject({
      note: expect.stringContaining('(426)'),
    })
  })
})
