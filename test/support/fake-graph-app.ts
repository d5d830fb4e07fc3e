import type { Answer, Call } from './fake-platform.ts'
import { isObject, parsed } from './fake-platform.ts'

interface AppAccount {
  appId: string
  appSecret: string
  pageId: string
  pageToken: string
}

/** What the Graph API tells and takes as the app itself; a test changes it in place. */
export interface GraphApp {
  /** What debug_token says of the Page's token, besides what follows from it. */
  token: {
    is_valid: boolean
    app_id: string
    expires_at: number
    data_access_expires_at: number
    scopes: string[]
  }
  subscriptions: Record<string, unknown>[]
  /** The chats that an app-scoped id has on the Page. */
  psids: Record<string, string[]>
}

export const graphApp = ({ appId }: Pick<AppAccount, 'appId'>): GraphApp => ({
  token: {
    is_valid: true,
    app_id: appId,
    expires_at: 0,
    data_access_expires_at: 0,
    scopes: [
      'pages_messaging',
      'pages_manage_metadata',
      'pages_show_list',
      'pages_read_engagement',
    ],
  },
  subscriptions: [],
  psids: {},
})

const refused = (code: number, message: string, status = 400): Answer => ({
  status,
  body: { error: { message, type: 'OAuthException', code, fbtrace_id: 'AFake' } },
})

/** Answers a call that carries the app's own token, or whose path is the app's; else undefined. */
export function asApp(
  { appId, appSecret, pageId, pageToken }: AppAccount,
  state: GraphApp,
  path: string,
  call: Call,
): Answer | undefined {
  const bearer = String(call.headers.authorization ?? '').replace(/^Bearer /, '')
  if (!bearer.includes('|')) return undefined
  if (bearer !== `${appId}|${appSecret}`) return refused(190, 'Error validating client secret.')
  const asid = /^(\d+)\/ids_for_pages$/.exec(path)?.[1]
  if (asid) {
    const ids = state.psids[asid]
    if (!ids || call.query.get('page') !== pageId) return { body: { data: [] } }
    return { body: { data: ids.map((id) => ({ id, page: { id: pageId, name: 'UBND xã mẫu' } })) } }
  }
  switch (`${call.method} ${path}`) {
    case 'GET debug_token': {
      const isOurs = call.query.get('input_token') === pageToken
      const { is_valid, ...facts } = state.token
      return { body: { data: isOurs && is_valid ? state.token : { ...facts, is_valid: false } } }
    }
    case `GET ${appId}/subscriptions`:
      return { body: { data: state.subscriptions } }
    case `POST ${appId}/subscriptions`:
      return subscribe(state, parsed(call.body))
    default:
      return refused(100, 'Unsupported request')
  }
}

function subscribe(state: GraphApp, asked: unknown): Answer {
  const { object, callback_url, verify_token, fields } = isObject(asked) ? asked : {}
  const isWhole =
    object === 'page' && verify_token && String(callback_url).startsWith('https://') && fields
  if (!isWhole) return refused(2200, 'callback verification failed')
  const names = String(fields).split(',')
  const subscribed = names.map((name) => ({ name, version: 'v25.0' }))
  state.subscriptions = [{ object, callback_url, active: true, fields: subscribed }]
  return { body: { success: true } }
}
