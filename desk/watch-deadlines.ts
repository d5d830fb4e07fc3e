import { promise } from '../store/outbox.ts'
import { openTicketsDueBefore } from '../store/tickets.ts'
import { addWorkingTime, officeHours, workingTime } from './calendar.ts'
import { type Desk, ticketOf } from './desk.ts'
import { job } from './file-ticket.ts'
import { coordinator } from './routing.ts'
import type { Ticket } from './ticket.ts'

const hour = 3_600_000
/** No term is so long that its last fifth begins earlier than this before its end. */
const horizonMs = 20 * 24 * hour
/** So much office time after the due date the coordinator hears of it: one day. */
const escalateMs = 8 * hour

/**
 * Reminds offices of what is due, in office hours only. Call it as often as you like: each step of
 * the ladder is promised once per ticket and mailbox.
 */
export async function watchDeadlines(desk: Desk): Promise<number> {
  const now = desk.now()
  if (!officeHours(desk.calendar, now).open) return 0
  const rows = await openTicketsDueBefore(desk.db, new Date(now.getTime() + horizonMs))
  const reminders = rows.map(ticketOf).flatMap((ticket) => stepsFor(desk, ticket, now))
  await desk.db.transaction((tx) =>
    promise(
      tx,
      reminders.map(({ ticketId, to, purpose }) =>
        job(ticketId, `${purpose}:${to}`, 'send-letter', { ticketId, to, purpose }),
      ),
    ),
  )
  return reminders.length
}

interface Step {
  ticketId: string
  to: string
  purpose: 'due-soon' | 'overdue'
}

/** Which steps of the ladder a ticket has reached. */
function stepsFor(
  { calendar, routing }: Pick<Desk, 'calendar' | 'routing'>,
  ticket: Pick<Ticket, 'id' | 'mailbox' | 'receivedAt' | 'dueAt'>,
  now: Date,
): Step[] {
  const step = (to: string, purpose: Step['purpose']): Step => ({
    ticketId: ticket.id,
    to,
    purpose,
  })
  if (now > ticket.dueAt) {
    const overdue = [step(ticket.mailbox, 'overdue')]
    const escalates = now >= addWorkingTime(calendar, ticket.dueAt, escalateMs)
    return escalates ? [...overdue, step(coordinator(routing).mailbox, 'overdue')] : overdue
  }
  const whole = workingTime(calendar, ticket.receivedAt, ticket.dueAt)
  const left = workingTime(calendar, now, ticket.dueAt)
  return left <= whole / 5 ? [step(ticket.mailbox, 'due-soon')] : []
}
