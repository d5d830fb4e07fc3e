import { createHmac, randomBytes } from 'node:crypto'
import { asApp, type GraphApp, graphApp } from './fake-graph-app.ts'
import {
  asSent,
  messageFault,
  type Fault as Refusal,
  type SentByMessenger,
} from './fake-messenger-message.ts'
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

export interface FakeMessengerOptions {
  appId?: string
  appSecret?: string
  pageId?: string
  pageToken?: string
  clock?: Clock
  /** The Page has the "Human Agent" feature. */
  humanAgent?: boolean
  /** The dashboard's "Require App Secret": calls without a proof are refused. */
  requireProof?: boolean
  /** Sends in one second before 613. */
  perSecond?: number
  /** Where echoes are posted; nowhere when absent. */
  webhookUrl?: string
  /** Real echoes may overtake the answer to the send. */
  echoFirst?: boolean
}

export interface FakeMessenger extends FakePlatform {
  /** With its version, as the product is configured. */
  graphUrl: string
  appId: string
  appSecret: string
  pageId: string
  pageToken: string
  clock: Clock
  sent: SentByMessenger[]
  /** Sender actions, in order: "typing_on 24…". */
  actions: string[]
  /** What was set on the Messenger profile. */
  profile: Record<string, unknown>
  subscribedFields: string[]
  /** What is told and taken as the app itself. */
  app: GraphApp
  /** Opens the window of a person without a webhook. */
  heard(psid: string, at?: Date): void
  /** Another app owns the thread from now on, or gives it back. */
  setOwner(psid: string, owner: 'us' | 'another-app'): void
  /** The token dies: the administrator has changed the password. */
  killToken(): void
  /** Percent of the allowance used, told with every answer; minutes until it is free again. */
  setUsage(percent: number, regainMinutes?: number): void
  /** A signed webhook around these items, escaped like Meta's; what people did in it counts. */
  webhook(items: Record<string, unknown>[], more?: Record<string, unknown>): Webhook
  says(psid: string, text: string, extra?: Record<string, unknown>): Webhook
  presses(psid: string, payload: string, title?: string): Webhook
  deliver(url: string, items: Record<string, unknown>[]): Promise<number>
}

const dayMs = 86_400_000

/** `sha256=` + hex(HMAC-SHA256(app secret, body)). */
const signMessenger = (body: string | Buffer, { appSecret }: { appSecret: string }): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`

/** JSON as Meta puts it on the wire: letters beyond ASCII as \uXXXX, slashes as \/. */
export const metaJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/')

/** The Graph API of one Page: as strict as the real one, with a clock of its own. */
export async function startFakeMessenger(
  options: FakeMessengerOptions = {},
): Promise<FakeMessenger> {
  const {
    appId = '918273645546372',
    appSecret = 'fake-messenger-app-secret',
    pageId = '108172635445362',
    pageToken = 'fake-page-token',
    clock = movableClock(),
    humanAgent = true,
    requireProof = false,
    perSecond = 300,
    webhookUrl,
    echoFirst = false,
  } = options
  const sent: SentByMessenger[] = []
  const actions: string[] = []
  const profile: Record<string, unknown> = {}
  const lastHeard = new Map<string, number>()
  const elsewhere = new Set<string>()
  const subscribedFields: string[] = []
  const app = graphApp({ appId })
  const second = { start: 0, calls: 0 }
  let tokenLives = true
  let usage = { percent: 0, regainMinutes: 0 }

  const platform = await startFakePlatform(async (call) => {
    const path = call.path.replace(/^\/v\d+\.\d+\//, '').replace(/^me(?=\/|$)/, pageId)
    if (path === call.path) return refusal([100, 33, 'Unsupported request: no version'], 404)
    const told = asApp({ appId, appSecret, pageId, pageToken }, app, path, call)
    if (told) return told
    const refused = refusedCaller(call)
    if (refused) return { headers: usageHeaders(), ...refusal(refused) }
    return { headers: usageHeaders(), ...(await route(path, call)) }
  })

  async function route(path: string, call: Call): Promise<Answer> {
    const body = parsed(call.body)
    switch (`${call.method} ${path}`) {
      case `POST ${pageId}/messages`:
        return send(body)
      case `POST ${pageId}/messenger_profile`:
        if (!isObject(body)) return refusal([100, undefined, 'Invalid parameter'])
        Object.assign(profile, body)
        return { body: { result: 'success' } }
      case `GET ${pageId}/messenger_profile`:
        return { body: { data: [profile] } }
      case `DELETE ${pageId}/messenger_profile`:
        for (const field of fieldsOf(body)) delete profile[field]
        return { body: { result: 'success' } }
      case `POST ${pageId}/subscribed_apps`:
        subscribedFields.splice(0, Number.POSITIVE_INFINITY, ...subscribed(call, body))
        return { body: { success: true } }
      case `GET ${pageId}/subscribed_apps`:
        return {
          body: { data: [{ id: appId, name: 'Cầu Nối', subscribed_fields: subscribedFields }] },
        }
      case `GET ${pageId}`:
        return { body: { id: pageId, name: 'UBND xã mẫu' } }
      default:
        return refusal([100, 33, 'Unsupported request'])
    }
  }

  function refusedCaller({ headers, query }: Call): Refusal | undefined {
    const bearer = String(headers.authorization ?? '').replace(/^Bearer /, '')
    const token = bearer || (query.get('access_token') ?? '')
    if (token !== pageToken) return [190, undefined, 'Invalid OAuth access token']
    if (!tokenLives) return [190, 460, 'The session has been invalidated']
    const proof = query.get('appsecret_proof')
    const right = createHmac('sha256', appSecret).update(token).digest('hex')
    if (proof === null ? requireProof : proof !== right) {
      return [100, undefined, 'Invalid appsecret_proof provided in the API argument']
    }
    return undefined
  }

  async function send(body: unknown): Promise<Answer> {
    const now = clock.now().getTime()
    if (now - second.start >= 1000) Object.assign(second, { start: now, calls: 0 })
    if (++second.calls > perSecond) return refusal([613, undefined, 'Calls exceed the rate limit'])
    if (!isObject(body) || !isObject(body.recipient)) {
      return refusal([100, undefined, 'The parameter recipient is required'])
    }
    const psid = String(body.recipient.id ?? '')
    const heardAt = lastHeard.get(psid)
    if (heardAt === undefined) return refusal([100, 2018001, 'No matching user found'])
    const fault = messageFault(body) ?? windowFault(body, now - heardAt, psid)
    if (fault) return refusal(fault)
    if (typeof body.sender_action === 'string') {
      actions.push(`${body.sender_action} ${psid}`)
      return { body: { recipient_id: psid } }
    }
    const messageId = `m_${randomBytes(60).toString('base64url')}`
    const message = body.message
    sent.push(asSent(psid, messageId, body, clock.now()))
    if (webhookUrl) {
      const echoed = deliver(webhookUrl, echo(psid, messageId, message)).catch(() => 0)
      if (echoFirst) await echoed
    }
    return { body: { recipient_id: psid, message_id: messageId } }
  }

  function windowFault(
    { messaging_type, tag }: Record<string, unknown>,
    ageMs: number,
    psid: string,
  ): Refusal | undefined {
    if (elsewhere.has(psid)) return [10, 2018300, 'Another app is controlling this thread now']
    const tagged = messaging_type === 'MESSAGE_TAG'
    if (tagged && tag !== 'HUMAN_AGENT') return [100, 1893061, 'Invalid parameter']
    if (tagged && !humanAgent) return [10, undefined, 'Requires the Human Agent feature']
    const open = ageMs <= (tagged ? 7 * dayMs : dayMs)
    return open ? undefined : [10, 2018278, 'This message is sent outside of allowed window']
  }

  function webhook(items: Record<string, unknown>[], more = {}): Webhook {
    const now = clock.now().getTime()
    for (const item of items) noteInteraction(item)
    const messaging = items.map((item) => ({ timestamp: now, ...item }))
    const entry = [{ id: pageId, time: now, messaging, ...more }]
    const body = Buffer.from(metaJson({ object: 'page', entry }))
    const signature = signMessenger(body, { appSecret })
    return {
      body,
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    }
  }

  function noteInteraction({
    sender,
    message,
    postback,
    referral,
    reaction,
  }: Record<string, unknown>) {
    if (!isObject(sender) || sender.id === pageId) return
    if (message || postback || referral || reaction) {
      lastHeard.set(String(sender.id), clock.now().getTime())
    }
  }

  const between = (psid: string) => ({ sender: { id: psid }, recipient: { id: pageId } })
  const mid = () => `m_${randomBytes(60).toString('base64url')}`

  function echo(psid: string, messageId: string, message: unknown): Webhook {
    const said = isObject(message) ? message : {}
    const { text, metadata } = said
    // App ids arrive as numbers in echoes.
    const content = { is_echo: true, app_id: Number(appId), mid: messageId, text, metadata }
    return webhook([{ sender: { id: pageId }, recipient: { id: psid }, message: content }])
  }

  function usageHeaders(): Record<string, string> {
    if (usage.percent === 0) return {}
    const { percent, regainMinutes } = usage
    const counts = { call_count: percent, total_cputime: 3, total_time: 4 }
    const one = { type: 'messenger', ...counts, estimated_time_to_regain_access: regainMinutes }
    return {
      'x-app-usage': JSON.stringify(counts),
      'x-business-use-case-usage': JSON.stringify({ [pageId]: [one] }),
    }
  }

  return {
    ...platform,
    graphUrl: `${platform.url}/v25.0`,
    ...{
      appId,
      appSecret,
      pageId,
      pageToken,
      clock,
      sent,
      actions,
      profile,
      subscribedFields,
      app,
    },
    heard: (psid, at = clock.now()) => void lastHeard.set(psid, at.getTime()),
    setOwner: (psid, owner) => void (owner === 'us' ? elsewhere.delete(psid) : elsewhere.add(psid)),
    killToken: () => {
      tokenLives = false
      app.token.is_valid = false
    },
    setUsage: (percent, regainMinutes = 0) => {
      usage = { percent, regainMinutes }
    },
    webhook,
    says: (psid, text, extra = {}) =>
      webhook([{ ...between(psid), message: { mid: mid(), text, ...extra } }]),
    presses: (psid, payload, title = 'Nút bấm') =>
      webhook([{ ...between(psid), postback: { mid: mid(), title, payload } }]),
    deliver: (url, items) => deliver(url, webhook(items)),
  }
}

const fieldsOf = (body: unknown): string[] =>
  isObject(body) && Array.isArray(body.fields) ? body.fields.map(String) : []

function subscribed({ query }: Call, body: unknown): string[] {
  const told = isObject(body) ? body.subscribed_fields : undefined
  const list = query.get('subscribed_fields') ?? told ?? ''
  return Array.isArray(list) ? list.map(String) : String(list).split(',')
}

function refusal([code, subcode, words]: Refusal, status = 400): Answer {
  const about = { message: `(#${code}) ${words}`, type: 'OAuthException', code }
  const error = { ...about, ...(subcode && { error_subcode: subcode }), fbtrace_id: 'AFake' }
  return { status, body: { error } }
}
