import { challengeOf } from '../adapters/messenger.ts'
import type { Config } from '../config.ts'
import type { WebPorts } from '../server/server.ts'
import { capturedMails } from '../store/letters.ts'
import type { Core } from './core.ts'
import { openDeletions } from './deletions.ts'
import { citizenTickets, deskPort } from './desk-pages.ts'
import { openKeeping } from './keeping.ts'
import { printedProcedures } from './printed-procedures.ts'
import { publicFigures } from './public-figures.ts'
import { nameOfRef } from './ref-name.ts'
import { secretKey } from './secret-key.ts'
import { openWebChat } from './web-chat.ts'

/** What the HTTP side may ask of the rest. */
export async function openWebPorts(
  config: Config,
  core: Core,
  publicUrl: string,
): Promise<{ ports: WebPorts; close(): Promise<void> }> {
  const { store, desk, province, channels, metrics, fault } = core
  const keeping = openKeeping({
    intake: core.intake,
    dataDir: config.dataDir,
    spooled: () => metrics.spooled.inc(),
    failed: (error) => fault('intake', error),
  })
  const webChat = await openWebChat(store, core.intake, core.now)
  const { messenger } = config
  const deletions =
    messenger &&
    openDeletions({
      store,
      secret: secretKey(config.secretKey, config.dataDir),
      appSecret: messenger.MESSENGER_APP_SECRET,
      publicUrl,
    })
  const { name, sample } = province.content().province

  return {
    ports: {
      site: {
        province: name,
        publicUrl,
        sample,
        ...(config.zaloDomainVerification && { zaloVerification: config.zaloDomainVerification }),
      },
      webhooks: {
        channels: {
          zalo: channels.get('zalo'),
          'zalo-bot': channels.get('zalo-bot'),
          messenger: channels.get('messenger'),
        },
        keep: keeping.keep,
        challenge: (query) => messenger && challengeOf(query, messenger.MESSENGER_VERIFY_TOKEN),
        deletion: deletions?.ask,
        refused: (channel) => metrics.refusedWebhooks.inc({ channel }),
      },
      webChat,
      desk: deskPort(desk, () => void core.queues.ring('outbox')),
      tickets: citizenTickets(desk),
      procedures: printedProcedures(province),
      results: publicFigures(store, desk),
      scans: {
        nameOf: (ref) => nameOfRef(ref, province.services()),
        messenger: config.messenger?.MESSENGER_PAGE_ID,
        zalo: config.zalo?.ZALO_OA_ID,
      },
      deletionState: deletions?.state,
      inbox: showsInbox(config) ? { list: () => mails(core) } : undefined,
      zaloDomainVerification: config.zaloDomainVerification,
      zaloConsent: config.zalo && core.consent,
    },
    async close() {
      await keeping.close()
      await webChat.close()
    },
  }
}

/** Captured letters hold reports: they are shown to this machine only. */
const showsInbox = ({ mail, host }: Config): boolean =>
  !mail && ['127.0.0.1', '::1', 'localhost'].includes(host)

const mails = async ({ store }: Core) =>
  (await capturedMails(store.db))
    .map(({ sender, recipient, ...mail }) => ({ ...mail, from: sender, to: recipient }))
    .reverse()
