import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Choice, Link } from './channel.ts'
import { Done, type GraphAccess, graph, graphOfApp } from './graph.ts'
import { Id, optional } from './wire.ts'

/** What people see of the Page in Messenger before and beside the talk. */
export interface Profile {
  /** Shown before the first message; at most 160 letters. */
  greeting: string
  /** Questions to begin with, at most 4; shown instead of the "get started" button. */
  openers: Choice[]
  /** Always at hand; titles of at most 30 letters. */
  menu: (Choice | Link)[]
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

export interface Webhook {
  /** Where Facebook delivers: https://…/webhooks/messenger */
  callbackUrl: string
  verifyToken: string
}

/** Writes only what differs: Facebook allows ten changes in ten minutes. Twice is the same as once. */
export async function setUpMessenger(
  access: GraphAccess,
  profile: Profile,
  { webhook, dryRun }: { webhook?: Webhook | undefined; dryRun: boolean },
): Promise<SetUp> {
  const page = graph(access)
  const app = graphOfApp(access)
  const wanted = wireOf(profile)
  const fields = Object.keys(wanted)
  const known = await page.ask(`me/messenger_profile?fields=${fields}`, ProfileAnswer)
  if (!known.ok) return { ...known, step: 'read the profile' }
  const heard = await heardFields(access)
  if (!heard.ok) return { ...heard, step: 'read the subscriptions' }
  const hooks = webhook && (await app.ask(`${access.appId}/subscriptions`, Subscriptions))
  if (hooks && !hooks.ok) return { ...hooks, step: 'read the webhook' }

  const present = Object.assign({}, ...known.value.data)
  const changes = Object.entries(wanted).filter(
    ([field, value]) => !isDeepStrictEqual(present[field], value),
  )
  const isDeaf = !hearsAll(heard.value)
  const isElsewhere =
    webhook &&
    !hooks?.value.data.some(
      (one) =>
        one.object === 'page' &&
        one.active &&
        one.callback_url === webhook.callbackUrl &&
        hearsAll(one.fields.map(({ name }) => name)),
    )
  const steps = {
    ...Object.fromEntries(fields.map((field) => [field, changes.some(([name]) => name === field)])),
    subscribed_apps: isDeaf,
    ...(webhook && { webhook: isElsewhere }),
  }
  const named = (isWanted: boolean) =>
    Object.entries(steps).flatMap(([step, differs]) => (differs === isWanted ? [step] : []))
  const [changed, unchanged] = [named(true), named(false)]
  if (dryRun) return { ok: true, changed, unchanged }

  if (webhook && isElsewhere) {
    const asked = {
      object: 'page',
      callback_url: webhook.callbackUrl,
      verify_token: webhook.verifyToken,
      fields: subscribedFields.join(','),
      include_values: true,
    }
    const done = await app.tell(`${access.appId}/subscriptions`, asked, Done)
    if (!done.ok) return { ...done, step: 'take the webhook' }
  }
  if (changes.length > 0) {
    const done = await page.tell('me/messenger_profile', Object.fromEntries(changes), Done)
    if (!done.ok) return { ...done, step: 'write the profile' }
  }
  if (isDeaf) {
    // A POST may replace the list: always all fields.
    const path = `me/subscribed_apps?subscribed_fields=${subscribedFields}`
    const done = await page.tell(path, {}, Done)
    if (!done.ok) return { ...done, step: 'subscribe to the Page' }
  }
  return { ok: true, changed, unchanged }
}

/** What Facebook passes on from this Page to our app; other apps on the Page do not count. */
export async function heardFields(access: GraphAccess) {
  const told = await graph(access).ask('me/subscribed_apps', AppsAnswer)
  if (!told.ok) return told
  const ours = told.value.data.filter(({ id }) => id === access.appId)
  return { ok: true as const, value: ours.flatMap((app) => app.subscribed_fields ?? []) }
}

export const hearsAll = (fields: readonly string[]): boolean =>
  subscribedFields.every((field) => fields.includes(field))

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

const ProfileAnswer = z.object({ data: z.array(z.record(z.string(), z.unknown())) })
const AppsAnswer = z.object({
  data: z.array(z.object({ id: Id, subscribed_fields: optional(z.array(z.string())) })),
})
const Subscriptions = z.object({
  data: z.array(
    z.object({
      object: z.string(),
      callback_url: z.string().catch(''),
      active: z.boolean().catch(false),
      fields: z.array(z.object({ name: z.string() })).catch([]),
    }),
  ),
})
