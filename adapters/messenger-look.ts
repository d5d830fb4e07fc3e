import { z } from 'zod'
import { type GraphAccess, graph, graphOfApp } from './graph.ts'
import type { Look } from './look.ts'
import { heardFields, hearsAll } from './messenger-profile.ts'
import { Id, optional } from './wire.ts'

const Me = z.object({ id: Id, name: z.string().catch('') })

const TokenFacts = z.object({
  data: z.object({
    app_id: optional(Id),
    is_valid: z.boolean(),
    /** Seconds since 1970; 0: never. */
    expires_at: z.coerce.number().catch(0),
    data_access_expires_at: z.coerce.number().catch(0),
    scopes: z.array(z.string()).catch([]),
  }),
})

const neededScopes = ['pages_messaging', 'pages_manage_metadata']
const warnBeforeMs = 14 * 86_400_000

/** Asks Facebook about the Page: token, app secret, rights, subscriptions; each fault with its mend. */
export async function lookAtMessenger(access: GraphAccess, now: Date): Promise<Look[]> {
  const [me, facts, heard] = await Promise.all([
    graph(access).ask('me?fields=id,name', Me),
    graphOfApp(access).ask(`debug_token?input_token=${access.pageToken}`, TokenFacts),
    heardFields(access),
  ])
  if (!facts.ok) return [fault(secretFault(facts.code))]
  const { is_valid, app_id, expires_at, data_access_expires_at, scopes } = facts.value.data
  if (!is_valid || !me.ok) {
    const code = me.ok ? 'is_valid: false' : me.code
    return [fault(`the Page token is no longer accepted (${code}); ${makeToken}`)]
  }
  if (app_id !== undefined && app_id !== access.appId) {
    return [
      fault(`MESSENGER_PAGE_TOKEN belongs to another app than MESSENGER_APP_ID; ${makeToken}`),
    ]
  }
  if (me.value.id !== access.pageId) {
    return [fault('MESSENGER_PAGE_TOKEN is of another Page than MESSENGER_PAGE_ID')]
  }
  const missing = neededScopes.filter((scope) => !scopes.includes(scope))
  const ends = [expires_at, data_access_expires_at].filter((seconds) => seconds > 0)
  const end = ends.length > 0 ? Math.min(...ends) * 1000 : Number.POSITIVE_INFINITY
  return [
    end - now.getTime() < warnBeforeMs
      ? fault(`the Page token ends on ${new Date(end).toISOString().slice(0, 10)}; ${makeToken}`)
      : { ok: true, note: `Page "${me.value.name}", the token works` },
    ...(missing.length > 0
      ? [fault(`the Page token lacks ${missing.join(', ')}; ${makeToken} with these rights`)]
      : []),
    ...subscription(heard),
  ]
}

function subscription(heard: Awaited<ReturnType<typeof heardFields>>): Look[] {
  if (!heard.ok) return [fault(`the Page's subscriptions cannot be read (${heard.code})`)]
  if (hearsAll(heard.value)) return [{ ok: true, note: 'the Page passes on every event' }]
  const what = heard.value.length === 0 ? 'nothing' : 'only a part'
  return [fault(`the Page passes ${what} on to us; run: cau-noi setup messenger`)]
}

/** The app's own token is its id and secret: what Facebook refuses here, no delivery's proof would fit either. */
const secretFault = (code: string): string =>
  /^\d/.test(code)
    ? `Facebook does not know MESSENGER_APP_ID with MESSENGER_APP_SECRET (${code}); copy both anew from the app's basic settings`
    : `Facebook cannot be asked (${code}); does this machine reach MESSENGER_GRAPH_URL?`

const makeToken = 'make a new one for the system user (docs/cai-dat.md)'

const fault = (note: string): Look => ({ ok: false, note })
