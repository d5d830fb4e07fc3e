import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lookAtMessenger } from '../../adapters/messenger-look.ts'
import { subscribedFields } from '../../adapters/messenger-profile.ts'
import { type FakeMessenger, startFakeMessenger } from '../support/fake-messenger.ts'

const now = new Date('2026-12-01T02:00:00Z')
const inDays = (days: number) => Math.floor(now.getTime() / 1000) + days * 86_400

let fake: FakeMessenger
beforeEach(async () => {
  fake = await startFakeMessenger({ requireProof: true })
  fake.subscribedFields.push(...subscribedFields)
})
afterEach(() => fake.close())

const look = (differs: Partial<FakeMessenger> = {}) => lookAtMessenger({ ...fake, ...differs }, now)

describe('a look at the Page', () => {
  test('says when all is well', async () => {
    expect(await look()).toEqual([
      { ok: true, note: 'Page "UBND xã mẫu", the token works' },
      { ok: true, note: 'the Page passes on every event' },
    ])
  })

  test.each<[string, () => void, RegExp]>([
    ['a token that ended', () => fake.killToken(), /Page token is no longer accepted .*make a new/],
    [
      'a token of another app',
      () => {
        fake.app.token.app_id = '1'
      },
      /another app than MESSENGER_APP_ID/,
    ],
    [
      'a token that ends soon',
      () => {
        fake.app.token.expires_at = inDays(5)
      },
      /ends on 2026-12-06/,
    ],
    [
      'access to data that ends before the token',
      () => {
        fake.app.token.expires_at = inDays(50)
        fake.app.token.data_access_expires_at = inDays(13)
      },
      /ends on 2026-12-14/,
    ],
    [
      'a missing right',
      () => {
        fake.app.token.scopes = ['pages_messaging']
      },
      /lacks pages_manage_metadata;/,
    ],
    [
      'no subscription',
      () => {
        fake.subscribedFields.length = 0
      },
      /passes nothing on to us; run: cau-noi setup messenger/,
    ],
    ['half a subscription', () => fake.subscribedFields.pop(), /passes only a part on/],
    [
      'a limit on reading subscriptions',
      () =>
        fake.fail({ on: 'subscribed_apps', answer: { status: 400, body: { error: { code: 4 } } } }),
      /cannot be read \(4\)/,
    ],
  ])('%s', async (_what, breaks, words) => {
    breaks()
    const faults = (await look()).filter(({ ok }) => !ok)
    expect(faults).toEqual([{ ok: false, note: expect.stringMatching(words) }])
  })

  test('a token that ends in a month is no fault', async () => {
    fake.app.token.expires_at = inDays(30)
    expect((await look()).every(({ ok }) => ok)).toBe(true)
  })

  test('a wrong secret is told as one, and nothing else is', async () => {
    const [{ note = '' } = {}, ...more] = await look({ appSecret: 'another' })
    expect(note).toContain('MESSENGER_APP_SECRET (190)')
    expect(more).toEqual([])
  })

  test('another Page', async () => {
    expect(await look({ pageId: '1' })).toEqual([
      { ok: false, note: 'MESSENGER_PAGE_TOKEN is of another Page than MESSENGER_PAGE_ID' },
    ])
  })

  test('a line that leads nowhere', async () => {
    const [{ note = '' } = {}] = await look({ graphUrl: 'http://127.0.0.1:9/v25.0' })
    expect(note).toContain('does this machine reach MESSENGER_GRAPH_URL?')
  })

  test('no token and no secret is among the words', async () => {
    for (const breaks of [() => {}, fake.killToken]) {
      breaks()
      expect(JSON.stringify(await look())).not.toMatch(/fake-page-token|app-secret/)
    }
  })
})
