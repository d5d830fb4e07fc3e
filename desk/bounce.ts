import type { Database } from '../store/database.ts'
import { type LetterRow, letterBounced } from '../store/letters.ts'
import { promise } from '../store/outbox.ts'
import { ticketById } from '../store/tickets.ts'
import { job } from './file-ticket.ts'
import type { Mail } from './parse-mail.ts'

/**
 * A letter that was taken and came back: its mailbox counts as one that refuses mail. The job that
 * sent the ticket runs again, finds that in the ledger, and brings the ticket to the coordinator.
 * Returns what a person must hear of where no job will say it.
 */
export async function noteBounce(
  tx: Database,
  { id, ticketId, recipient, purpose }: LetterRow,
  { report }: Pick<Mail, 'report'>,
): Promise<[string, string] | undefined> {
  await letterBounced(tx, id, `BOUNCE ${report?.status ?? ''}`.trim())
  const ticket = await ticketById(tx, ticketId)
  const brought = /^(new-ticket|returned:(\d+))$/.exec(purpose)
  if (brought && ticket?.mailbox === recipient && ['received', 'sent'].includes(ticket.state)) {
    const payload = { ticketId, ...(brought[2] && { after: Number(brought[2]) }) }
    await promise(tx, [job(ticketId, `bounce:${id}`, 'send-ticket', payload)])
    return undefined
  }
  return [
    `mailbox-refused:${recipient}`,
    `${recipient} gives mail back; correct it in offices.yaml. A letter of ${ticket?.code ?? 'an erased ticket'} did not arrive`,
  ]
}
