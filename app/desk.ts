import { openDownloads } from '../adapters/download.ts'
import type { Config } from '../config.ts'
import type { Desk } from '../desk/desk.ts'
import { deskLinks } from '../desk/links.ts'
import { openMailer } from '../desk/mailer.ts'
import { replyAddresses } from '../desk/reply-address.ts'
import { writersFor } from '../desk/routing.ts'
import type { Store } from '../store/database.ts'
import { captureMail } from '../store/letters.ts'
import { contentWatch } from './content-owner.ts'
import type { Province } from './province.ts'

interface DeskParts {
  config: Config
  store: Store
  secret: string
  province: Province
  publicUrl: string
  tell: Desk['tell']
  alarm: Desk['alarm']
  now(): Date
}

/** Captured letters need a sender too; this domain exists nowhere. */
const sampleSender = 'cau-noi@tinh.example'

/** The officers' side, on this configuration and this province. */
export function openDesk({
  config,
  store,
  secret,
  province,
  publicUrl,
  ...parts
}: DeskParts): Desk {
  const old = config.oldSecretKey
  const secrets: [string, ...string[]] = old ? [secret, old] : [secret]
  return {
    ...parts,
    db: store.db,
    // Asked anew each time: a clerk may have changed them since.
    get calendar() {
      return province.content().calendar
    },
    get routing() {
      return province.content().routing
    },
    text: (key, words) => province.content().text(key, words),
    fieldName: (field) => province.content().fields[field],
    content: contentWatch(province),
    publicUrl,
    links: deskLinks(secrets),
    replies: config.mailIn && replyAddresses(secrets, config.mailIn.replyDomain),
    authservId: config.mailIn?.authservId,
    // In a trial whoever gets every letter answers for every office.
    writersFor: (mailbox) => [
      ...writersFor(province.content().routing, mailbox),
      ...(config.mailOnlyTo ? [config.mailOnlyTo.toLowerCase()] : []),
    ],
    download: openDownloads({ origins: originsOf(config) }),
    mailer: openMailer({
      smtpUrl: config.mail?.SMTP_URL,
      from: config.mail?.MAIL_FROM ?? sampleSender,
      onlyTo: config.mailOnlyTo,
      capture: ({ from: sender, to: recipient, subject, text, html, messageId }) =>
        captureMail(store.db, { sender, recipient, subject, text, html, messageId }),
    }),
  }
}

/** A platform that is configured elsewhere, as a fake one in tests, keeps its citizens' files there too. */
const originsOf = ({ zalo, zaloBot, messenger }: Config) => ({
  ...(zalo && { zalo: new URL(zalo.apiUrl).origin }),
  ...(zaloBot && { 'zalo-bot': new URL(zaloBot.apiUrl).origin }),
  ...(messenger && { messenger: new URL(messenger.graphUrl).origin }),
})
