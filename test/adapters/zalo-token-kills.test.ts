import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSeal } from '../../adapters/seal.ts'
import { zaloTokenCustodian } from '../../adapters/zalo-token.ts'
import type { TokenStore } from '../../adapters/zalo-token-row.ts'
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts'
import { memoryTokens } from '../support/memory-tokens.ts'

const seal = createSeal('a secret of the installation', 'zalo tokens')
const dayMs = 86_400_000
const steps = ['read', 'takeLease', 'noteIntention', 'save', 'fail', 'release'] as const

let fake: FakeZalo
beforeAll(async () => {
  fake = await startFakeZalo()
})
afterAll(() => fake.close())

/** A process that dies at one statement, before or after it is committed. */
function mortal(store: TokenStore, dies: { at: string; committed: boolean }): TokenStore {
  let isDead = false
  const proxied = steps.map((step) => [
    step,
    async (...args: unknown[]) => {
      if (isDead) throw new Error('dead')
      if (step !== dies.at) return Reflect.apply(store[step], store, args)
      isDead = true
      if (dies.committed) await Reflect.apply(store[step], store, args)
      throw new Error('killed')
    },
  ])
  return { ...store, ...Object.fromEntries(proxied) }
}

describe('a process killed in the middle of a refresh', () => {
  for (const at of steps) {
    for (const committed of [false, true]) {
      test(`at ${at}, ${committed ? 'after' : 'before'} the commit: the chain lives or a person knows`, async () => {
        const alarms: string[] = []
        const store = memoryTokens(() => fake.clock.now())
        const process = (owner: string, over: TokenStore) =>
          zaloTokenCustodian({
            store: over,
            seal,
            app: { appId: fake.appId, appSecret: fake.appSecret, oauthUrl: fake.url },
            oaId: fake.oaId,
            apiUrl: fake.url,
            firstRefreshToken: fake.pair().refreshToken,
            owner,
            alarm: (reason) => alarms.push(reason),
            now: () => fake.clock.now(),
          })
        await process('first', store).start()
        // `fail` is reached only by a refresh that fails.
        if (at === 'fail') fake.fail({ on: '/access_token', answer: { status: 500, body: '' } })

        const dying = process('dying', mortal(store, { at, committed }))
        await dying.token().catch(() => undefined)

        // Within a minute another process takes over.
        fake.clock.advance(60_000)
        const heir = process('heir', store)
        await heir.watch()
        const token = await heir.token()
        const lives = token.ok && token.value === fake.pair().accessToken
        expect(lives || alarms.length > 0).toBe(true)
        // Only a pair that was given and never stored may be lost.
        expect(lives).toBe(at !== 'save' || committed)

        if (!lives) return
        fake.clock.advance(dayMs)
        await heir.watch()
        expect(await heir.token()).toEqual({ ok: true, value: fake.pair().accessToken })
      })
    }
  }

  test('a store that fails for a moment costs nothing: the pair waits in memory', async () => {
    let faults = 2
    const store = memoryTokens(
      () => fake.clock.now(),
      (step) => {
        if (step === 'save' && faults-- > 0) throw new Error('database away')
      },
    )
    const tokens = zaloTokenCustodian({
      store,
      seal,
      app: { appId: fake.appId, appSecret: fake.appSecret, oauthUrl: fake.url },
      oaId: fake.oaId,
      apiUrl: fake.url,
      firstRefreshToken: fake.pair().refreshToken,
      owner: 'patient',
      alarm: () => {},
      now: () => fake.clock.now(),
    })
    await tokens.start()
    await expect(tokens.token()).rejects.toThrow('database away')
    await expect(tokens.token()).rejects.toThrow('database away')
    expect(await tokens.token()).toEqual({ ok: true, value: fake.pair().accessToken })
  })

  test('a pair that comes late heals the alarm of those who found the token used up', async () => {
    let isAway = true
    const alarms: string[] = []
    const store = memoryTokens(
      () => fake.clock.now(),
      (step) => {
        if (step === 'save' && isAway) throw new Error('database away')
      },
    )
    const process = (owner: string) =>
      zaloTokenCustodian({
        store,
        seal,
        app: { appId: fake.appId, appSecret: fake.appSecret, oauthUrl: fake.url },
        oaId: fake.oaId,
        apiUrl: fake.url,
        firstRefreshToken: fake.pair().refreshToken,
        owner,
        alarm: (reason) => alarms.push(reason),
        now: () => fake.clock.now(),
      })
    const slow = process('slow')
    await slow.start()
    await expect(slow.token()).rejects.toThrow('database away')
    fake.clock.advance(60_000)
    const other = process('other')
    expect(await other.token()).toMatchObject({ ok: false, verdict: 'wake' })
    expect(alarms).toHaveLength(1)

    isAway = false
    expect(await slow.token()).toEqual({ ok: true, value: fake.pair().accessToken })
    fake.clock.advance(60_000)
    expect(await other.token()).toEqual({ ok: true, value: fake.pair().accessToken })
  })
})
