import { z } from 'zod'
import { FinalError } from '../border.ts'
import { defineJob } from '../store/job.ts'
import { promise } from '../store/outbox.ts'
import { changeTicket, eventsOf, insertEvent, ticketById } from '../store/tickets.ts'
import { deliver } from './deliver.ts'
import { type Desk, ticketOf } from './desk.ts'
import { job } from './file-ticket.ts'
import { move } from './move.ts'
import type { Purpose } from './purpose.ts'
import { coordinator } from './routing.ts'
import type { Ticket } from './ticket.ts'

/** Brings a new or returned ticket to the mailbox that is responsible, and notes that it was sent. */
export const sendTicket = defineJob({
  name: 'send-ticket',
  // 5 s doubled each time: a mail server may be away for half a day.
  attempts: 14,
  // Only ids: a job can wait for hours, and the ticket must be read as it is then.
  payload: z.object({ ticketId: z.string(), after: z.number().optional() }),

  async run({ ticketId, after }, desk: Desk) {
    const row = await ticketById(desk.db, ticketId)
    if (!row) throw new FinalError(`send-ticket: no ticket ${ticketId}; was it erased?`)
    const ticket = ticketOf(row)
    if (ticket.state === 'withdrawn') return

    const purpose = await purposeOf(desk, ticketId, after)
    const outcome = await deliver(desk, ticket, ticket.mailbox, purpose)
    await (outcome === 'sent' ? markSent(desk, ticketId) : toCoordinator(desk, ticket))
  },
})

/** Sent again after an event: an office gave it back, or a mailbox refused it. */
async function purposeOf(
  { db }: Desk,
  ticketId: string,
  after: number | undefined,
): Promise<Purpose> {
  const event = after && (await eventsOf(db, ticketId)).find(({ id }) => id === after)
  if (!event) return { type: 'new-ticket' }
  const { id, actor, action, text } = event
  return action === 'undeliverable'
    ? { type: 'undeliverable', recipient: text ?? '' }
    : { type: 'returned', event: id, text: text ?? '', by: actor }
}

/** The office may be faster than we: a ticket that it has taken up stays as it is. */
const markSent = ({ db, calendar, now }: Desk, ticketId: string): Promise<void> =>
  db.transaction(async (tx) => {
    const row = await ticketById(tx, ticketId)
    if (!row) return
    const verdict = move(ticketOf(row), 'sent', { at: now(), calendar })
    if (!verdict.ok || !(await changeTicket(tx, row, verdict.moved))) return
    await insertEvent(tx, {
      ticketId,
      at: now(),
      actor: 'system',
      action: 'sent',
      state: verdict.moved.state,
    })
  })

/** A mailbox that refuses for good must not leave a report without an owner. */
async function toCoordinator({ db, routing, alarm, now }: Desk, ticket: Ticket): Promise<void> {
  const { mailbox, office, line } = coordinator(routing)
  await alarm(
    `mailbox-refused:${ticket.mailbox}`,
    `${ticket.mailbox} refuses mail; correct it in offices.yaml. ${ticket.code} went to ${mailbox}`,
  )
  if (ticket.mailbox === mailbox)
    throw new FinalError(
      `${ticket.code}: the coordinator's mailbox ${mailbox} refuses mail; mend it`,
    )
  await db.transaction(async (tx) => {
    const changed = await changeTicket(tx, ticket, { mailbox, office, routeLine: line })
    if (!changed) throw new Error(`${ticket.code}: changed while it was sent; try again`)
    const event = await insertEvent(tx, {
      ticketId: ticket.id,
      at: now(),
      actor: 'system',
      action: 'undeliverable',
      state: changed.state,
      text: ticket.mailbox,
    })
    const payload = { ticketId: ticket.id, after: event }
    await promise(tx, [job(ticket.id, String(event), 'send-ticket', payload)])
  })
}
