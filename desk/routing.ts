import { z } from 'zod'
import { Day, vnDay } from './calendar.ts'
import { type Field, fields, type TicketKind } from './ticket.ts'

const Office = z.object({
  id: z.string(),
  name: z.string(),
  mailbox: z.email(),
  /** The commune whose own office it is; absent for the province's. */
  commune: z.string().optional(),
})
export type Office = z.infer<typeof Office>
export const Offices = z.object({ offices: z.array(Office).nonempty() })

const Line = z.object({
  /** Kept with each ticket, so that a later change can be explained. */
  id: z.string(),
  field: z.enum([...fields, '*']),
  /** Code of a commune. */
  commune: z.string(),
  kind: z.enum(['report', 'proposal', 'question', 'praise', '*']).default('*'),
  to: z.string(),
  /** First and last day of validity, in Việt Nam. */
  from: Day.optional(),
  until: Day.optional(),
})
export type Line = z.infer<typeof Line>

export const Routing = z.object({
  /** Who gets what no line covers, and what an office returned twice: the named coordinator. */
  fallback: z.string(),
  lines: z.array(Line),
})

/** Offices and lines, joined and checked once. */
export interface RoutingTable {
  lines: (Line & { office: Office })[]
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
  { offices }: z.infer<typeof Offices>,
  { lines, fallback }: z.infer<typeof Routing>,
): RoutingTable {
  const office = (id: string, place: string): Office => {
    const found = offices.find((office) => office.id === id)
    if (!found) throw new Error(`${place}: no office has the id "${id}"; add it to offices.yaml`)
    return found
  }
  return {
    lines: lines.map((line) => ({ ...line, office: office(line.to, `routing line ${line.id}`) })),
    fallback: office(fallback, 'routing fallback'),
  }
}

/**
 * Who is responsible on that day in Việt Nam: the valid line that says most, else the coordinator.
 * `not` holds the mailboxes that have returned the ticket.
 */
export function route(table: RoutingTable, matter: Matter, not: readonly string[] = []): Routed {
  const day = vnDay(matter.on)
  let best: RoutingTable['lines'][number] | undefined
  for (const line of table.lines)
    if (
      fits(line, matter, day) &&
      !not.includes(line.office.mailbox) &&
      (!best || weight(line) > weight(best))
    )
      best = line
  return best ? routed(best.office, best.id) : coordinator(table)
}

export const coordinator = (table: RoutingTable): Routed => routed(table.fallback, 'fallback')

/** The office in words that a ticket's line names. */
export const officeOfLine = ({ lines, fallback }: RoutingTable, id: string): string =>
  (lines.find((line) => line.id === id)?.office ?? fallback).name

const routed = ({ mailbox, name }: Office, line: string): Routed => ({
  mailbox,
  office: name,
  line,
})

function fits(line: RoutingTable['lines'][number], matter: Matter, day: string): boolean {
  // A report on an officer's conduct never goes to the unit that it is about.
  if (matter.field === 'OFFICIAL' && line.office.commune) return false
  return (
    (line.field === '*' || line.field === matter.field) &&
    (line.commune === '*' || line.commune === matter.commune) &&
    (line.kind === '*' || line.kind === matter.kind) &&
    (!line.from || line.from <= day) &&
    (!line.until || day <= line.until)
  )
}

/** Place outweighs field, field outweighs kind: "everything of phường Hoa Lư" is meant as it says. */
const weight = ({ field, commune, kind }: Line): number =>
  (commune === '*' ? 0 : 4) + (field === '*' ? 0 : 2) + (kind === '*' ? 0 : 1)
