import { z } from 'zod'
import {
  addWorkingTime,
  type Calendar,
  closing,
  nextDay,
  vnDay,
  workdayFrom,
  workingTime,
} from './calendar.ts'
import { type Field, fields, type TicketKind, type Urgency } from './ticket.ts'

/** wd working days, cd calendar days, wh working hours: "ngày" is not "ngày làm việc". */
export const Term = z.strictObject({
  n: z.number().positive(),
  unit: z.enum(['wd', 'cd', 'wh']),
})
export type Term = z.infer<typeof Term>

/** Which term a ticket gets. "*" fits all; the line that says most wins, and among equals the first. */
export const Deadlines = z.strictObject({
  deadlines: z
    .array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(['report', 'proposal', 'question', 'praise', '*']).default('*'),
        field: z.enum([...fields, '*']).default('*'),
        urgency: z.enum(['urgent', 'normal', '*']).default('*'),
        ...Term.shape,
        source: z.string().optional(),
        note: z.string().optional(),
      }),
    )
    .refine(
      (lines) => lines.some((line) => says(line) === 0),
      'cần một dòng chung cho mọi trường hợp: kind "*", field "*", urgency "*"',
    ),
})
export type Deadlines = z.infer<typeof Deadlines>

interface Matter {
  kind: TicketKind
  field: Field
  urgency: Urgency
}

/**
 * When a term ends. Civil Code 147, 148: the day of the event does not count, and a last day on a
 * day off moves to the next working day. A term in days ends when the office closes on its last day.
 */
export function due(calendar: Calendar, { n, unit }: Term, from: Date): Date {
  if (unit === 'wh') return addWorkingTime(calendar, from, n * 3_600_000)
  const start = vnDay(from)
  if (unit === 'cd') return closing(calendar, workdayFrom(calendar, nextDay(start, Math.ceil(n))))
  let day = start
  for (let left = n; left > 0; left--) day = workdayFrom(calendar, nextDay(day))
  return closing(calendar, day)
}

/** The clock stood from `pausedAt` to `resumedAt`: the office keeps the working time that it had left. */
export const resumedDue = (
  calendar: Calendar,
  dueAt: Date,
  pausedAt: Date,
  resumedAt: Date,
): Date => addWorkingTime(calendar, dueAt, workingTime(calendar, pausedAt, resumedAt))

/** The province's term for a matter. */
export function termFor({ deadlines }: Deadlines, matter: Matter): Term {
  const fitting = deadlines.filter(
    ({ kind, field, urgency }) =>
      fits(kind, matter.kind) && fits(field, matter.field) && fits(urgency, matter.urgency),
  )
  const [best] = fitting.sort((a, b) => says(b) - says(a))
  if (!best) throw new Error('deadlines: no line fits every matter; add one with "*" throughout')
  return { n: best.n, unit: best.unit }
}

const fits = (rule: string, value: string): boolean => rule === '*' || rule === value

/** Urgency outweighs field, field outweighs kind: an urgent pothole is urgent first. */
const says = (line: { kind: string; field: string; urgency: string }): number =>
  (line.urgency === '*' ? 0 : 4) + (line.field === '*' ? 0 : 2) + (line.kind === '*' ? 0 : 1)
