import type { Attachment } from '../adapters/channel.ts'
import type { Database } from '../store/database.ts'
import { giveFilesTo } from '../store/files.ts'
import { type Promised, promise } from '../store/outbox.ts'
import { changeTicket, insertEvent, insertTicket, ticketById } from '../store/tickets.ts'
import type { Calendar } from './calendar.ts'
import { type Desk, ticketOf } from './desk.ts'
import { type Action, move } from './move.ts'
import { officeOfMailbox } from './routing.ts'
import type { Filing } from './ticket.ts'

/**
 * A confirmed report becomes a ticket, inside the turn's transaction: ticket, first event and the
 * promise of a letter hold together or not at all. False: the draft was filed before.
 */
export async function fileTicket(
  tx: Database,
  { routing }: Pick<Desk, 'routing'>,
  citizenId: string,
  filing: Filing,
): Promise<boolean> {
  const { draft, place, consent, procedure, ...rest } = filing
  const fresh = await insertTicket(tx, {
    ...rest,
    ...draft,
    citizenId,
    placeText: place.text,
    ...(place.commune && { commune: place.commune }),
    ...(consent && { consent: { version: consent.version, at: consent.at.toISOString() } }),
    ...(procedure && { procedure }),
    office: officeOfMailbox(routing, filing.mailbox),
  })
  if (!fresh) return false
  await giveFilesTo(tx, { ticketId: draft.id, citizenId }, filesIn(filing.attachments))
  await insertEvent(tx, {
    ticketId: draft.id,
    at: filing.receivedAt,
    actor: 'citizen',
    action: 'file',
    state: 'received',
  })
  await promise(tx, [job(draft.id, 'file', 'send-ticket', { ticketId: draft.id })])
  return true
}

/**
 * The citizen's own addition, or the answer to an officer's question, which starts the clock again.
 * False: not this citizen's, or nothing can be added any more.
 */
export async function addToTicket(
  tx: Database,
  { calendar }: { calendar: Calendar },
  added: { ticketId: string; citizenId: string; text: string; attachments: Attachment[]; at: Date },
): Promise<boolean> {
  const text = added.text.trim() || (added.attachments.length > 0 ? '(tệp kèm theo)' : '')
  return byCitizen(tx, calendar, 'add', { ...added, text })
}

/** False: not this citizen's, or an answer was given already. */
export const withdrawTicket = (
  tx: Database,
  { calendar }: { calendar: Calendar },
  withdrawn: { ticketId: string; citizenId: string; at: Date },
): Promise<boolean> =>
  byCitizen(tx, calendar, 'withdraw', { ...withdrawn, text: '', attachments: [] })

async function byCitizen(
  tx: Database,
  calendar: Calendar,
  action: Extract<Action, 'add' | 'withdraw'>,
  said: { ticketId: string; citizenId: string; text: string; attachments: Attachment[]; at: Date },
): Promise<boolean> {
  const row = await ticketById(tx, said.ticketId)
  if (row?.citizenId !== said.citizenId) return false
  const ticket = ticketOf(row)
  const verdict = move(ticket, action, { at: said.at, text: said.text, calendar })
  if (!verdict.ok) return false

  const attachments = [...ticket.attachments, ...said.attachments]
  const changed = await changeTicket(tx, ticket, { ...verdict.moved, attachments })
  // An officer was faster by a moment; the turn is taken again and sees what they did.
  if (!changed) throw new Error(`${ticket.code}: changed while its citizen wrote; try again`)
  await giveFilesTo(
    tx,
    { ticketId: ticket.id, citizenId: said.citizenId },
    filesIn(said.attachments),
  )
  const event = await insertEvent(tx, {
    ticketId: ticket.id,
    at: said.at,
    actor: 'citizen',
    action,
    state: changed.state,
    ...(said.text && { text: said.text }),
    open: verdict.open,
  })
  const purpose = action === 'add' ? 'addition' : 'withdrawn'
  await promise(tx, [
    job(ticket.id, String(event), 'send-letter', {
      ticketId: ticket.id,
      to: ticket.mailbox,
      purpose,
      event,
    }),
  ])
  return true
}

const filesIn = (attachments: Attachment[]): string[] =>
  attachments.flatMap(({ file }) => (file ? [file] : []))

/** A job of a ticket; `about` makes its promise unique. */
export const job = (ticketId: string, about: string, name: string, payload: unknown): Promised => ({
  kind: 'job',
  key: `ticket:${ticketId}:${about}:${name}`,
  ticketId,
  name,
  payload,
})
