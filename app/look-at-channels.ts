import { lookAtMessenger } from '../adapters/messenger-look.ts'
import { lookAtZaloBot } from '../adapters/zalo-bot-setup.ts'
import { lookAtZalo } from '../adapters/zalo-look.ts'
import type { Tokens } from '../adapters/zalo-token.ts'
import type { Config } from '../config.ts'

export interface Finding {
  what: string
  ok: boolean
  /** What was seen, or what to do. */
  note: string
}

/** One look at each configured platform: token, secret, rights, webhook. Nothing is changed. */
export async function lookAtChannels(
  { zalo, zaloBot, messenger, publicUrl }: Config,
  tokens: Pick<Tokens, 'token'> | undefined,
  now: Date,
): Promise<Finding[]> {
  const looks = await Promise.all([
    zalo && tokens
      ? lookAtZalo({ apiUrl: zalo.apiUrl, oaId: zalo.ZALO_OA_ID, tokens }).then((look) => [
          { what: 'zalo', ...look },
        ])
      : [],
    zaloBot
      ? lookAtZaloBot(
          { token: zaloBot.ZALO_BOT_TOKEN, apiUrl: zaloBot.apiUrl },
          publicUrl && `${publicUrl}/webhooks/zalo-bot`,
        ).then((look) => [{ what: 'zalo-bot', ...look }])
      : [],
    messenger
      ? lookAtMessenger(graphAccess(messenger), now).then((all) =>
          all.map((look) => ({ what: 'messenger', ...look })),
        )
      : [],
  ])
  return looks.flat()
}

export const graphAccess = (messenger: NonNullable<Config['messenger']>) => ({
  appId: messenger.MESSENGER_APP_ID,
  appSecret: messenger.MESSENGER_APP_SECRET,
  pageId: messenger.MESSENGER_PAGE_ID,
  pageToken: messenger.MESSENGER_PAGE_TOKEN,
  graphUrl: messenger.graphUrl,
})
