import type { Desk } from '../desk/desk.ts'
import type { Field, TicketState } from '../desk/ticket.ts'
import type { PublicFigures } from '../server/pages/public.tsx'
import type { Store } from '../store/database.ts'
import { countTickets } from '../store/figures.ts'

const vietnamMs = 7 * 3_600_000

/** The figures of this year, by the calendar of Việt Nam. */
export function publicFigures(store: Store, desk: Pick<Desk, 'fieldName' | 'now'>): PublicFigures {
  return {
    async figures() {
      const to = desk.now()
      const year = new Date(to.getTime() + vietnamMs).getUTCFullYear()
      const from = new Date(Date.UTC(year, 0, 1) - vietnamMs)
      const { fields, states, onTime, late } = await countTickets(store, from, to)
      return {
        from,
        to,
        countedAt: to,
        onTime,
        late,
        // as: both columns are only ever written from these types.
        fields: fields.map(({ field, count }) => ({
          label: desk.fieldName(field as Field),
          count,
        })),
        states: states.map(({ state, count }) => ({ state: state as TicketState, count })),
      }
    },
  }
}
