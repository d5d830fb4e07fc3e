import type { Config } from '../config.ts'
import { type MailListener, openMailListener } from '../desk/mail-listener.ts'
import { receiveMail, takesMailFor } from '../desk/receive-mail.ts'
import type { Core } from './core.ts'

/** Takes officers' replies in from the province's mail server; undefined where none brings them. */
export async function openMailDoor(
  { mailIn }: Pick<Config, 'mailIn'>,
  { desk, queues, fault }: Pick<Core, 'desk' | 'queues' | 'fault'>,
): Promise<MailListener | undefined> {
  if (!mailIn?.listen) return undefined
  return openMailListener({
    ...mailIn.listen,
    takes: (address) => takesMailFor(desk, address),
    async receive(raw, envelope) {
      await receiveMail(desk, raw, envelope)
      queues.ring('outbox')
    },
    failed: (error) => fault('mail in', error),
  })
}
