import type { Ticket, TicketEvent, TicketView } from './ticket.ts'

/** A ticket as its citizen may see it; `viewer` is the asking citizen's key, if known. */
export function ticketView(
  ticket: Ticket,
  events: readonly TicketEvent[],
  viewer?: string,
): TicketView {
  const told = events.filter(({ open, actor, text }) => open && actor !== 'citizen' && text)
  const question = told.findLast(({ action }) => action === 'need-info')
  const phoneLast4 = ticket.contact.phone?.replace(/\D/g, '').slice(-4)
  return {
    id: ticket.id,
    code: ticket.code,
    kind: ticket.kind,
    field: ticket.field,
    state: ticket.state,
    receivedAt: ticket.receivedAt,
    dueAt: ticket.dueAt,
    office: ticket.office,
    answers: told
      .filter(({ action }) => action === 'answer' || action === 'done')
      .map(({ at, text }) => ({ at, text: text ?? '' }))
      .reverse(),
    ...(ticket.state === 'need-info' && question?.text && { asked: question.text }),
    mine: viewer === ticket.citizenId,
    ...(phoneLast4?.length === 4 && { phoneLast4 }),
  }
}
