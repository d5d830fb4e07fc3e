import { createHash, randomBytes } from 'node:crypto'
import {
  type Answer,
  type Call,
  type Clock,
  deliver,
  type FakePlatform,
  isObject,
  movableClock,
  parsed,
  startFakePlatform,
  type Webhook,
} from './fake-platform.ts'
import { faultOf, type ZaloButton, type ZaloMessage } from './fake-zalo-message.ts'
import { signZalo } from './sign-zalo.ts'

export interface FakeZaloOptions {
  appId?: string
  appSecret?: string
  oaId?: string
  oaSecretKey?: string
  /** The refresh token the chain starts with. */
  refreshToken?: string
  clock?: Clock
  /** refused-tier: buttons answer -224 · refused-shape: -201. */
  buttons?: 'accepted' | 'refused-tier' | 'refused-shape'
  /** Calls in one minute before -32. */
  perMinute?: number
  /** Messages of the package after the free window; then they are billed. */
  packageLeft?: number
  /** Where echoes of our own messages are posted; nowhere when absent. */
  webhookUrl?: string
}

export interface SentByZalo {
  to: string
  text: string | undefined
  buttons: ZaloButton[]
  picture: string | undefined
  messageId: string
  at: Date
  message: ZaloMessage
}

export interface FakeZalo extends FakePlatform {
  appId: string
  appSecret: string
  oaId: string
  oaSecretKey: string
  /** The refresh token the chain starts with. */
  refreshToken: string
  clock: Clock
  sent: SentByZalo[]
  /** Grants given by the token endpoint, and those it refused. */
  grants: { given: number; refused: number }
  /** The pair that works now. */
  pair(): { accessToken: string; refreshToken: string }
  /** Gives out an access token without the token endpoint, for tests that only send. */
  login(): void
  /** The access token dies at once, as after a change in the console. */
  killAccessToken(): void
  /** A code from the consent page, good once for 10 minutes. */
  consentCode(verifier: string): string
  /** An administrator opens the consent link and agrees; where the browser is sent then. */
  consents(link: string): string
  /** Opens the window of a citizen without a webhook. */
  heard(userId: string, at?: Date): void
  block(userId: string): void
  setButtons(buttons: FakeZaloOptions['buttons']): void
  /** A signed webhook; what the citizen did in it counts as an interaction. */
  webhook(event: Record<string, unknown>): Webhook
  /** A message typed by a citizen, signed. */
  says(userId: string, text: string, extra?: Record<string, unknown>): Webhook
  deliver(url: string, event: Record<string, unknown>): Promise<number>
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Zalo's OA and OAuth hosts in one server: as strict as the real ones, with a clock of its own. */
export async function startFakeZalo(options: FakeZaloOptions = {}): Promise<FakeZalo> {
  const {
    appId = '4180000000000000011',
    appSecret = 'fake-zalo-app-secret',
    oaId = '3870000000000000022',
    oaSecretKey = 'fake-zalo-oa-secret-key',
    refreshToken = 'fake-refresh-0',
    clock = movableClock(),
    perMinute = 4000,
    webhookUrl,
  } = options
  const sent: SentByZalo[] = []
  const grants = { given: 0, refused: 0 }
  const lastHeard = new Map<string, number>()
  const blocked = new Set<string>()
  const codes = new Map<string, { challenge: string; until: number }>()
  const minute = { start: 0, calls: 0 }
  let packageLeft = options.packageLeft ?? 500
  let buttons = options.buttons ?? 'accepted'
  let pair = { accessToken: '', refreshToken, diesAt: 0 }
  let refreshDiesAt = clock.now().getTime() + 90 * dayMs

  const platform = await startFakePlatform((call) => {
    const route = `${call.method} ${call.path}`
    if (route === 'POST /v4/oa/access_token') return oauth(call)
    const refused = refusedToken(call.headers.access_token)
    if (refused) return refused
    if (route === 'POST /v3.0/oa/message/cs') return send(call)
    if (route === 'POST /v2.0/oa/message') return error(-240, 'MessageV2 API has been shut down')
    if (route === 'GET /v2.0/oa/getoa') {
      return ok({
        oa_id: oaId,
        name: 'UBND xã mẫu',
        is_verified: true,
        oa_type: 4,
        package_name: 'Toàn diện',
      })
    }
    return { status: 404, body: '<html>not found</html>' }
  })

  function refusedToken(given: unknown): Answer | undefined {
    if (given !== pair.accessToken || pair.accessToken === '') {
      return error(-216, 'Access token is invalid')
    }
    const isExpired = clock.now().getTime() >= pair.diesAt
    return isExpired ? error(-220, 'access_token is expired or removed') : undefined
  }

  function oauth({ headers, body }: Call): Answer {
    const form = new URLSearchParams(body)
    const isOurs = headers.secret_key === appSecret && form.get('app_id') === appId
    if (!isOurs || !String(headers['content-type']).includes('x-www-form-urlencoded')) {
      return refusal(-14002, 'Invalid app id')
    }
    const now = clock.now().getTime()
    const code = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const verified = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const allowed =
      form.get('grant_type') === 'authorization_code'
        ? code !== undefined && code.until > now && code.challenge === verified
        : form.get('refresh_token') === pair.refreshToken && now < refreshDiesAt
    if (!allowed) return refusal(-14014, 'Invalid refresh token')
    grants.given++
    rotate()
    const { accessToken: access_token, refreshToken: refresh_token } = pair
    return { body: { access_token, refresh_token, expires_in: '90000' } }
  }

  /** Single use: both old tokens end here, whether or not the answer arrives. */
  function rotate(): void {
    const fresh = () => randomBytes(24).toString('base64url')
    const now = clock.now().getTime()
    pair = {
      accessToken: `at-${fresh()}`,
      refreshToken: `rt-${fresh()}`,
      diesAt: now + 25 * hourMs,
    }
    refreshDiesAt = now + 90 * dayMs
  }

  function refusal(code: number, name: string): Answer {
    grants.refused++
    const about = { error_name: name, error_reason: '', error_description: name, ref_doc: '' }
    return { body: { error: code, ...about } }
  }

  function send({ body }: Call): Answer {
    const now = clock.now().getTime()
    if (now - minute.start >= 60_000) Object.assign(minute, { start: now, calls: 0 })
    minute.calls++
    const headers = {
      'x-ratelimit-limit': String(perMinute),
      'x-ratelimit-remain': String(Math.max(0, perMinute - minute.calls)),
    }
    if (minute.calls > perMinute) {
      return { headers, ...error(-32, 'Your application reached limit call api') }
    }
    return { headers, ...delivered(parsed(body), now) }
  }

  function delivered(body: unknown, now: number): Answer {
    const fault = faultOf(body, buttons)
    if (fault) return error(...fault)
    // as: faultOf has just checked this shape.
    const { recipient, message } = body as { recipient: { user_id: string }; message: ZaloMessage }
    const to = recipient.user_id
    const heardAt = lastHeard.get(to)
    if (blocked.has(to)) return error(-213, 'User has not followed OA')
    if (heardAt === undefined) return error(-232, 'User has not interacted with the OA')
    if (now - heardAt > 7 * dayMs) return error(-230, 'User has not interacted in the past 7 days')

    const messageId = randomBytes(10).toString('hex')
    const payload = message.attachment?.payload
    sent.push({
      to,
      text: message.text,
      buttons: payload?.buttons ?? [],
      picture: payload?.elements?.[0]?.url,
      messageId,
      at: clock.now(),
      message,
    })
    if (webhookUrl) void echo(webhookUrl, to, messageId, message.text)
    return ok({
      message_id: messageId,
      user_id: to,
      sent_time: String(now),
      ...quotaFor(now - heardAt),
    })
  }

  function quotaFor(ageMs: number): { quota?: Record<string, string> } {
    if (ageMs <= 48 * hourMs) return { quota: { quota_type: 'reply' } }
    if (packageLeft <= 0) return {}
    packageLeft--
    return { quota: { quota_type: 'sub_quota', remain: String(packageLeft), total: '500' } }
  }

  function webhook(event: Record<string, unknown>): Webhook {
    const timestamp = String(event.timestamp ?? clock.now().getTime())
    const body = Buffer.from(JSON.stringify({ app_id: appId, ...event, timestamp }))
    noteInteraction(event)
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'x-zevent-signature': signZalo(body, { appId, oaSecretKey, timestamp }),
      },
    }
  }

  function noteInteraction({ event_name, sender, follower, user_id }: Record<string, unknown>) {
    const opens = /^(user_send_|user_submit_info|follow$|user_click_chatnow)/
    if (typeof event_name !== 'string' || !opens.test(event_name)) return
    const party = isObject(sender) ? sender.id : isObject(follower) ? follower.id : user_id
    if (typeof party === 'string') lastHeard.set(party, clock.now().getTime())
  }

  const says: FakeZalo['says'] = (userId, text, extra = {}) =>
    webhook({
      sender: { id: userId },
      recipient: { id: oaId },
      event_name: 'user_send_text',
      message: { text, msg_id: randomBytes(10).toString('hex') },
      ...extra,
    })

  const echo = (url: string, to: string, messageId: string, text: string | undefined) =>
    deliver(
      url,
      webhook({
        sender: { id: oaId },
        recipient: { id: to },
        event_name: 'oa_send_text',
        message: { text, msg_id: messageId },
      }),
    ).catch(() => 0)

  function codeFor(challenge: string): string {
    const code = randomBytes(16).toString('hex')
    codes.set(code, { challenge, until: clock.now().getTime() + 600_000 })
    return code
  }

  return {
    ...platform,
    ...{ appId, appSecret, oaId, oaSecretKey, refreshToken, clock, sent, grants, webhook, says },
    pair: () => ({ accessToken: pair.accessToken, refreshToken: pair.refreshToken }),
    login: rotate,
    killAccessToken: () => {
      pair = { ...pair, accessToken: `dead-${pair.accessToken}` }
    },
    consentCode: (verifier) => codeFor(createHash('sha256').update(verifier).digest('base64url')),
    consents: (link) => {
      const { pathname, searchParams } = new URL(link)
      const callback = searchParams.get('redirect_uri') ?? ''
      const challenge = searchParams.get('code_challenge') ?? ''
      const isAsked = pathname === '/v4/oa/permission' && searchParams.get('app_id') === appId
      if (!isAsked || !/^[\w-]{43}$/.test(challenge)) throw new Error('Zalo shows an error: -14002')
      const answer = {
        code: codeFor(challenge),
        oa_id: oaId,
        state: searchParams.get('state') ?? '',
      }
      return `${callback}?${new URLSearchParams(answer)}`
    },
    heard: (userId, at = clock.now()) => void lastHeard.set(userId, at.getTime()),
    block: (userId) => void blocked.add(userId),
    setButtons: (next = 'accepted') => {
      buttons = next
    },
    deliver: (url, event) => deliver(url, webhook(event)),
  }
}

// HTTP 200 whatever happened, as Zalo does it.
const error = (code: number, message: string): Answer => ({ body: { error: code, message } })
const ok = (content: Record<string, unknown>): Answer => ({
  body: { data: content, error: 0, message: 'Success' },
})
