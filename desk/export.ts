import { vnDate } from './calendar.ts'
import type { Contact, Ticket, TicketState } from './ticket.ts'

export interface ExportOptions {
  /** Contacts in full; whoever asks for that is logged by the caller. */
  unmasked?: boolean
  fieldName(field: Ticket['field']): string
}

const columns = [
  'code',
  'kind',
  'field',
  'fieldName',
  'urgency',
  'state',
  'office',
  'mailbox',
  'commune',
  'place',
  'content',
  'name',
  'phone',
  'address',
  'receivedAt',
  'dueAt',
  'due',
  'returns',
  'routeLine',
] as const
export type ExportRow = Record<(typeof columns)[number], string>

/** A ticket as a flat row; contacts are masked unless asked for. */
export function exportRow(ticket: Ticket, { unmasked, fieldName }: ExportOptions): ExportRow {
  const contact = unmasked ? ticket.contact : masked(ticket.contact)
  return {
    code: ticket.code,
    kind: ticket.kind,
    field: ticket.field,
    fieldName: fieldName(ticket.field),
    urgency: ticket.urgency,
    state: ticket.state,
    office: ticket.office,
    mailbox: ticket.mailbox,
    commune: ticket.commune?.name ?? '',
    place: ticket.placeText,
    content: ticket.content,
    name: contact.name ?? '',
    phone: contact.phone ?? '',
    address: contact.address ?? '',
    receivedAt: ticket.receivedAt.toISOString(),
    dueAt: ticket.dueAt.toISOString(),
    due: vnDate(ticket.dueAt),
    returns: String(ticket.returns),
    routeLine: ticket.routeLine,
  }
}

/** "Nguyễn Thị Lan" → "N***", "0912345678" → "09xx xxx 678"; an address says where somebody sleeps. */
export const masked = ({ name, phone, address }: Contact): Contact => ({
  ...(name && { name: `${[...name][0]}***` }),
  ...(phone && { phone: maskedPhone(phone) }),
  ...(address && { address: '***' }),
})

function maskedPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  return digits.length < 8 ? '***' : `${digits.slice(0, 2)}xx xxx ${digits.slice(-3)}`
}

/** One line for each ticket, and the names of the columns above; spreadsheets find the UTF-8 by its mark. */
export const asCsv = (rows: readonly ExportRow[]): string =>
  `\ufeff${[columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => cells.map(csvCell).join(','))
    .join('\r\n')}\r\n`

/** A cell that begins like a formula would be run by the spreadsheet that opens it. */
function csvCell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

export const asJsonLines = (rows: readonly ExportRow[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('')

/** Open311 GeoReport v2 service requests: what other civic systems read. Never holds a contact. */
export const asOpen311 = (tickets: readonly Ticket[], { fieldName }: ExportOptions): string =>
  JSON.stringify(
    tickets.map((ticket) => ({
      service_request_id: ticket.code,
      status: over.has(ticket.state) ? 'closed' : 'open',
      status_notes: ticket.state,
      service_name: fieldName(ticket.field),
      service_code: ticket.field,
      description: ticket.content,
      agency_responsible: ticket.office,
      requested_datetime: ticket.receivedAt.toISOString(),
      expected_datetime: ticket.dueAt.toISOString(),
      address: [ticket.placeText, ticket.commune?.name].filter(Boolean).join(', '),
    })),
    null,
    2,
  )

const over: ReadonlySet<TicketState> = new Set<TicketState>(['answered', 'closed', 'withdrawn'])
