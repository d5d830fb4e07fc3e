import { expect, test } from 'vitest'
import type { Consent } from '../../adapters/zalo-token.ts'
import { zaloConsent } from '../../app/zalo-consent.ts'

const zalo = {
  ZALO_APP_ID: '4180000000000000011',
  ZALO_APP_SECRET: 'app-secret',
  ZALO_OA_ID: '3870000000000000022',
  ZALO_OA_SECRET_KEY: 'oa-secret-key',
  apiUrl: 'https://openapi.example',
  oauthUrl: 'https://oauth.example',
}
const publicUrl = 'https://traloi.tinh.example'
const now = new Date('2026-12-01T02:00:00Z')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

const open = (secret = 'a secret of the installation') => zaloConsent(zalo, { secret, publicUrl })

function custodian() {
  const redeemed: Consent[] = []
  return {
    redeemed,
    async redeem(consent: Consent) {
      redeemed.push(consent)
      return { ok: true as const }
    },
  }
}

const stateOf = (link: string) => new URL(link).searchParams.get('state') ?? ''

test('the link names app, callback and challenge, and never a secret', () => {
  const consent = open()
  const link = consent.link(now)
  const { origin, pathname, searchParams } = new URL(link)
  expect(`${origin}${pathname}`).toBe('https://oauth.example/v4/oa/permission')
  expect(searchParams.get('app_id')).toBe(zalo.ZALO_APP_ID)
  expect(searchParams.get('redirect_uri')).toBe(`${publicUrl}/zalo/callback`)
  expect(searchParams.get('code_challenge')).toBe(consent.challenge)
  expect(link).not.toContain(zalo.ZALO_APP_SECRET)
})

test('the challenge stays, since the console holds it too; another installation has another', () => {
  expect(open().challenge).toBe(open().challenge)
  expect(open('another secret').challenge).not.toBe(open().challenge)
})

test('a code is redeemed with the verifier of the challenge', async () => {
  const { createHash } = await import('node:crypto')
  const tokens = custodian()
  const consent = open()
  const state = stateOf(consent.link(now))
  const query = { code: 'the-code', oa_id: zalo.ZALO_OA_ID, state }
  expect(await consent.redeem(query, tokens, later(23))).toEqual({ ok: true })
  const [{ code, verifier = '', ours } = {}] = tokens.redeemed
  expect([code, ours]).toEqual(['the-code', true])
  expect(createHash('sha256').update(verifier).digest('base64url')).toBe(consent.challenge)
})

test('without a state Zalo must confirm whose the token is', async () => {
  const tokens = custodian()
  await open().redeem({ code: 'c' }, tokens, now)
  expect(tokens.redeemed).toMatchObject([{ code: 'c', ours: false }])
})

const link = open().link(now)
test.each([
  ['no code', { state: stateOf(link) }, now, 'no-code'],
  ['a link of yesterday', { code: 'c', state: stateOf(link) }, later(24), 'old-link'],
  [
    'a state of our making with another time',
    { code: 'c', state: `zzzzzzzzz.${stateOf(link).split('.')[1]}` },
    now,
    'old-link',
  ],
  [
    'a state of another installation',
    { code: 'c', state: stateOf(open('another').link(now)) },
    now,
    'old-link',
  ],
  ['nonsense', { code: 'c', state: '.' }, now, 'old-link'],
  ['another account', { code: 'c', oa_id: '1', state: stateOf(link) }, now, 'another-oa'],
])('%s redeems nothing', async (_what, query, at, why) => {
  const tokens = custodian()
  expect(await open().redeem(query, tokens, at)).toMatchObject({ ok: false, why })
  expect(tokens.redeemed).toEqual([])
})
