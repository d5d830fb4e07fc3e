import { collectMail } from '../desk/collect-mail.ts'
import { clearAlarm } from '../store/alarms.ts'
import type { Core } from './core.ts'
import { type Every, every } from './every.ts'

/** A reply reaches its citizen within a minute. */
const everyMs = 30_000
/** So long a mail server may be away before a person should look. */
const patienceMs = 10 * 60_000
const alarmKey = 'mailbox-away'

/** Looks for officers' replies in a mailbox of ours; several processes may look at once. */
export function watchMailbox(
  imapUrl: string,
  { store, desk, queues, fault, alarm, now }: Core,
): Every {
  let awaySince: number | undefined
  return every(
    everyMs,
    async () => {
      if ((await collectMail(desk, imapUrl)) > 0) queues.ring('outbox')
      if (awaySince) await clearAlarm(store.db, alarmKey)
      awaySince = undefined
    },
    (error) => {
      fault('mailbox', error)
      awaySince ??= now().getTime()
      if (now().getTime() - awaySince >= patienceMs)
        alarm(alarmKey, 'the mailbox of IMAP_URL cannot be read; replies wait there. See doctor')
    },
  )
}
