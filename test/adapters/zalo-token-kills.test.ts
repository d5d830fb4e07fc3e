import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSeal } from '../../adapters/seal.ts'
import { zaloTokenCustodian } from '../../adapters/zalo-token.ts'
import type { LatePairs, TokenStore } from '../../adapters/zalo-token-row.ts'
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts'
import { memoryLate, memoryTokens } from '../support/memory-tokens.ts'

const seal = createSeal('a secret of the installation', 'zalo tokens')
const dayMs = 86_400_000
const statements = ['read', 'takeLease', 'noteIntention', 'save', 'fail', 'release'] as const

let fake: FakeZalo
beforeAll(async () => {
  fake = await startFakeZalo()
})
afterAll(() => fake.close())

interface Machine {
  store: TokenStore
  late: LatePairs
}

/** Where a process dies: before or after a statement is committed, or the answer is on the disk. */
interface Death {
  at: (typeof statements)[number] | 'answer'
  done: boolean
  /** Its how-manieth time. */
  nth?: number
}

/** The same machine for a process that dies there: afterwards it does nothing any more. */
function mortal({ store, late }: Machine, { at, done, nth = 1 }: Death): Machine {
  let isDead = false
  let times = 0
  const dies = (step: Death['at']) => step === at && ++times === nth
  const die = () => {
    isDead = true
    throw new Error('killed')
  }
  const proxied = statements.map((step) => [
    step,
    async (...args: unknown[]) => {
      if (isDead) throw new Error('dead')
      if (!dies(step)) return Reflect.apply(store[step], store, args)
      if (done) await Reflect.apply(store[step], store, args)
      die()
    },
  ])
  return {
    store: { ...store, ...Object.fromEntries(proxied) },
    late: {
      ...late,
      write(pair) {
        const isHere = dies('answer')
        if (isHere && !done) die()
        late.write(pair)
        if (isHere) die()
      },
      clear(version) {
        if (isDead) throw new Error('dead')
        late.clear(version)
      },
    },
  }
}

const processOn = (machine: Machine, owner: string, alarms: string[] = []) =>
  zaloTokenCustodian({
    ...machine,
    seal,
    app: { appId: fake.appId, appSecret: fake.appSecret, oauthUrl: fake.url },
    oaId: fake.oaId,
    apiUrl: fake.url,
    firstRefreshToken: fake.pair().refreshToken,
    owner,
    alarm: (reason) => alarms.push(reason),
    now: () => fake.clock.now(),
  })

async function machine(): Promise<Machine> {
  const one = { store: memoryTokens(() => fake.clock.now()), late: memoryLate() }
  await processOn(one, 'first').start()
  return one
}

const working = () => ({ ok: true, value: fake.pair().accessToken })

describe('a process killed in the middle of a refresh', () => {
  for (const at of [...statements, 'answer'] as const) {
    for (const done of [false, true]) {
      test(`at ${at}, ${done ? 'after' : 'before'} it is done: the chain lives or a person knows`, async () => {
        const alarms: string[] = []
        const one = await machine()
        // `fail` is reached only by a refresh that fails.
        if (at === 'fail') fake.fail({ on: '/access_token', answer: { status: 500, body: '' } })

        await processOn(mortal(one, { at, done }), 'dying')
          .token()
          .catch(() => undefined)

        // Within a minute another process takes over.
        fake.clock.advance(60_000)
        const heir = processOn(one, 'heir', alarms)
        await heir.watch()
        const token = await heir.token()
        const lives = token.ok && token.value === fake.pair().accessToken
        expect(lives || alarms.length > 0).toBe(true)
        // Only a pair of which not a byte was noted may be lost: nothing runs between answer and note.
        expect(lives).toBe(at !== 'answer' || done)

        if (!lives) return
        fake.clock.advance(dayMs)
        await heir.watch()
        expect(await heir.token()).toEqual(working())
      })
    }
  }

  test('a thousand kills at any statement, one generation after the other: no token is lost', async () => {
    const one = await machine()
    const before = { ...fake.grants }
    // Only what every refresh comes through, so that each of the thousand dies.
    const reached: Omit<Death, 'done'>[] = [
      { at: 'read', nth: 1 },
      { at: 'read', nth: 2 },
      { at: 'takeLease' },
      { at: 'noteIntention' },
      { at: 'answer' },
      { at: 'save' },
    ]
    const deaths = fc.sample(
      fc.record({ death: fc.constantFrom(...reached), done: fc.boolean() }),
      {
        numRuns: 1000,
        seed: 11,
      },
    )
    let killed = 0
    for (const [n, { death, done }] of deaths.entries()) {
      // A day later every access token has ended: whoever asks must refresh.
      fake.clock.advance(dayMs + 3_600_000)
      const dies = { ...death, done: done || death.at === 'answer' }
      await processOn(mortal(one, dies), `dying-${n}`)
        .watch()
        .catch(() => void killed++)
      fake.clock.advance(60_000)
      const token = await processOn(one, `heir-${n}`).token()
      expect(token, `after ${JSON.stringify(dies)}`).toEqual(working())
    }
    expect(killed).toBe(1000)
    expect(fake.grants.refused).toBe(before.refused)
  }, 300_000)

  test('a store that fails for a moment costs nothing: the pair waits in memory', async () => {
    let faults = 2
    const store = memoryTokens(
      () => fake.clock.now(),
      (step) => {
        if (step === 'save' && faults-- > 0) throw new Error('database away')
      },
    )
    const tokens = processOn({ store, late: memoryLate() }, 'patient')
    await tokens.start()
    await expect(tokens.token()).rejects.toThrow('database away')
    await expect(tokens.token()).rejects.toThrow('database away')
    expect(await tokens.token()).toEqual(working())
  })

  test('a pair that comes late heals the alarm of those on another machine who found the token used up', async () => {
    let isAway = true
    const alarms: string[] = []
    const store = memoryTokens(
      () => fake.clock.now(),
      (step) => {
        if (step === 'save' && isAway) throw new Error('database away')
      },
    )
    const slow = processOn({ store, late: memoryLate() }, 'slow', alarms)
    await slow.start()
    await expect(slow.token()).rejects.toThrow('database away')
    fake.clock.advance(60_000)
    const other = processOn({ store, late: memoryLate() }, 'other', alarms)
    expect(await other.token()).toMatchObject({ ok: false, verdict: 'wake' })
    expect(alarms).toHaveLength(1)

    isAway = false
    expect(await slow.token()).toEqual(working())
    fake.clock.advance(60_000)
    expect(await other.token()).toEqual(working())
  })

  test('a pair noted for a chain that was started anew meanwhile is left where it lies', async () => {
    const one = await machine()
    await processOn(mortal(one, { at: 'answer', done: true }), 'dying')
      .token()
      .catch(() => undefined)
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    const heir = processOn(one, 'heir')
    const code = fake.consentCode(verifier)
    expect(await heir.redeem({ code, verifier, ours: true })).toEqual({ ok: true })
    expect(await heir.token()).toEqual(working())
    fake.clock.advance(dayMs + 3_600_000)
    expect(await heir.token()).toEqual(working())
  })
})
