import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSeal } from '../../adapters/seal.ts'
import { consentLink } from '../../adapters/zalo-oauth.ts'
import { type Consent, zaloTokenCustodian } from '../../adapters/zalo-token.ts'
import type { TokenStore } from '../../adapters/zalo-token-row.ts'
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts'
import { fixturesOf } from '../support/fixtures.ts'
import { memoryLate, memoryTokens } from '../support/memory-tokens.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const seal = createSeal('a secret of the installation', 'zalo tokens')
const fixtures = fixturesOf('zalo')

let fake: FakeZalo
let alarms: string[]
let owners = 0
beforeEach(async () => {
  fake = await startFakeZalo()
  alarms = []
})
afterEach(() => fake.close())

const now = () => fake.clock.now()

/** A process with its own custodian; the store is what processes share. */
function custodian(store: TokenStore, firstRefreshToken = 'fake-refresh-0') {
  return zaloTokenCustodian({
    store,
    late: memoryLate(),
    seal,
    app: { appId: fake.appId, appSecret: fake.appSecret, oauthUrl: fake.url },
    oaId: fake.oaId,
    apiUrl: fake.url,
    firstRefreshToken,
    owner: `process-${owners++}`,
    alarm: (reason) => alarms.push(reason),
    now,
  })
}

async function started() {
  const store = memoryTokens(now)
  const tokens = custodian(store)
  await tokens.start()
  return { store, tokens }
}

const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const consent = (about: Partial<Consent> = {}): Consent => ({
  code: fake.consentCode(verifier),
  verifier,
  ours: true,
  ...about,
})

const working = () => ({ ok: true, value: fake.pair().accessToken })

describe('zalo token', () => {
  test('the first one comes from the environment’s refresh token', async () => {
    const { store, tokens } = await started()
    expect(await tokens.token()).toEqual(working())
    expect(await tokens.token()).toEqual(working())
    expect(fake.grants).toEqual({ given: 1, refused: 0 })
    expect(store.row()).toMatchObject({ version: 2, refreshingSince: null, lastError: null })
  })

  test('neither token lies in the store in plain text', async () => {
    const { store, tokens } = await started()
    await tokens.token()
    const stored = JSON.stringify(store.row())
    expect(stored).not.toContain(fake.pair().accessToken)
    expect(stored).not.toContain(fake.pair().refreshToken)
  })

  test('a refused token is replaced by one refresh', async () => {
    const { tokens } = await started()
    const first = await tokens.token()
    fake.killAccessToken()
    expect(await tokens.replace(first.ok ? first.value : '')).toEqual(working())
    expect(fake.grants.given).toBe(2)
  })

  test('a token that another process has renewed is read, not renewed again', async () => {
    const { store, tokens } = await started()
    const first = await tokens.token()
    const other = custodian(store)
    fake.clock.advance(26 * hourMs)
    await other.token()
    expect(await tokens.replace(first.ok ? first.value : '')).toEqual(working())
    expect(fake.grants.given).toBe(2)
  })

  test('a fresh token that is refused again wakes a person instead of looping', async () => {
    const { tokens } = await started()
    await tokens.token()
    const second = await tokens.replace(fake.pair().accessToken)
    expect(await tokens.replace(second.ok ? second.value : '')).toEqual({
      ok: false,
      verdict: 'wake',
      code: 'refused-again',
    })
    expect(fake.grants.given).toBe(2)
    expect(alarms).toHaveLength(1)
  })

  test('two processes make one call', async () => {
    const { store, tokens } = await started()
    const other = custodian(store)
    const many = [tokens, other, tokens, other, tokens].map((one) => one.token())
    for (const token of await Promise.all(many)) expect(token).toEqual(working())
    expect(fake.grants).toEqual({ given: 1, refused: 0 })
  })

  test('the schedule refreshes long before the end and is quiet otherwise', async () => {
    const { tokens } = await started()
    await tokens.watch()
    await tokens.watch()
    expect(fake.grants.given).toBe(1)
    fake.clock.advance(13 * hourMs)
    await tokens.watch()
    expect(fake.grants.given).toBe(2)
    expect(alarms).toEqual([])
  })

  test('a year of the schedule never loses the chain', async () => {
    const { tokens } = await started()
    for (let day = 0; day < 365; day++) {
      await tokens.watch()
      fake.clock.advance(dayMs)
    }
    expect(fake.grants).toEqual({ given: 365, refused: 0 })
    expect(alarms).toEqual([])
  })

  test('a new token in the environment is adopted once', async () => {
    const { store, tokens } = await started()
    await tokens.token()
    const again = custodian(store)
    await again.start()
    expect(store.row()?.version).toBe(2)

    const fresh = custodian(store, 'another-refresh-token')
    await fresh.start()
    await custodian(store, 'another-refresh-token').start()
    expect(store.row()).toMatchObject({ version: 3, accessToken: null })
  })

  test('an administrator’s consent starts the chain anew', async () => {
    const store = memoryTokens(now)
    const tokens = custodian(store, 'used-up')
    await tokens.start()
    expect(await tokens.token()).toMatchObject({ ok: false, verdict: 'wake' })
    expect(await tokens.redeem(consent())).toEqual({ ok: true })
    expect(await tokens.token()).toEqual(working())
    expect(store.row()).toMatchObject({ version: 2, lastError: null })
    expect(await tokens.redeem(consent({ code: 'a-used-code' }))).toMatchObject({
      ok: false,
      why: 'refused',
    })
    expect(await tokens.token()).toEqual(working())
  })

  test('a consent replaces a token that still works, also in the memory of its process', async () => {
    const { store, tokens } = await started()
    const before = await tokens.token()
    expect(await tokens.redeem(consent())).toEqual({ ok: true })
    expect(await tokens.token()).toEqual(working())
    expect(await tokens.token()).not.toEqual(before)
    // The environment still holds the token of the first start: it is not adopted a second time.
    await custodian(store).start()
    expect(await custodian(store).token()).toEqual(working())
  })

  test('a consent that meets another writer is stored all the same', async () => {
    let racing = true
    const shared = memoryTokens(now)
    const store: TokenStore = {
      ...shared,
      async adopt(pair, adopted, over) {
        if (racing) {
          racing = false
          await shared.adopt({ ...pair, refreshToken: 'raced' }, adopted, over)
        }
        return shared.adopt(pair, adopted, over)
      },
    }
    expect(await custodian(store).redeem(consent())).toEqual({ ok: true })
    expect(shared.row()).toMatchObject({ version: 2 })
    expect(await custodian(shared).token()).toEqual(working())
  })

  test('a consent of another account is not kept', async () => {
    const { store, tokens } = await started()
    const before = store.row()
    const answer = { body: { error: 0, data: { oa_id: '3870000000000000099', name: 'UBND khác' } } }
    fake.fail({ on: '/v2.0/oa/getoa', answer })
    expect(await tokens.redeem(consent())).toEqual({ ok: false, why: 'another-oa', code: 'oa' })
    expect(store.row()).toEqual(before)
  })

  test('an account that cannot be looked at is believed to our own link only', async () => {
    const { store, tokens } = await started()
    const broken = {
      on: '/v2.0/oa/getoa',
      answer: { body: { error: -212, message: 'not registered' } },
    }
    fake.fail(broken)
    expect(await tokens.redeem(consent({ ours: false }))).toEqual({
      ok: false,
      why: 'failed',
      code: '-212',
    })
    expect(store.row()?.version).toBe(1)
    fake.fail(broken)
    expect(await tokens.redeem(consent())).toEqual({ ok: true })
  })

  test('the link to consent carries the challenge, not the verifier', () => {
    const app = { appId: '41', appSecret: 's', oauthUrl: 'https://oauth.example' }
    const callbackUrl = 'https://xa-mau.example/zalo'
    expect(consentLink(app, { callbackUrl, verifier, state: 's1' })).toBe(
      'https://oauth.example/v4/oa/permission?app_id=41&redirect_uri=https%3A%2F%2Fxa-mau.example%2Fzalo' +
        '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&state=s1',
    )
  })
})

describe('zalo token, when the refresh fails', () => {
  const answer = (name: string) => ({
    on: '/access_token',
    answer: { body: fixtures.raw(`response.oauth.${name}`).toString('utf8') },
  })

  test.each(['refused', 'refused_without_number'])('%s: a person is told, once', async (name) => {
    const { store, tokens } = await started()
    fake.fail(answer(name))
    expect(await tokens.token()).toMatchObject({ ok: false, verdict: 'wake' })
    const before = store.row()
    expect(await tokens.token()).toMatchObject({ ok: false, verdict: 'wake' })
    expect(store.row()).toEqual(before)
    expect(alarms).toHaveLength(1)
    expect(alarms[0]).toContain('consent')
    // No second call: the fake would have given tokens.
    expect(fake.grants).toEqual({ given: 0, refused: 0 })
  })

  test.each([
    ['half a pair', answer('half_a_pair')],
    ['a server fault', { answer: { status: 502, body: '<html>' } }],
    ['a line that breaks before', { hangUp: 'before' }],
  ] as const)('%s: the old pair stays and is tried again', async (_name, fault) => {
    const { store, tokens } = await started()
    const { refreshToken } = store.row() ?? {}
    fake.fail(fault)
    expect(await tokens.token()).toMatchObject({ ok: false, verdict: 'retry' })
    expect(store.row()).toMatchObject({ refreshToken, version: 1 })
    expect(alarms).toEqual([])
    fake.clock.advance(minuteMs)
    expect(await tokens.token()).toEqual(working())
  })

  test('an answer that is lost may have used the token up: then a person is told', async () => {
    const { tokens } = await started()
    fake.fail({ hangUp: 'after' })
    expect(await tokens.token()).toMatchObject({ ok: false, verdict: 'retry' })
    fake.clock.advance(minuteMs)
    expect(await tokens.token()).toMatchObject({ ok: false, verdict: 'wake' })
    expect(alarms[0]).toContain('consent')
  })

  test('the old access token serves on while it lives', async () => {
    const { tokens } = await started()
    await tokens.token()
    const living = working()
    fake.clock.advance(13 * hourMs)
    fake.fail({ answer: { status: 500, body: '' } })
    await tokens.watch()
    expect(await tokens.token()).toEqual(living)
  })

  test.each([
    ['a server fault', { answer: { status: 500, body: '' } }, 'retry'],
    ['a refusal', answer('refused'), 'wake'],
  ] as const)(
    '%s after a refused token: the refused one is not offered again',
    async (_name, fault, verdict) => {
      const { tokens } = await started()
      const first = await tokens.token()
      fake.fail(fault)
      expect(await tokens.replace(first.ok ? first.value : '')).toMatchObject({
        ok: false,
        verdict,
      })
    },
  )

  test('the end of both tokens is announced in time', async () => {
    const { tokens } = await started()
    await tokens.token()
    fake.fail({ answer: { status: 500, body: '' }, times: 2 })
    fake.clock.advance(24 * hourMs)
    await tokens.watch()
    expect(alarms).toEqual([expect.stringContaining('about to end')])
    fake.clock.advance(61 * dayMs)
    await tokens.watch()
    expect(alarms).toContainEqual(expect.stringContaining('older than 60 days'))
  })
})
