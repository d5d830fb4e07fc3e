import type { Database } from '../store/database.ts'
import { lettersAboutMails } from '../store/letters.ts'
import { promise } from '../store/outbox.ts'
import { insertEvent } from '../store/tickets.ts'
import type { Desk } from './desk.ts'
import { job } from './file-ticket.ts'
import { coordinator } from './routing.ts'
import type { Ticket } from './ticket.ts'

/** A program that answers our letters with what looks like a person's must come to an end. */
const mostLettersADay = 3
const longestText = 5_000

/**
 * A mail that reached no citizen: its words are kept for the officers' page, its mailbox is told
 * why, and the coordinator hears of one that was held. Never answers the mail's own sender, who
 * may be anybody. Returns the event.
 */
export async function tellOfMail(
  tx: Database,
  desk: Desk,
  ticket: Ticket,
  mailbox: string,
  { mail, state, text }: { mail: number; state: 'held' | 'returned'; text: string },
): Promise<number> {
  const event = await insertEvent(tx, {
    ticketId: ticket.id,
    at: desk.now(),
    actor: 'system',
    action: `mail-${state}`,
    state: ticket.state,
    text: text.slice(0, longestText),
    open: false,
  })
  const told = new Set(state === 'held' ? [mailbox, coordinator(desk.routing).mailbox] : [mailbox])
  const since = new Date(Date.now() - 86_400_000)
  for (const to of told) {
    const sent = await lettersAboutMails(tx, { ticketId: ticket.id, recipient: to, since })
    if (sent >= mostLettersADay) continue
    const payload = { ticketId: ticket.id, to, purpose: `mail-${state}`, mail }
    await promise(tx, [job(ticket.id, `mail:${mail}:${to}`, 'send-letter', payload)])
  }
  return event
}
