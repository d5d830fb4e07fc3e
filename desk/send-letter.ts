import { z } from 'zod'
import { FinalError } from '../border.ts'
import { defineJob } from '../store/job.ts'
import { ticketById } from '../store/tickets.ts'
import { deliver } from './deliver.ts'
import { type Desk, ticketOf } from './desk.ts'
import { purposeOf } from './purpose-of.ts'

const Payload = z.intersection(
  z.object({ ticketId: z.string(), to: z.string() }),
  z.discriminatedUnion('purpose', [
    z.object({ purpose: z.enum(['addition', 'copy', 'receipt']), event: z.number() }),
    z.object({ purpose: z.enum(['withdrawn', 'due-soon', 'overdue']) }),
    z.object({
      purpose: z.enum(['mail-held', 'mail-returned']),
      mail: z.number(),
    }),
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
    const purpose = await purposeOf(desk.db, row.id, keyOf(payload))
    const outcome = await deliver(desk, ticketOf(row), payload.to, purpose)
    if (outcome === 'refused')
      await desk.alarm(
        `mailbox-refused:${payload.to}`,
        `${payload.to} refuses mail; correct it in offices.yaml`,
      )
  },
})

/** As the ledger keeps it. */
function keyOf(payload: z.infer<typeof Payload>): string {
  if ('event' in payload) return `${payload.purpose}:${payload.event}`
  return 'mail' in payload ? `${payload.purpose}:${payload.mail}` : payload.purpose
}
