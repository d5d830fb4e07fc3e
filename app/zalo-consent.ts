import { createHmac, hkdfSync } from 'node:crypto'
import { challengeOf, consentLink, type OAuthApp } from '../adapters/zalo-oauth.ts'
import type { Custodian } from '../adapters/zalo-token.ts'
import type { Config } from '../config.ts'
import { sameSecret } from '../desk/links.ts'
import { type Consented, type ConsentQuery, callbackPath } from '../server/pages/zalo-consent.tsx'
import { clearAlarms } from '../store/alarms.ts'
import type { Store } from '../store/database.ts'
import { hurry } from '../store/sending.ts'

export interface Consent {
  /** For the administrator of the OA, good for a day. */
  link(now: Date): string
  /** PKCE's public half, for the console. */
  challenge: string
  /** What Zalo's callback brought: the code is redeemed, once. */
  redeem(query: ConsentQuery, custodian: Pick<Custodian, 'redeem'>, now: Date): Promise<Consented>
}

const linkLivesMs = 86_400_000

/**
 * The consent that starts the token chain. Nothing is stored for it: the PKCE pair is always the
 * same, since Zalo's console wants the challenge too, and the state proves itself.
 */
export function zaloConsent(
  { ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_ID, oauthUrl }: NonNullable<Config['zalo']>,
  { secret, publicUrl }: { secret: string; publicUrl: string },
): Consent {
  const app: OAuthApp = { appId: ZALO_APP_ID, appSecret: ZALO_APP_SECRET, oauthUrl }
  const key = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, ZALO_APP_ID, `cau-noi/zalo-${purpose}`, 32))
  const verifier = key('pkce').toString('base64url')
  const tag = (until: string) =>
    createHmac('sha256', key('state')).update(`${ZALO_OA_ID} ${until}`).digest('base64url')
  const stateUntil = (at: number) => `${at.toString(36)}.${tag(at.toString(36))}`

  function isOurs(state: string, now: Date): boolean {
    const [until = '', given = ''] = state.split('.')
    return sameSecret(given, tag(until)) && Number.parseInt(until, 36) > now.getTime()
  }

  return {
    challenge: challengeOf(verifier),
    link: (now) =>
      consentLink(app, {
        callbackUrl: `${publicUrl}${callbackPath}`,
        verifier,
        state: stateUntil(now.getTime() + linkLivesMs),
      }),
    async redeem({ code, oa_id, state }, custodian, now) {
      if (!code) return { ok: false, why: 'no-code', code: '' }
      // A console that makes the link itself sends no state; then Zalo is asked whose the token is.
      if (state && !isOurs(state, now)) return { ok: false, why: 'old-link', code: '' }
      if (oa_id && oa_id !== ZALO_OA_ID) return { ok: false, why: 'another-oa', code: oa_id }
      return custodian.redeem({ code, verifier, ours: Boolean(state) })
    },
  }
}

/** The channel works again: its alarms end, and what waited for the consent goes out. */
export async function afterConsent(store: Store): Promise<void> {
  for (const cause of ['zalo-token', 'zalo:', 'channel-broken:zalo:'])
    await clearAlarms(store.db, cause)
  await hurry(store, 'zalo')
}
