import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Seal } from './seal.ts'
import { seeOa } from './zalo-oa.ts'
import { type Grant, grant, type OAuthApp, type Pair } from './zalo-oauth.ts'
import type { Late, LatePairs, NewPair, TokenRow, TokenStore } from './zalo-token-row.ts'

export type Token =
  | { ok: true; value: string }
  | { ok: false; verdict: 'wake' | 'retry'; code: string }

/** All that a sender may ask for. */
export interface Tokens {
  token(): Promise<Token>
  /** For a token Zalo has refused: the newer one from the store, or one refresh. */
  replace(refused: string): Promise<Token>
}

export interface CustodianOptions {
  store: TokenStore
  late: LatePairs
  seal: Seal
  app: OAuthApp
  oaId: string
  /** https://openapi.zalo.me: whose a consented token is. */
  apiUrl: string
  /** From the environment; adopted once for each new value. Empty: the chain starts by consent. */
  firstRefreshToken: string
  /** Tells this process from others, e.g. a random id. */
  owner: string
  /** Wakes a person. Called again while the trouble lasts: whoever hears it counts, and writes once. */
  alarm: (reason: string) => void
  now?: () => Date
}

export interface Custodian extends Tokens {
  /** Adopts the environment's token if it is new. Before the first token(). */
  start(): Promise<void>
  /** Every few minutes: refreshes early, and tells of trouble while there is time to act. */
  watch(): Promise<void>
  /** The administrator's code from the consent page: the chain starts anew. */
  redeem(consent: Consent): Promise<Redeemed>
}

export interface Consent {
  code: string
  verifier: string
  /** We know that our own link led here; otherwise Zalo must confirm whose the token is. */
  ours: boolean
}

/**
 * refused: the code is used, older than ten minutes, or of another app or callback.
 * another-oa: somebody consented for an account that is not the configured one.
 * failed: Zalo could not be asked, or the store took nothing: once more with a new link.
 */
export type Redeemed =
  | { ok: true }
  | { ok: false; why: 'refused' | 'another-oa' | 'failed'; code: string }

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
// The HTTP call ends after 15 s; a lease shorter than that once cost others both tokens.
const leaseMs = minuteMs
const cacheMs = minuteMs
const refreshAfterMs = 12 * hourMs
const lateMs = 2 * hourMs
/** Of the three months a refresh token lives. */
const oldAfterMs = 60 * dayMs
/** Between two refreshes that a refused token asked for. */
const forcedEveryMs = 10 * minuteMs
/** Between two calls when nobody knows whether Zalo saw the first. */
const holdAfterFailureMs = 10_000
const refused = 'refused:'

/** The one owner of the OA's tokens: everybody else only reads. */
export function zaloTokenCustodian(options: CustodianOptions): Custodian {
  const { store, late, seal, app, oaId, apiUrl, firstRefreshToken, owner, alarm } = options
  const now = options.now ?? (() => new Date())
  const place = { access: `zalo access token ${oaId}`, refresh: `zalo refresh token ${oaId}` }

  let cached: { row: TokenRow; readAt: number } | undefined
  let unsaved: Late | undefined
  let refreshing: Promise<Token> | undefined
  let forcedAt = Number.NEGATIVE_INFINITY

  return { start, token, replace, watch, redeem }

  async function start(): Promise<void> {
    const row = await store.read()
    const adopted = fingerprint(firstRefreshToken)
    if (row?.adopted === adopted) return
    // False: another process adopted the same token a moment ago.
    await store.adopt(sealed({ refreshToken: firstRefreshToken }), adopted, row?.version)
    cached = undefined
  }

  async function token(): Promise<Token> {
    const row = await fresh(cacheMs)
    if (!row) return { ok: false, verdict: 'wake', code: 'no-token' }
    return isAlive(row) ? opened(row) : refreshOnce(row.version)
  }

  async function replace(refusedToken: string): Promise<Token> {
    const row = await fresh(0)
    if (!row) return { ok: false, verdict: 'wake', code: 'no-token' }
    const current = opened(row)
    // Another process has refreshed meanwhile: rotation kills the old access token at once.
    if (current.ok && current.value !== refusedToken) return current
    if (now().getTime() - forcedAt < forcedEveryMs) {
      alarm('zalo: a token made minutes ago is refused; check the app and the OA in the console')
      return { ok: false, verdict: 'wake', code: 'refused-again' }
    }
    const renewed = await refreshOnce(row.version)
    if (renewed.ok && renewed.value === refusedToken) return inVain()
    if (renewed.ok) forcedAt = now().getTime()
    return renewed
  }

  /** The refresh came to nothing, and the token that still looks alive is the refused one. */
  async function inVain(): Promise<Token> {
    const error = (await fresh(0))?.lastError ?? 'not-renewed'
    return { ok: false, verdict: error.startsWith(refused) ? 'wake' : 'retry', code: error }
  }

  async function watch(): Promise<void> {
    const row = await fresh(0)
    if (!row) return
    if (ageOf(row) > refreshAfterMs || !isAlive(row)) await refreshOnce(row.version)

    const after = (await fresh(0)) ?? row
    if (after.lastError?.startsWith(refused)) alarm(consentNeeded(after.lastError))
    else if (leftOf(after) < lateMs) {
      alarm('zalo: the access token is about to end and could not be refreshed')
    }
    if (after.refreshedAt && ageOf(after) > oldAfterMs) {
      alarm(
        'zalo: the refresh token is older than 60 days and ends after 90; consent again in time: run cau-noi setup zalo',
      )
    }
  }

  async function redeem({ code, verifier, ours }: Consent): Promise<Redeemed> {
    const asked: Grant = { grant_type: 'authorization_code', code, code_verifier: verifier }
    const granted = await grant(app, asked)
    if (!granted.ok) return { ok: false, why: granted.outcome, code: granted.code }
    const seen = await seeOa(apiUrl, granted.pair.accessToken)
    if (seen.ok && seen.id !== oaId) return { ok: false, why: 'another-oa', code: 'oa' }
    if (!seen.ok && !ours) return { ok: false, why: 'failed', code: seen.code }

    // What the store holds is dead from now on, whoever writes it at this moment.
    for (let tries = 0; tries < 5; tries++) {
      const row = await store.read()
      const adopted = row?.adopted ?? fingerprint(firstRefreshToken)
      if (await store.adopt(sealed(granted.pair), adopted, row?.version)) {
        cached = undefined
        return { ok: true }
      }
    }
    return { ok: false, why: 'failed', code: 'store' }
  }

  /** However many senders ask at once, this process refreshes once. */
  function refreshOnce(version: number): Promise<Token> {
    refreshing ??= refresh(version).finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  async function refresh(seen: number): Promise<Token> {
    const row = await store.takeLease(owner, leaseMs)
    if (!row) return waitForOther(seen)
    if (row.version !== seen) {
      await store.release(owner)
      return keep(row)
    }
    const found = late.read()
    if (found?.version === seen) {
      // Whoever was given this pair did not live to store it.
      unsaved = found
      return keep(await fresh(0))
    }
    // No loop: a refused token stays refused until a person has brought another.
    if (row.lastError?.startsWith(refused)) {
      await store.release(owner)
      return stillGood(row)
    }
    // From here on the token may be used up; whoever finds this note knows it.
    if (!(await store.noteIntention(owner, seen))) return waitForOther(seen)

    const refreshToken = seal.open(row.refreshToken, place.refresh)
    const granted = await grant(app, { grant_type: 'refresh_token', refresh_token: refreshToken })
    if (granted.ok) {
      unsaved = { version: seen, pair: sealed(granted.pair) }
      late.write(unsaved)
      return keep(await fresh(0))
    }
    const isRefused = granted.outcome === 'refused'
    const error = isRefused ? `${refused}${granted.code}` : granted.code
    await store.fail(owner, seen, error, isRefused ? 0 : holdAfterFailureMs)
    cached = undefined
    if (isRefused) alarm(consentNeeded(error))
    return stillGood({ ...row, lastError: error })
  }

  /** Another process holds the lease; its call takes a second or two. */
  async function waitForOther(seen: number): Promise<Token> {
    for (let tries = 0; tries < 20; tries++) {
      await sleep(100)
      const row = await fresh(0)
      if (row && row.version !== seen) return opened(row)
    }
    return { ok: false, verdict: 'retry', code: 'refreshing' }
  }

  /** The row, at most `maxAgeMs` old; a pair that still waits to be stored goes first. */
  async function fresh(maxAgeMs: number): Promise<TokenRow | undefined> {
    if (unsaved) {
      // False: somebody has started the chain anew meanwhile, so this pair is history.
      await store.save(unsaved.version, unsaved.pair)
      late.clear(unsaved.version)
      unsaved = undefined
      cached = undefined
    }
    if (cached && now().getTime() - cached.readAt < maxAgeMs) return cached.row
    const row = await store.read()
    cached = row && { row, readAt: now().getTime() }
    return row
  }

  function keep(row: TokenRow | undefined): Token {
    cached = row && { row, readAt: now().getTime() }
    return row ? opened(row) : { ok: false, verdict: 'retry', code: 'no-token' }
  }

  /** A failed refresh does no harm while the old access token lives. */
  function stillGood(row: TokenRow): Token {
    if (isAlive(row)) return opened(row)
    const isRefused = row.lastError?.startsWith(refused)
    return { ok: false, verdict: isRefused ? 'wake' : 'retry', code: row.lastError ?? 'expired' }
  }

  function opened(row: TokenRow): Token {
    if (row.accessToken === null) return { ok: false, verdict: 'retry', code: 'no-access-token' }
    return { ok: true, value: seal.open(row.accessToken, place.access) }
  }

  function sealed(pair: Pick<Pair, 'refreshToken'> & Partial<Pair>): NewPair {
    const { accessToken, refreshToken, expiresInMs = 0 } = pair
    const at = now()
    return {
      accessToken: accessToken === undefined ? null : seal.seal(accessToken, place.access),
      refreshToken: seal.seal(refreshToken, place.refresh),
      expiresAt: accessToken === undefined ? null : new Date(at.getTime() + expiresInMs),
      refreshedAt: accessToken === undefined ? null : at,
    }
  }

  function isAlive(row: TokenRow): boolean {
    return row.accessToken !== null && leftOf(row) > 0
  }

  function leftOf({ expiresAt }: TokenRow): number {
    return (expiresAt?.getTime() ?? 0) - now().getTime()
  }

  function ageOf({ refreshedAt }: TokenRow): number {
    return refreshedAt ? now().getTime() - refreshedAt.getTime() : Number.POSITIVE_INFINITY
  }
}

const fingerprint = (token: string): string => createHash('sha256').update(token).digest('hex')

const consentNeeded = (error: string): string =>
  `zalo: the refresh token is no longer accepted (${error}); an OA admin must consent again: run cau-noi setup zalo`
