import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Profile, setUpMessenger, subscribedFields } from '../../adapters/messenger-profile.ts'
import { type FakeMessenger, startFakeMessenger } from '../support/fake-messenger.ts'

const profile: Profile = {
  greeting: 'Xin chào {{user_first_name}}! Tôi là Trợ lý ảo của xã.',
  openers: [{ label: 'Đăng ký khai sinh cần gì?', payload: 'ask:birth' }],
  menu: [
    { label: 'Phản ánh', payload: 'flow:report' },
    { label: 'Cổng dịch vụ công', url: 'https://dvc.example/' },
  ],
}
const all = ['get_started', 'greeting', 'ice_breakers', 'persistent_menu', 'subscribed_apps']
const now = { dryRun: false }

let fake: FakeMessenger
beforeEach(async () => {
  fake = await startFakeMessenger()
})
afterEach(() => fake.close())

test('a new Page gets its profile and subscriptions', async () => {
  expect(await setUpMessenger(fake, profile, now)).toEqual({
    ok: true,
    changed: all,
    unchanged: [],
  })
  expect(fake.subscribedFields).toEqual(subscribedFields)
  expect(fake.profile).toEqual({
    get_started: { payload: 'GET_STARTED' },
    greeting: [{ locale: 'default', text: profile.greeting }],
    ice_breakers: [
      {
        locale: 'default',
        call_to_actions: [{ question: 'Đăng ký khai sinh cần gì?', payload: 'ask:birth' }],
      },
    ],
    persistent_menu: [
      {
        locale: 'default',
        composer_input_disabled: false,
        call_to_actions: [
          { type: 'postback', title: 'Phản ánh', payload: 'flow:report' },
          { type: 'web_url', title: 'Cổng dịch vụ công', url: 'https://dvc.example/' },
        ],
      },
    ],
  })
})

test('the second time nothing is written', async () => {
  await setUpMessenger(fake, profile, now)
  fake.fail({ method: 'POST', answer: { status: 500, body: '' } })
  expect(await setUpMessenger(fake, profile, now)).toEqual({
    ok: true,
    changed: [],
    unchanged: all,
  })
})

test('only what differs is written', async () => {
  await setUpMessenger(fake, profile, now)
  const result = await setUpMessenger(fake, { ...profile, greeting: 'Chào Anh/Chị' }, now)
  expect(result).toMatchObject({ changed: ['greeting'] })
  fake.subscribedFields.pop()
  expect(await setUpMessenger(fake, { ...profile, greeting: 'Chào Anh/Chị' }, now)).toMatchObject({
    changed: ['subscribed_apps'],
  })
})

test('a dry run tells and changes nothing', async () => {
  expect(await setUpMessenger(fake, profile, { dryRun: true })).toMatchObject({ changed: all })
  expect(fake.profile).toEqual({})
  expect(fake.subscribedFields).toEqual([])
})

test.each([
  ['GET', 'messenger_profile', 'read the profile'],
  ['GET', 'subscribed_apps', 'read the subscriptions'],
  ['POST', 'messenger_profile', 'write the profile'],
  ['POST', 'subscribed_apps', 'subscribe to the Page'],
] as const)('a refused %s of %s is named', async (method, on, step) => {
  fake.fail({ method, on, answer: { status: 400, body: { error: { code: 613 } } } })
  expect(await setUpMessenger(fake, profile, now)).toEqual({ ok: false, step, code: '613' })
})

test('a dead token and a dead line are told apart', async () => {
  fake.fail({ answer: { status: 502, body: '<html>' } })
  expect(await setUpMessenger(fake, profile, now)).toMatchObject({ ok: false, code: 'http-502' })
  fake.fail({ hangUp: 'before' })
  expect(await setUpMessenger(fake, profile, now)).toMatchObject({ code: 'UND_ERR_SOCKET' })
  fake.killToken()
  expect(await setUpMessenger(fake, profile, now)).toMatchObject({ code: '190/460' })
})

describe('the webhook of the app', () => {
  const webhook = {
    callbackUrl: 'https://traloi.tinh.example/webhooks/messenger',
    verifyToken: 'chosen by us',
  }

  test('is set where it differs, with every field, and only once', async () => {
    expect(await setUpMessenger(fake, profile, { webhook, dryRun: false })).toEqual({
      ok: true,
      changed: [...all, 'webhook'],
      unchanged: [],
    })
    expect(fake.app.subscriptions).toEqual([
      {
        object: 'page',
        callback_url: webhook.callbackUrl,
        active: true,
        fields: subscribedFields.map((name) => ({ name, version: 'v25.0' })),
      },
    ])
    fake.fail({ method: 'POST', answer: { status: 500, body: '' } })
    expect(await setUpMessenger(fake, profile, { webhook, dryRun: false })).toMatchObject({
      changed: [],
    })
  })

  test.each<[string, Record<string, unknown>]>([
    ['another address', { callback_url: 'https://old.example/webhooks/messenger' }],
    ['switched off', { active: false }],
    ['a field less', { fields: [{ name: 'messages' }] }],
    ['another object', { object: 'instagram' }],
  ])('%s is mended', async (_what, differs) => {
    await setUpMessenger(fake, profile, { webhook, dryRun: false })
    Object.assign(fake.app.subscriptions[0] ?? {}, differs)
    expect(await setUpMessenger(fake, profile, { webhook, dryRun: true })).toMatchObject({
      changed: ['webhook'],
    })
  })

  test('that Facebook cannot verify is named', async () => {
    const http = { ...webhook, callbackUrl: 'http://127.0.0.1/webhooks/messenger' }
    expect(await setUpMessenger(fake, profile, { webhook: http, dryRun: false })).toEqual({
      ok: false,
      step: 'take the webhook',
      code: '2200',
    })
    const wrong = { ...fake, appSecret: 'another' }
    expect(await setUpMessenger(wrong, profile, { webhook, dryRun: false })).toMatchObject({
      ok: false,
      code: '100',
    })
  })
})

test('the proof of the secret goes with every call of the Page', async () => {
  await fake.close()
  fake = await startFakeMessenger({ requireProof: true })
  expect(await setUpMessenger(fake, profile, now)).toMatchObject({ ok: true })
})

test('what another app on the Page hears is not what we hear', async () => {
  const other = { id: '1', name: 'CRM', subscribed_fields: subscribedFields }
  fake.fail({ method: 'GET', on: 'subscribed_apps', answer: { body: { data: [other] } } })
  expect(await setUpMessenger(fake, profile, { dryRun: true })).toMatchObject({ changed: all })
})
