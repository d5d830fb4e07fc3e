import { eventOf, ticketOf } from '../desk/desk.ts'
import type { TicketView } from '../desk/ticket.ts'
import { ticketView } from '../desk/ticket-view.ts'
import type { Database } from '../store/database.ts'
import { eventsOf, type TicketRow, ticketByCode, ticketsOfCitizen } from '../store/tickets.ts'

const most = 10

/** What a turn may say of tickets: the citizen's own, newest first, then those whose codes were named. */
export async function knownTickets(
  db: Database,
  citizenId: string,
  codes: string[],
): Promise<TicketView[]> {
  const own = await ticketsOfCitizen(db, citizenId, most)
  const others = codes.filter((code) => !own.some((ticket) => ticket.code === code)).slice(0, most)
  const named = await Promise.all(others.map((code) => ticketByCode(db, code)))
  const rows = [...own, ...named.filter((row): row is TicketRow => row !== undefined)]
  return Promise.all(
    rows.map(async (row) => {
      const events = await eventsOf(db, row.id)
      return ticketView(ticketOf(row), events.map(eventOf), citizenId)
    }),
  )
}
