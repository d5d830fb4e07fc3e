import { type LetterRow, letterFailed, letterRow, letterSent } from '../store/letters.ts'
import type { Desk } from './desk.ts'
import { type Letter, messageId, ticketLetter } from './letters.ts'
import { type Purpose, purposeKey } from './purpose.ts'
import type { Ticket } from './ticket.ts'

const day = 86_400_000
/** A link and a reply address outlive their ticket's due date by this long. */
const linkLifeMs = 30 * day

/**
 * One letter to one mailbox, once: the ledger remembers. 'refused': this mailbox will never take it.
 * Throws when trying again may help.
 */
export async function deliver(
  desk: Desk,
  ticket: Ticket,
  to: string,
  purpose: Purpose,
): Promise<'sent' | 'refused'> {
  const { db, mailer } = desk
  const key = purposeKey(purpose)
  const row = await letterRow(db, {
    ticketId: ticket.id,
    recipient: to,
    purpose: key,
    messageId: messageId(ticket.id, to, key, mailer.from),
  })
  if (row.sentAt) return 'sent'
  if (row.failedAt) return 'refused'

  const result = await mailer.send(letterOf(desk, ticket, row, purpose))
  // If we die before the next line, the second copy has the same Message-ID and joins the first.
  if (result.ok) {
    await letterSent(db, row.id)
    return 'sent'
  }
  const final = result.verdict === 'final'
  await letterFailed(db, row.id, { code: result.code, final })
  if (final) return 'refused'
  throw new Error(`${ticket.code}: its letter "${key}" did not leave (${result.code})`)
}

/** The letter of a ledger's row as it is written now. */
export function letterOf(
  { links, replies, publicUrl, now, mailer, fieldName }: Desk,
  ticket: Ticket,
  { id, recipient }: Pick<LetterRow, 'id' | 'recipient'>,
  purpose: Purpose,
): Letter {
  const from = Math.max(ticket.dueAt.getTime(), now().getTime())
  const expiresAt = new Date(from + linkLifeMs)
  const ticketId = ticket.id
  const token = links.sign({ ticketId, mailbox: recipient, expiresAt })
  return ticketLetter({
    ticket,
    to: recipient,
    purpose,
    fieldName: fieldName(ticket.field),
    link: `${publicUrl}/desk/${token}`,
    from: mailer.from,
    replyTo: replies?.sign({ id, ticketId, mailbox: recipient }, expiresAt),
  })
}
