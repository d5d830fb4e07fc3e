import type { Database } from '../store/database.ts'
import { promise } from '../store/outbox.ts'
import { insertEvent } from '../store/tickets.ts'
import { actIn } from './act.ts'
import type { Desk } from './desk.ts'
import { job } from './file-ticket.ts'
import type { Wanted } from './mail-command.ts'
import { refusedBecause } from './mail-words.ts'
import { coordinator } from './routing.ts'
import type { Ticket } from './ticket.ts'

export type Done =
  | { ok: true; event?: number | undefined }
  | { ok: false; held: false; why: string; text: string }

/** Does what a mail asks for, as the officers' page would; `ticket` is locked by the caller. */
export async function doWanted(
  tx: Database,
  desk: Desk,
  ticket: Ticket,
  mailbox: string,
  { action, text }: Extract<Wanted, { ok: true }>,
): Promise<Done> {
  const refused = (sentence: string): Done => ({
    ok: false,
    held: false,
    why: refusedBecause(sentence),
    text,
  })
  const receipt = (event: number) => {
    const payload = { ticketId: ticket.id, to: mailbox, purpose: 'receipt', event }
    return promise(tx, [job(ticket.id, `${event}:receipt`, 'send-letter', payload)])
  }
  if (action === 'note') {
    if (mailbox !== ticket.mailbox && mailbox !== coordinator(desk.routing).mailbox)
      return refused(`Phiếu đã được chuyển đến ${ticket.office}.`)
    if (text === '') return refused('Nội dung ghi chú đang trống.')
    const event = await insertEvent(tx, {
      ticketId: ticket.id,
      at: desk.now(),
      actor: mailbox,
      action,
      state: ticket.state,
      text,
      open: false,
    })
    await receipt(event)
    return { ok: true, event }
  }
  const { id: ticketId, version } = ticket
  const acted = await actIn(tx, desk, { ticketId, mailbox, action, text, version })
  if (!acted.ok) return refused(acted.reason)
  const { event } = acted
  // A copy of what the citizen saw goes out with every other action.
  if (event !== undefined && (action === 'accept' || action === 'not-ours')) await receipt(event)
  return { ok: true, event }
}
