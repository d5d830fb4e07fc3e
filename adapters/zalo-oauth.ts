import { createHash } from 'node:crypto'
import { z } from 'zod'
import { post } from './http.ts'
import { Id, optional, parseLossless } from './wire.ts'

export interface Pair {
  accessToken: string
  refreshToken: string
  /** 25 hours after its making. */
  expiresInMs: number
}

/**
 * refused: Zalo has looked at the request and said no; asking again changes nothing.
 * failed: nobody knows whether Zalo saw it, so the old refresh token may still be good.
 */
export type Granted =
  | { ok: true; pair: Pair }
  | { ok: false; outcome: 'refused' | 'failed'; code: string }

export type Grant =
  | { grant_type: 'refresh_token'; refresh_token: string }
  | { grant_type: 'authorization_code'; code: string; code_verifier: string }

export interface OAuthApp {
  appId: string
  appSecret: string
  /** https://oauth.zaloapp.com */
  oauthUrl: string
}

const Tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  // "90000", a text in practice.
  expires_in: z.coerce.number().positive().catch(90_000),
})

const Refusal = z.object({ error: optional(Id), error_name: optional(z.string()) })

/** One call to the token endpoint. Success means 2xx and two tokens: its errors come with HTTP 200 too. */
export async function grant(app: OAuthApp, asked: Grant): Promise<Granted> {
  const answer = await post(`${app.oauthUrl}/v4/oa/access_token`, {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      secret_key: app.appSecret,
    },
    body: new URLSearchParams({ ...asked, app_id: app.appId }).toString(),
  })
  if (!answer.got) return { ok: false, outcome: 'failed', code: answer.code }

  const body = parseLossless(answer.body)
  const tokens = Tokens.safeParse(body)
  if (answer.status >= 200 && answer.status < 300 && tokens.success) {
    const { access_token, refresh_token, expires_in } = tokens.data
    const pair = { accessToken: access_token, refreshToken: refresh_token }
    return { ok: true, pair: { ...pair, expiresInMs: expires_in * 1000 } }
  }
  const refusal = Refusal.safeParse(body)
  const { error, error_name } = refusal.success ? refusal.data : {}
  const isRefusal = answer.status < 500 && answer.status !== 429 && (error || error_name)
  return isRefusal
    ? { ok: false, outcome: 'refused', code: error ?? 'without-code' }
    : { ok: false, outcome: 'failed', code: `http-${answer.status}` }
}

/** Where an administrator of the OA gives consent. Callback and challenge must equal the console's. */
export function consentLink(
  { appId, oauthUrl }: OAuthApp,
  { callbackUrl, verifier, state }: { callbackUrl: string; verifier: string; state: string },
): string {
  const query = new URLSearchParams({
    app_id: appId,
    redirect_uri: callbackUrl,
    code_challenge: challengeOf(verifier),
    state,
  })
  return `${oauthUrl}/v4/oa/permission?${query}`
}

/** PKCE: base64url(SHA-256(verifier)), without padding. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier, 'ascii').digest('base64url')
