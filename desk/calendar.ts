import { z } from 'zod'

/** "07:30" */
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'giờ viết như "07:30"')
/** "2026-11-24" */
export const Day = z.iso.date('ngày viết như "2026-11-24"')
export const Hours = z.array(z.tuple([Clock, Clock])).nonempty()

/** The province's working calendar: data, because Tết and days moved by decree are known only year by year. */
export const Calendar = z.strictObject({
  /** 1 is Monday, 7 Sunday. */
  workdays: z.array(z.int().min(1).max(7)).nonempty(),
  /** The halves of a working day, in order. */
  hours: Hours,
  holidays: z.array(
    z.strictObject({
      from: Day,
      until: Day.optional(),
      name: z.string(),
      /** Only proposed: kept in sight, but not yet a day off. */
      status: z.enum(['official', 'expected', 'proposed']).default('official'),
      source: z.string().optional(),
    }),
  ),
  /** Saturdays worked instead of a day off that was moved. */
  makeUpDays: z.array(z.strictObject({ date: Day, name: z.string() })).default([]),
})
export type Calendar = z.infer<typeof Calendar>

const hour = 3_600_000
const dayMs = 24 * hour
/** Việt Nam has had one zone and no summer time since 1975; a time-zone library would add nothing. */
const offset = 7 * hour

/** The calendar day in Việt Nam: "2026-11-23". */
export const vnDay = (at: Date): string =>
  new Date(at.getTime() + offset).toISOString().slice(0, 10)

/** "02/12/2026" */
export const vnDate = (at: Date): string => vnDay(at).split('-').reverse().join('/')

/** "09:12" */
export const vnTime = (at: Date): string =>
  new Date(at.getTime() + offset).toISOString().slice(11, 16)

export const nextDay = (day: string, days = 1): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

const instant = (day: string, clock: string): number => Date.parse(`${day}T${clock}:00Z`) - offset

/** The holiday that a day is part of; one that is only proposed comes last. */
export function holidayOn(
  { holidays }: Calendar,
  day: string,
): Calendar['holidays'][number] | undefined {
  const on = holidays.filter(({ from, until = from }) => from <= day && day <= until)
  return on.find(({ status }) => status !== 'proposed') ?? on[0]
}

export function isWorkday(calendar: Calendar, day: string): boolean {
  if (calendar.makeUpDays.some(({ date }) => date === day)) return true
  const holiday = holidayOn(calendar, day)
  if (holiday && holiday.status !== 'proposed') return false
  return calendar.workdays.includes(new Date(day).getUTCDay() || 7)
}

/** The day itself, or the next one on which the office works. */
export function workdayFrom(calendar: Calendar, day: string): string {
  // A calendar without a workday in a year is a slip that content check should have caught.
  for (let ahead = 0; ahead < 366; ahead++) {
    const candidate = nextDay(day, ahead)
    if (isWorkday(calendar, candidate)) return candidate
  }
  throw new Error(`calendar: no working day in the year after ${day}; look at its holidays`)
}

/** When the office closes on a day. */
export const closing = (calendar: Calendar, day: string): Date =>
  new Date(instant(day, calendar.hours.at(-1)?.[1] ?? '17:00'))

/** Is the office open at this moment, and if not, when does it open next? */
export function officeHours(calendar: Calendar, at: Date): { open: boolean; opensAt: Date } {
  const session = sessionAt(calendar, at)
  return session.from <= at.getTime()
    ? { open: true, opensAt: at }
    : { open: false, opensAt: new Date(session.from) }
}

/** The moment when so much office time has passed. */
export function addWorkingTime(calendar: Calendar, from: Date, ms: number): Date {
  // Closing time stays closing time: no time passed, no new day begins.
  if (ms <= 0) return from
  let left = ms
  let at = from
  for (;;) {
    const session = sessionAt(calendar, at)
    const start = Math.max(session.from, at.getTime())
    if (left <= session.until - start) return new Date(start + left)
    left -= session.until - start
    at = new Date(session.until)
  }
}

/** Office time between two moments. */
export function workingTime(calendar: Calendar, from: Date, until: Date): number {
  let total = 0
  let at = from
  while (at < until) {
    const session = sessionAt(calendar, at)
    const start = Math.max(session.from, at.getTime())
    total += Math.max(0, Math.min(session.until, until.getTime()) - start)
    at = new Date(session.until)
  }
  return total
}

/** The half of a working day that `at` lies in, or the next one. */
function sessionAt(calendar: Calendar, at: Date): { from: number; until: number } {
  let day = vnDay(at)
  for (;;) {
    day = workdayFrom(calendar, day)
    for (const [from, until] of calendar.hours)
      if (instant(day, until) > at.getTime())
        return { from: instant(day, from), until: instant(day, until) }
    day = nextDay(day)
  }
}
