import { z } from 'zod'
import { FinalError } from '../border.ts'
import { defineJob } from '../store/job.ts'
import { eventsOf, ticketById } from '../store/tickets.ts'
import { deliver } from './deliver.ts'
import { type Desk, ticketOf } from './desk.ts'
import type { Purpose } from './letters.ts'

const Payload = z.intersection(
  z.object({ ticketId: z.string(), to: z.string() }),
  z.discriminatedUnion('purpose', [
    z.object({ purpose: z.enum(['addition', 'copy']), event: z.number() }),
    z.object({ purpose: z.enum(['withdrawn', 'due-soon', 'overdue']) }),
  ]),
)

/** Any further letter about a ticket: an addition, a copy, a reminder. */
export const sendLetter = defineJob({
  name: 'send-letter',
  attempts: 14,
  payload: Payload,

  async run(payload, desk: Desk) {
    const row = await ticketById(desk.db, payload.ticketId)
    if (!row) throw new FinalError(`send-letter: no ticket ${payload.ticketId}; was it erased?`)
    const outcome = await deliver(desk, ticketOf(row), payload.to, await purposeOf(payload, desk))
    if (outcome === 'refused')
      await desk.alarm(
        `mailbox-refused:${payload.to}`,
        `${payload.to} refuses mail; correct it in offices.yaml`,
      )
  },
})

async function purposeOf(payload: z.infer<typeof Payload>, { db }: Desk): Promise<Purpose> {
  if (payload.purpose !== 'addition' && payload.purpose !== 'copy') return { type: payload.purpose }
  const event = (await eventsOf(db, payload.ticketId)).find(({ id }) => id === payload.event)
  return { type: payload.purpose, event: payload.event, text: event?.text ?? '' }
}
