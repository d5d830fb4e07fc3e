import { createHash } from 'node:crypto'
import { keepMail } from '../store/inbound-mail.ts'
import { letterById } from '../store/letters.ts'
import { promise } from '../store/outbox.ts'
import type { Desk } from './desk.ts'

/** More than a letter with photos; what is larger is refused at the door. */
export const mostMailBytes = 20 * 1024 * 1024

export interface Envelope {
  via: 'smtp' | 'imap'
  /** Empty for programs that want no answer; undefined where no envelope is known. */
  from?: string | undefined
  /** Whom the server was told to bring it to; none where no envelope is known. */
  to: string[]
}

/**
 * Keeps an officer's mail durably and promises its reading; only after that may it be
 * acknowledged. The same mail again is kept once for each address it came to.
 */
export async function receiveMail(
  { db, replies }: Pick<Desk, 'db' | 'replies'>,
  raw: Buffer,
  envelope: Envelope,
): Promise<void> {
  const { head, body } = parts(raw)
  const named = envelope.to.length > 0 ? envelope.to : (replies?.find(recipientsIn(head)) ?? [])
  const identity = createHash('sha256')
    .update(/^message-id:\s*(\S+)/im.exec(head)?.[1] ?? '')
    .update(body)
    .digest('hex')
  await db.transaction(async (tx) => {
    for (const recipient of new Set(named.length > 0 ? named.map(lowered) : [''])) {
      const key = `${identity}:${recipient}`
      const sender = envelope.from ?? null
      const id = await keepMail(tx, { key, via: envelope.via, sender, recipient, raw })
      if (id === undefined) continue
      await promise(tx, [{ kind: 'job', key: `mail:${id}`, name: 'read-mail', payload: { id } }])
    }
  })
}

/**
 * Is this a recipient of ours? Asked before the mail's first byte: a forged address costs nothing
 * and its writer hears of it from their own server. An expired one is taken, to be answered in words.
 */
export async function takesMailFor(
  { db, replies, mailer }: Pick<Desk, 'db' | 'replies' | 'mailer'>,
  address: string,
): Promise<boolean> {
  if (!replies) return false
  // Where our own letters come from: bounces go there, and answers of programs without Reply-To.
  if (replies.isBare(address) || lowered(address) === addressIn(mailer.from)) return true
  const claim = replies.read(address)
  if (!claim) return false
  const letter = await letterById(db, claim.letterId)
  return letter !== undefined && replies.proves(claim, { ...letter, mailbox: letter.recipient })
}

const addressIn = (from: string): string => lowered(/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from)

const lowered = (address: string): string => address.trim().toLowerCase()

/** Headers as text without their folds; relays add to them on the way, the body stays as it was. */
function parts(raw: Buffer): { head: string; body: Buffer } {
  const end = /\r?\n\r?\n/.exec(raw.toString('latin1', 0, 256 * 1024))
  const at = end ? end.index : raw.length
  return {
    head: raw.toString('utf8', 0, at).replace(/\r?\n[ \t]+/g, ' '),
    body: raw.subarray(end ? at + end[0].length : at),
  }
}

const recipientsIn = (head: string): string =>
  head
    .split(/\r?\n/)
    .filter((line) => /^(delivered-to|x-original-to|envelope-to|to|cc):/i.test(line))
    .join('\n')
