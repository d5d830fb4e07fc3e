import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post } from '../../adapters/http.ts'
import { type FakeMessenger, startFakeMessenger } from '../support/fake-messenger.ts'
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts'

// A fake more polite than the platform proves nothing: these are the refusals our tests lean on.

const citizen = '6190000000000000033'
const day = 86_400_000
const long = (length: number) => 'a'.repeat(length)

describe('the fake Zalo', () => {
  let fake: FakeZalo
  beforeAll(async () => {
    fake = await startFakeZalo()
    fake.login()
    fake.heard(citizen)
  })
  afterAll(() => fake.close())

  async function code(message: unknown, token = fake.pair().accessToken, to = citizen) {
    const answer = await post(`${fake.url}/v3.0/oa/message/cs`, {
      headers: { access_token: token },
      body: JSON.stringify({ recipient: { user_id: to }, message }),
    })
    expect(answer.got && answer.status).toBe(200)
    return answer.got && JSON.parse(answer.body).error
  }

  const buttons = (count: number, button: object = {}) => ({
    text: 'Chọn',
    attachment: {
      type: 'template',
      payload: {
        buttons: Array(count).fill({ title: 'A', type: 'oa.query.hide', payload: 'a', ...button }),
      },
    },
  })

  test.each<[string, unknown, number]>([
    ['2000 letters', { text: long(2000) }, 0],
    ['2001 letters', { text: long(2001) }, -210],
    ['no words', { text: ' ' }, -201],
    ['nothing', {}, -201],
    ['an invented key', { text: 'a', quick_replies: [] }, -201],
    ['5 buttons', buttons(5), 0],
    ['6 buttons', buttons(6), -210],
    ['no buttons', buttons(0), -201],
    ['a title of 101', buttons(1, { title: long(101) }), -210],
    ['a payload of 1001', buttons(1, { payload: long(1001) }), -201],
    ['an invented type', buttons(1, { type: 'postback' }), -201],
    ['buttons without words', { ...buttons(1), text: undefined }, -201],
    [
      'the invented template_type',
      { text: 'a', attachment: { type: 'template', payload: { template_type: 'button' } } },
      -201,
    ],
  ])('judges %s', async (_name, message, expected) => {
    expect(await code(message)).toBe(expected)
  })

  test('knows tokens and citizens', async () => {
    expect(await code({ text: 'a' }, 'invented')).toBe(-216)
    expect(await code({ text: 'a' }, undefined, 'a stranger')).toBe(-232)
    fake.heard('old', new Date(fake.clock.now().getTime() - 8 * day))
    expect(await code({ text: 'a' }, undefined, 'old')).toBe(-230)
    fake.block('gone')
    expect(await code({ text: 'a' }, undefined, 'gone')).toBe(-213)
    fake.clock.advance(25 * 3_600_000)
    expect(await code({ text: 'a' })).toBe(-220)
  })
})

describe('the fake Messenger', () => {
  let fake: FakeMessenger
  beforeAll(async () => {
    fake = await startFakeMessenger({ humanAgent: false })
    fake.heard(citizen)
  })
  afterAll(() => fake.close())

  async function code(
    body: object,
    path = `v25.0/${fake.pageId}/messages`,
    token = fake.pageToken,
  ) {
    const answer = await post(`${fake.url}/${path}`, {
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ recipient: { id: citizen }, messaging_type: 'RESPONSE', ...body }),
    })
    if (!answer.got) return answer.code
    const { error } = JSON.parse(answer.body)
    return error ? `${error.code}/${error.error_subcode ?? ''}` : 'ok'
  }

  const replies = (count: number, one: object = {}) => ({
    message: {
      text: 'Chọn',
      quick_replies: Array(count).fill({ content_type: 'text', title: 'A', payload: 'a', ...one }),
    },
  })
  const template = (text: string, count = 1, one: object = {}) => ({
    message: {
      attachment: {
        type: 'template',
        payload: {
          template_type: 'button',
          text,
          buttons: Array(count).fill({
            type: 'web_url',
            title: 'A',
            url: 'https://a.example/',
            ...one,
          }),
        },
      },
    },
  })

  test.each<[string, object, string]>([
    ['2000 letters', { message: { text: long(2000) } }, 'ok'],
    ['2001 letters', { message: { text: long(2001) } }, '100/'],
    ['no words', { message: { text: ' ' } }, '100/2018015'],
    ['13 quick replies', replies(13), 'ok'],
    ['14 quick replies', replies(14), '100/'],
    ['a title of 21', replies(1, { title: long(21) }), '100/'],
    ['a template of 640', template(long(640)), 'ok'],
    ['a template of 641', template(long(641)), '100/'],
    ['3 buttons', template('a', 3), 'ok'],
    ['4 buttons', template('a', 4), '100/2018032'],
    ['a button to http', template('a', 1, { url: 'http://a.example/' }), '100/2018034'],
    ['metadata of 1001', { message: { text: 'a', metadata: long(1001) } }, '100/'],
    ['an invented key', { message: { text: 'a' }, priority: 1 }, '100/'],
    ['no messaging_type', { message: { text: 'a' }, messaging_type: undefined }, '100/'],
    [
      'a tag of yesterday',
      { message: { text: 'a' }, messaging_type: 'MESSAGE_TAG', tag: 'ACCOUNT_UPDATE' },
      '100/1893061',
    ],
    [
      'a feature the Page has not',
      { message: { text: 'a' }, messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' },
      '10/',
    ],
  ])('judges %s', async (_name, body, expected) => {
    expect(await code(body)).toBe(expected)
  })

  test('knows versions, tokens, people, owners and windows', async () => {
    const hello = { message: { text: 'a' } }
    expect(await code(hello, `${fake.pageId}/messages`)).toBe('100/33')
    expect(await code(hello, 'v25.0/me/messages')).toBe('ok')
    expect(await code(hello, undefined, 'invented')).toBe('190/')
    expect(await code(hello, `v25.0/me/messages?appsecret_proof=00`)).toBe('100/')
    expect(await code({ ...hello, recipient: { id: 'a stranger' } })).toBe('100/2018001')
    fake.setOwner(citizen, 'another-app')
    expect(await code(hello)).toBe('10/2018300')
    fake.setOwner(citizen, 'us')
    fake.clock.advance(day + 1000)
    expect(await code(hello)).toBe('10/2018278')
    fake.killToken()
    expect(await code(hello)).toBe('190/460')
  })
})
