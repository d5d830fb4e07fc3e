import { z } from 'zod'
import { Day, vnDay } from './calendar.ts'
import type { Office } from './offices.ts'
import { type Field, fields, type TicketKind } from './ticket.ts'

const Line = z.object({
  /** Kept with each ticket, so that a later change can be explained. */
  id: z.string(),
  field: z.enum([...fields, '*']),
  /** A commune's code; "each": every commune its own office; "*": one office for all. */
  commune: z.string(),
  kind: z.enum(['report', 'proposal', 'question', 'praise', '*']).default('*'),
  to: z.string(),
  /** First and last day of validity, in Việt Nam. */
  from: Day.optional(),
  until: Day.optional(),
})
type Line = z.infer<typeof Line>

/** content/routing.yaml */
export const Routing = z.object({
  /** Who gets what no line covers, and what was returned twice: the named coordinator. */
  fallback: z.string(),
  lines: z.array(Line),
})

/** Offices and lines, joined and checked once. */
export interface RoutingTable {
  lines: Line[]
  offices: ReadonlyMap<string, Office>
  fallback: Office
}

export interface Routed {
  mailbox: string
  office: string
  line: string
}

interface Matter {
  kind: TicketKind
  field: Field
  /** Code of a present-day commune. */
  commune?: string | undefined
  on: Date
}

export function routingTable(
  offices: ReadonlyMap<string, Office>,
  { lines, fallback }: z.infer<typeof Routing>,
): RoutingTable {
  const ids = new Set([...offices.keys()].map((id) => id.split('/')[0]))
  for (const { id, to, commune } of lines)
    if (commune === 'each' ? !ids.has(to) : !offices.has(to))
      throw new Error(`routing.yaml ${id}: no office has the id "${to}"; add it to offices.yaml`)
  const coordinator = offices.get(fallback)
  if (!coordinator)
    throw new Error(
      `routing.yaml fallback: no office has the id "${fallback}"; add it to offices.yaml`,
    )
  return { lines, offices, fallback: coordinator }
}

/**
 * Who is responsible on that day in Việt Nam: the valid line that says most, else the coordinator.
 * `not` holds the mailboxes that have returned the ticket.
 */
export function route(table: RoutingTable, matter: Matter, not: readonly string[] = []): Routed {
  const day = vnDay(matter.on)
  let best: { line: Line; office: Office } | undefined
  for (const line of table.lines) {
    if (!fits(line, matter, day) || (best && weight(line) <= weight(best.line))) continue
    const office = table.offices.get(
      line.commune === 'each' ? `${line.to}/${matter.commune}` : line.to,
    )
    // A report on an officer's conduct never goes to the unit that it is about.
    if (!office || not.includes(office.mailbox) || (matter.field === 'OFFICIAL' && office.commune))
      continue
    best = { line, office }
  }
  return best
    ? { mailbox: best.office.mailbox, office: best.office.name, line: best.line.id }
    : coordinator(table)
}

export const coordinator = ({ fallback }: RoutingTable): Routed => ({
  mailbox: fallback.mailbox,
  office: fallback.name,
  line: 'fallback',
})

/** The office in words that reads a mailbox. */
export const officeOfMailbox = ({ offices, fallback }: RoutingTable, mailbox: string): string =>
  ([...offices.values()].find((office) => office.mailbox === mailbox) ?? fallback).name

/** Who may answer for a mailbox by mail, in lower case: itself, and the officers of its offices. */
export const writersFor = ({ offices }: RoutingTable, mailbox: string): string[] =>
  [
    mailbox,
    ...[...offices.values()].flatMap((o) => (o.mailbox === mailbox ? (o.officers ?? []) : [])),
  ].map((address) => address.toLowerCase())

const fits = ({ field, commune, kind, from, until }: Line, matter: Matter, day: string): boolean =>
  (field === '*' || field === matter.field) &&
  (commune === '*' || commune === matter.commune || (commune === 'each' && !!matter.commune)) &&
  (kind === '*' || kind === matter.kind) &&
  (!from || from <= day) &&
  (!until || day <= until)

/** Place outweighs field, field outweighs kind: "everything of phường Hoa Lư" is meant as it says. */
const weight = ({ field, commune, kind }: Line): number =>
  (commune === '*' ? 0 : commune === 'each' ? 4 : 8) +
  (field === '*' ? 0 : 2) +
  (kind === '*' ? 0 : 1)
