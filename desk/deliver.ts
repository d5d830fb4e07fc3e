import { letterFailed, letterRow, letterSent } from '../store/letters.ts'
import type { Desk } from './desk.ts'
import { messageId, type Purpose, purposeKey, ticketLetter } from './letters.ts'
import type { Ticket } from './ticket.ts'

const day = 86_400_000
/** A link outlives its ticket's due date by this long. */
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

  const result = await mailer.send(
    ticketLetter({
      ticket,
      to,
      purpose,
      fieldName: desk.fieldName(ticket.field),
      link: deskLink(desk, ticket, to),
      from: mailer.from,
    }),
  )
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

function deskLink({ links, publicUrl, now }: Desk, ticket: Ticket, mailbox: string): string {
  const from = Math.max(ticket.dueAt.getTime(), now().getTime())
  const token = links.sign({
    ticketId: ticket.id,
    mailbox,
    expiresAt: new Date(from + linkLifeMs),
  })
  return `${publicUrl}/desk/${token}`
}
