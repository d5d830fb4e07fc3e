import type { Channel, ChannelName } from '../adapters/channel.ts'
import { consoleChannel } from '../adapters/console.ts'
import { messengerChannel } from '../adapters/messenger.ts'
import { webChannel } from '../adapters/web.ts'
import { zaloChannel } from '../adapters/zalo.ts'
import { zaloBotChannel } from '../adapters/zalo-bot.ts'
import type { Custodian } from '../adapters/zalo-token.ts'
import type { Config } from '../config.ts'
import type { Store } from '../store/database.ts'
import { openCustodian } from './custodian.ts'

export interface Channels {
  get(name: string): Channel | undefined
  custodian?: Custodian
}

interface ChannelParts {
  config: Config
  store: Store
  secret: string
  owner: string
  alarm(key: string, reason: string): void
  /** An open chat page should look for news. */
  webNews(visitor: string): void
  print(text: string): void
}

/** The channels that the configuration switches on; the chat page and the terminal always are. */
export async function openChannels(parts: ChannelParts): Promise<Channels> {
  const { config } = parts
  const custodian =
    config.zalo &&
    (await openCustodian(config.zalo, {
      ...parts,
      oldSecret: config.oldSecretKey,
      dataDir: config.dataDir,
    }))
  const all = new Map<ChannelName, Channel>([
    ['web', webChannel(parts.webNews)],
    ['console', consoleChannel(parts.print)],
  ])
  if (config.zalo && custodian) {
    const { ZALO_APP_ID, ZALO_OA_ID, ZALO_OA_SECRET_KEY, apiUrl } = config.zalo
    all.set(
      'zalo',
      zaloChannel({
        appId: ZALO_APP_ID,
        oaId: ZALO_OA_ID,
        oaSecretKey: ZALO_OA_SECRET_KEY,
        apiUrl,
        tokens: custodian,
        buttonsRefused: (code) =>
          parts.alarm(
            'zalo-buttons',
            `zalo: buttons are refused (${code}); menus are numbered text`,
          ),
      }),
    )
  }
  if (config.zaloBot) {
    const { ZALO_BOT_TOKEN: token, ZALO_BOT_SECRET: secret, apiUrl } = config.zaloBot
    all.set('zalo-bot', zaloBotChannel({ token, secret, apiUrl }))
  }
  if (config.messenger) {
    const { messenger } = config
    all.set(
      'messenger',
      messengerChannel({
        appId: messenger.MESSENGER_APP_ID,
        appSecret: messenger.MESSENGER_APP_SECRET,
        pageId: messenger.MESSENGER_PAGE_ID,
        pageToken: messenger.MESSENGER_PAGE_TOKEN,
        graphUrl: messenger.graphUrl,
      }),
    )
  }
  return {
    // as: a name that is none of ours finds nothing.
    get: (name) => all.get(name as ChannelName),
    ...(custodian && { custodian }),
  }
}
