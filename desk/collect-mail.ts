import { z } from 'zod'
import { markOf, setMark } from '../store/mail-mark.ts'
import type { Desk } from './desk.ts'
import { readMailbox } from './mailbox.ts'
import { receiveMail } from './receive-mail.ts'

const Mark = z.object({ validity: z.string(), uid: z.number() })

/**
 * Keeps every new mail of our mailbox durably, one by one; returns how many. The mark moves after
 * the mail is kept: what a crash leaves between the two is brought again and known again.
 */
export async function collectMail(
  desk: Pick<Desk, 'db' | 'replies'>,
  imapUrl: string,
): Promise<number> {
  const { host, username, pathname } = new URL(imapUrl)
  const mailbox = `${username}@${host}${pathname}`
  const since = Mark.safeParse(await markOf(desk.db, mailbox)).data
  let kept = 0
  await readMailbox(imapUrl, since, async (raw, mark) => {
    await receiveMail(desk, raw, { via: 'imap', to: [] })
    await setMark(desk.db, mailbox, mark)
    kept += 1
  })
  return kept
}
