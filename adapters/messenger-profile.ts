import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Choice, Link } from './channel.ts'
import { type Answer, get, post } from './http.ts'
import { optional, parseLossless } from './wire.ts'

/** What people see of the Page in Messenger before and beside the talk. */
export interface Profile {
  /** Shown before the first message; at most 160 letters. */
  greeting: string
  /** Questions to begin with, at most 4; shown instead of the "get started" button. */
  openers: Choice[]
  /** Always at hand; titles of at most 30 letters. */
  menu: (Choice | Link)[]
}

export interface PageAccess {
  pageToken: string
  /** With its version: https://graph.facebook.com/v25.0 */
  graphUrl: string
}

export type SetUp =
  | { ok: true; changed: string[]; unchanged: string[] }
  | { ok: false; step: string; code: string }

/** A Page that misses one of these goes deaf in that respect; both levels must carry them. */
export const subscribedFields = [
  'messages',
  'messaging_postbacks',
  'messaging_referrals',
  'messaging_optins',
  'message_echoes',
  'message_deliveries',
  'message_reads',
  'message_reactions',
  'message_edits',
  'messaging_handovers',
  'standby',
  'messaging_policy_enforcement',
]

/** Writes only what differs: Facebook allows ten changes in ten minutes. Twice is the same as once. */
export async function setUpMessenger(
  page: PageAccess,
  profile: Profile,
  { dryRun }: { dryRun: boolean },
): Promise<SetUp> {
  const wanted = wireOf(profile)
  const fields = Object.keys(wanted)
  const known = read(ProfileAnswer, await ask(page, `me/messenger_profile?fields=${fields}`))
  if (!known.ok) return { ...known, step: 'read the profile' }
  const subscribed = read(AppsAnswer, await ask(page, 'me/subscribed_apps'))
  if (!subscribed.ok) return { ...subscribed, step: 'read the subscriptions' }

  const present = Object.assign({}, ...known.value.data)
  const changes = Object.entries(wanted).filter(
    ([field, value]) => !isDeepStrictEqual(present[field], value),
  )
  const heard = new Set(subscribed.value.data.flatMap((app) => app.subscribed_fields ?? []))
  const isDeaf = subscribedFields.some((field) => !heard.has(field))
  const changed = [...changes.map(([field]) => field), ...(isDeaf ? ['subscribed_apps'] : [])]
  const unchanged = [...fields, 'subscribed_apps'].filter((field) => !changed.includes(field))
  if (dryRun) return { ok: true, changed, unchanged }

  if (changes.length > 0) {
    const written = await tell(page, 'me/messenger_profile', Object.fromEntries(changes))
    const done = read(Done, written)
    if (!done.ok) return { ...done, step: 'write the profile' }
  }
  if (isDeaf) {
    // A POST may replace the list: always all fields.
    const path = `me/subscribed_apps?subscribed_fields=${subscribedFields}`
    const done = read(Done, await tell(page, path, {}))
    if (!done.ok) return { ...done, step: 'subscribe to the Page' }
  }
  return { ok: true, changed, unchanged }
}

const everywhere = { locale: 'default' }

/** The profile in Facebook's words; a menu needs get_started beside it. */
function wireOf({ greeting, openers, menu }: Profile): Record<string, unknown> {
  return {
    get_started: { payload: 'GET_STARTED' },
    greeting: [{ ...everywhere, text: greeting }],
    ice_breakers: [
      {
        ...everywhere,
        call_to_actions: openers.map(({ label, payload }) => ({ question: label, payload })),
      },
    ],
    persistent_menu: [
      {
        ...everywhere,
        composer_input_disabled: false,
        call_to_actions: menu.map((item) =>
          'url' in item
            ? { type: 'web_url', title: item.label, url: item.url }
            : { type: 'postback', title: item.label, payload: item.payload },
        ),
      },
    ],
  }
}

const headersOf = ({ pageToken }: PageAccess) => ({
  authorization: `Bearer ${pageToken}`,
  'content-type': 'application/json',
})

const ask = (page: PageAccess, path: string) =>
  get(`${page.graphUrl}/${path}`, { headers: headersOf(page) })

const tell = (page: PageAccess, path: string, body: unknown) =>
  post(`${page.graphUrl}/${path}`, { headers: headersOf(page), body: JSON.stringify(body) })

const ProfileAnswer = z.object({ data: z.array(z.record(z.string(), z.unknown())) })
const AppsAnswer = z.object({
  data: z.array(z.object({ subscribed_fields: optional(z.array(z.string())) })),
})
const Done = z.union([
  z.object({ result: z.literal('success') }),
  z.object({ success: z.literal(true) }),
])
const Refused = z.object({
  error: z.object({ code: z.coerce.number(), error_subcode: optional(z.coerce.number()) }),
})

function read<T>(
  schema: z.ZodType<T>,
  answer: Answer,
): { ok: true; value: T } | { ok: false; code: string } {
  if (!answer.got) return { ok: false, code: answer.code }
  const body = parseLossless(answer.body)
  const refused = Refused.safeParse(body)
  if (refused.success) {
    const { code, error_subcode: subcode } = refused.data.error
    return { ok: false, code: subcode === undefined ? String(code) : `${code}/${subcode}` }
  }
  const fits = schema.safeParse(body)
  return fits.success
    ? { ok: true, value: fits.data }
    : { ok: false, code: `http-${answer.status}` }
}
