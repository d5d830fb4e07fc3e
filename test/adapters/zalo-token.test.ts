import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSeal } from '../../adapters/seal.ts'
import { consentLink } from '../../adapters/zalo-oauth.ts'
import { type TokenStore, zaloTokenCustodian } from '../../adapters/zalo-token.ts'
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts'
import { fixturesOf } from '../support/fixtures.ts'
import { memoryTokens } from '../support/memory-tokens.ts'

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
    seal,
    app: { appId: fake.appId, appSecret: fake.appSecret, oauthUrl: fake.url },
    oaId: fake.oaId,
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
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    expect(await tokens.redeem(fake.consentCode(verifier), verifier)).toEqual(working())
    expect(await tokens.redeem('a-used-code', verifier)).toMatchObject({ ok: false })
    expect(await tokens.token()).toEqual(working())
  })

  test('the link to consent carries the challenge, not the verifier', () => {
    const app = { appId: '41', appSecret: 's', oauthUrl: 'https://oauth.example' }
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
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
