import { act } from '../desk/act.ts'
import { type Desk, eventOf, ticketOf } from '../desk/desk.ts'
import { sameSecret } from '../desk/links.ts'
import { allowedActions } from '../desk/move.ts'
import type { Ticket, TicketEvent } from '../desk/ticket.ts'
import { ticketView } from '../desk/ticket-view.ts'
import { fold } from '../knowledge/vietnamese.ts'
import type { Desk as DeskPort, DeskView } from '../server/pages/desk-view.ts'
import type { Step } from '../server/pages/steps.tsx'
import type { CitizenTickets } from '../server/pages/ticket.tsx'
import { eventsOf, ticketByCode, ticketById } from '../store/tickets.ts'
import { sentFiles, ticketFile, withoutPosition } from './ticket-files.ts'

/** The officers' page on the desk: the signed link says who acts on what. */
export function deskPort(desk: Desk, ring: () => void): DeskPort {
  return {
    async open(token) {
      const read = desk.links.read(token, desk.now())
      if (!read.ok) return read.reason === 'expired' ? 'expired' : 'unknown'
      const row = await ticketById(desk.db, read.link.ticketId)
      if (!row) return 'unknown'
      const events = (await eventsOf(desk.db, row.id)).map(eventOf)
      const files = await sentFiles(desk.db, ticketOf(row), `/desk/${encodeURIComponent(token)}`)
      return { ...officersView(desk, ticketOf(row), events), files }
    },
    async file(token, id) {
      const read = desk.links.read(token, desk.now())
      const row = read.ok ? await ticketById(desk.db, read.link.ticketId) : undefined
      return row && ticketFile(desk.db, row, id)
    },
    async act(token, { action, text, version }) {
      const read = desk.links.read(token, desk.now())
      if (!read.ok) return { done: false, problem: linkEnded }
      const { ticketId, mailbox } = read.link
      // A form without the version was not made by our page; the ticket as it stands decides.
      const seen = Number(version) || (await ticketById(desk.db, ticketId))?.version || 0
      const acted = await act(desk, { ticketId, mailbox, action, text, version: seen })
      if (!acted.ok) return { done: false, problem: acted.reason }
      ring()
      return {
        done: true,
        message: `Đã ghi nhận: ${happened(action)}. Phiếu ${acted.ticket.code}.`,
      }
    },
  }
}

function officersView(desk: Desk, ticket: Ticket, events: TicketEvent[]): DeskView {
  return {
    code: ticket.code,
    kind: ticket.kind,
    field: desk.fieldName(ticket.field),
    urgent: ticket.urgency === 'urgent',
    state: ticket.state,
    office: ticket.office,
    content: ticket.content,
    place: placeOf(ticket),
    ...(ticket.kind === 'proposal' && { contact: authorOf(ticket) }),
    receivedAt: ticket.receivedAt,
    dueAt: ticket.dueAt,
    steps: events.map((event) => stepOf(event)).reverse(),
    actions: allowedActions(ticket.state),
    version: String(ticket.version),
  }
}

/** As in the letter: only a proposal on rules names its author. */
const authorOf = ({ contact: { name, address, phone } }: Ticket): string =>
  [name, address, phone].filter(Boolean).join(' · ')

/** In the citizen's words, with the present-day unit behind them unless they named it so themselves. */
function placeOf({ commune, placeText }: Ticket): string {
  if (!commune) return placeText
  const known = `${commune.name}, ${commune.province}`
  const named = fold(placeText).includes(fold(commune.name))
  return named && placeText.length <= known.length ? known : `${placeText} · ${known}`
}

/** The citizen's page: an unknown code and a wrong secret look the same. */
export function citizenTickets(desk: Desk): CitizenTickets {
  async function rowOf(code: string, secret: string) {
    const row = await ticketByCode(desk.db, code)
    return sameSecret(secret, row?.secret ?? '') ? row : undefined
  }
  return {
    async open(code, secret) {
      const row = await rowOf(code, secret)
      if (!row) return undefined
      const events = (await eventsOf(desk.db, row.id)).map(eventOf)
      const { kind, state, office, receivedAt, dueAt, answers, asked } = ticketView(
        ticketOf(row),
        events,
      )
      return {
        code,
        kind,
        field: desk.fieldName(ticketOf(row).field),
        state,
        office,
        receivedAt,
        dueAt,
        steps: events
          .filter(({ action }) => !colleaguesOnly.has(action))
          .map(({ at, action }) => ({ at, what: happened(action) }))
          .reverse(),
        answers,
        files: withoutPosition(await sentFiles(desk.db, ticketOf(row), `/t/${code}.${secret}`)),
        ...(asked && { asked }),
      }
    },
    async file(code, secret, id) {
      const row = await rowOf(code, secret)
      return row && ticketFile(desk.db, row, id)
    },
  }
}

/** Officers see who did it and what was written. */
function stepOf({ at, action, actor, text }: TicketEvent): Step {
  const who = actor === 'citizen' || actor === 'system' ? '' : ` (${actor})`
  return { at, what: `${happened(action)}${who}`, ...(text && { words: text }) }
}

const linkEnded =
  'Đường liên kết đã hết hạn hoặc không đúng. Xin mở liên kết trong thư mới nhất của phiếu này.'

/** What an event's action is called on pages. */
const words: Record<string, string> = {
  file: 'Người dân gửi',
  sent: 'Đã chuyển đến cơ quan xử lý',
  accept: 'Cơ quan đã nhận xử lý',
  answer: 'Cơ quan đã trả lời',
  'need-info': 'Cơ quan hỏi thêm thông tin',
  'not-ours': 'Chuyển sang cơ quan khác',
  done: 'Cơ quan báo đã xử lý xong',
  add: 'Người dân bổ sung',
  withdraw: 'Người dân đã rút',
  undeliverable: 'Hộp thư không nhận, đã chuyển đầu mối điều phối',
  note: 'Ghi chú nội bộ',
  'mail-held': 'Thư trả lời bị giữ lại, người dân chưa nhận',
  'mail-returned': 'Thư trả lời không được nhận, người dân chưa nhận',
}
/** What happened between offices: nothing a citizen can do anything with. */
const colleaguesOnly = new Set(['undeliverable', 'note', 'mail-held', 'mail-returned'])

const happened = (action: string): string => words[action] ?? action
