import { z } from 'zod'
import type { Reply } from '../adapters/channel.ts'
import { FinalError } from '../border.ts'
import { defineJob } from '../store/job.ts'
import { eventsOf, ticketById } from '../store/tickets.ts'
import { vnDate } from './calendar.ts'
import { type Desk, ticketOf } from './desk.ts'
import type { Ticket, TicketEvent } from './ticket.ts'

/** What happened at the desk reaches the citizen's chat. */
export const tellCitizen = defineJob({
  name: 'tell-citizen',
  attempts: 8,
  payload: z.object({ ticketId: z.string(), event: z.number() }),

  async run({ ticketId, event }, desk: Desk) {
    const row = await ticketById(desk.db, ticketId)
    if (!row) throw new FinalError(`tell-citizen: no ticket ${ticketId}; was it erased?`)
    const ticket = ticketOf(row)
    const happened = (await eventsOf(desk.db, ticketId)).find(({ id }) => id === event)
    const key = happened && textKeys[happened.action]
    if (!key)
      throw new FinalError(`${ticket.code}: event ${event} is none that a citizen is told of`)
    // The key makes it one message however often the job runs.
    await desk.tell(
      ticket.citizenId,
      replyFor(desk, ticket, happened, key),
      `ticket:${ticketId}:${event}:told`,
    )
  },
})

/** Keys of content/texts.yaml. */
const textKeys: Record<string, string> = {
  answer: 'ticket.answered',
  done: 'ticket.done',
  'need-info': 'ticket.need-info',
  'not-ours': 'ticket.forwarded',
}

function replyFor(
  { text, publicUrl }: Desk,
  ticket: Ticket,
  happened: Pick<TicketEvent, 'text' | 'open'>,
  key: string,
): Reply {
  return {
    text: text(key, {
      code: ticket.code,
      office: ticket.office,
      due: vnDate(ticket.dueAt),
      text: happened.open ? (happened.text ?? '') : '',
    }),
    links: [{ label: text('ticket.link'), url: `${publicUrl}/t/${ticket.code}.${ticket.secret}` }],
    // An officer's own words may go out in the window that is kept for people.
    human: happened.open,
  }
}
