import type { ImapFlow } from 'imapflow'
import { mostMailBytes } from './receive-mail.ts'

/** How far a mailbox was read. Its server numbers mails upwards, as long as `validity` stays. */
export interface Mark {
  validity: string
  uid: number
}

/** Where no mark says more, a mail may lie this long unread; what was kept before is known again. */
const firstLookMs = 30 * 86_400_000

/**
 * Hands over what came into a mailbox of ours since the mark, oldest first, and changes nothing in
 * it: a second reader or a crash harms nobody, and a clerk may look at the mails too.
 */
export async function readMailbox(
  url: string,
  since: Mark | undefined,
  each: (raw: Buffer, mark: Mark) => Promise<void>,
): Promise<void> {
  await withMailbox(url, async (client, { uidValidity, uidNext }) => {
    const validity = String(uidValidity)
    const first = since?.validity === validity ? since.uid + 1 : undefined
    const wanted = first
      ? { uid: `${first}:*` }
      : { since: new Date(Date.now() - firstLookMs), uid: '1:*' }
    if (first && first >= uidNext) return
    const found = (await client.search(wanted, { uid: true })) || []
    // "7:*" names the last mail even where none is so new.
    for (const uid of found.filter((uid) => uid >= (first ?? 1)).sort((a, b) => a - b)) {
      const query = { source: { maxLength: mostMailBytes } }
      const { source } = (await client.fetchOne(String(uid), query, { uid: true })) || {}
      // Absent: somebody has deleted it meanwhile.
      if (source) await each(source, { validity, uid })
    }
  })
}

/** Can the mailbox be opened? Throws with what to look at, and nothing of what its server says. */
export const verifyMailbox = (url: string): Promise<void> => withMailbox(url, async () => {})

interface Box {
  uidValidity: bigint
  uidNext: number
}

async function withMailbox(
  url: string,
  work: (client: ImapFlow, box: Box) => Promise<void>,
): Promise<void> {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  const secure = protocol === 'imaps:'
  // Loaded on need: it takes 36 MB that most provinces have no use for.
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  })
  // It also reports what the call under way throws; unheard it would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    const folder = decodeURIComponent(pathname.slice(1)) || 'INBOX'
    await work(client, await client.mailboxOpen(folder, { readOnly: true }))
  } finally {
    client.close()
  }
}
