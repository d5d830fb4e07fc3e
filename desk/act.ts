import type { Database } from '../store/database.ts'
import { promise } from '../store/outbox.ts'
import {
  changeTicket,
  type EventRow,
  eventsOf,
  insertEvent,
  type TicketRow,
  ticketById,
} from '../store/tickets.ts'
import { type Desk, ticketOf } from './desk.ts'
import { job } from './file-ticket.ts'
import { move, type OfficerAction, returnsBeforeCoordinator } from './move.ts'
import { coordinator, type Routed, route } from './routing.ts'
import type { Ticket } from './ticket.ts'

export interface Act {
  ticketId: string
  /** Whose link was used. */
  mailbox: string
  action: OfficerAction
  text: string
  /** The version that the officer's page showed. */
  version: number
}

export type Acted =
  | {
      ok: true
      ticket: Ticket
      /** It was done before, by a second press or mail; nothing new happened. */
      repeated: boolean
      /** The event that it made. */
      event?: number
    }
  | { ok: false; reason: string }

/** What an officer does on the page: the move, its event and what it promises, in one transaction. */
export const act = (desk: Desk, wanted: Act): Promise<Acted> =>
  desk.db.transaction((tx) => actIn(tx, desk, { ...wanted, text: wanted.text.trim() }))

/** The same inside a caller's transaction. */
export async function actIn(tx: Database, desk: Desk, wanted: Act): Promise<Acted> {
  const { ticketId, mailbox, action, text, version } = wanted
  const row = await ticketById(tx, ticketId)
  if (!row) return refuse('Không tìm thấy phiếu này. Có thể phiếu đã được xóa theo yêu cầu.')
  const ticket = ticketOf(row)
  if (await wasDone(tx, row, wanted)) return { ok: true, ticket, repeated: true }
  // The coordinator may step in anywhere; an office only while the ticket is its own.
  if (mailbox !== ticket.mailbox && mailbox !== coordinator(desk.routing).mailbox)
    return refuse(`Phiếu đã được chuyển đến ${ticket.office}.`)
  if (ticket.version !== version)
    return refuse('Phiếu vừa có thay đổi. Xin tải lại trang để xem bản mới rồi thực hiện lại.')
  if (text.length > 5_000) return refuse('Nội dung dài quá 5.000 ký tự. Xin viết gọn lại.')

  const at = desk.now()
  const verdict = move(ticket, action, { at, text, calendar: desk.calendar })
  if (!verdict.ok) return verdict
  const next = action === 'not-ours' ? await nextOffice(tx, desk, ticket) : undefined
  if (next?.mailbox === ticket.mailbox)
    return refuse(
      'Phiếu đã về đầu mối điều phối, không còn nơi chuyển tiếp. Xin trả lời hoặc hướng dẫn người dân nơi giải quyết.',
    )

  const changed = await changeTicket(tx, ticket, {
    ...verdict.moved,
    ...(next && { mailbox: next.mailbox, office: next.office, routeLine: next.line }),
  })
  if (!changed) return refuse('Phiếu vừa có thay đổi. Xin tải lại trang.')
  const event = await insertEvent(tx, {
    ticketId,
    at,
    actor: mailbox,
    action,
    state: changed.state,
    ...(text && { text }),
    open: verdict.open,
  })
  await promise(tx, promisesOf(ticketId, mailbox, action, event))
  return { ok: true, ticket: ticketOf(changed), repeated: false, event }
}

const refuse = (reason: string): Acted => ({ ok: false, reason })

/** A second press: the same officer's same words, from an older page or with nothing in between. */
async function wasDone(tx: Database, row: TicketRow, wanted: Act): Promise<boolean> {
  const events = (await eventsOf(tx, row.id)).filter(({ actor }) => actor !== 'system')
  const same = ({ actor, action, text }: EventRow) =>
    actor === wanted.mailbox && action === wanted.action && (text ?? '') === wanted.text
  const last = events.at(-1)
  return row.version > wanted.version ? events.some(same) : last !== undefined && same(last)
}

/** Routed anew without those who gave it back; from the second return on the coordinator decides. */
async function nextOffice(tx: Database, { routing, now }: Desk, ticket: Ticket): Promise<Routed> {
  if (ticket.returns + 1 >= returnsBeforeCoordinator) return coordinator(routing)
  const returned = (await eventsOf(tx, ticket.id)).filter(({ action }) => action === 'not-ours')
  return route(
    routing,
    { kind: ticket.kind, field: ticket.field, commune: ticket.commune?.code, on: now() },
    [...returned.map(({ actor }) => actor), ticket.mailbox],
  )
}

function promisesOf(ticketId: string, mailbox: string, action: OfficerAction, event: number) {
  if (action === 'accept') return []
  const tell = job(ticketId, String(event), 'tell-citizen', { ticketId, event })
  return action === 'not-ours'
    ? [job(ticketId, String(event), 'send-ticket', { ticketId, after: event }), tell]
    : [
        tell,
        job(ticketId, String(event), 'send-letter', {
          ticketId,
          to: mailbox,
          purpose: 'copy',
          event,
        }),
      ]
}
