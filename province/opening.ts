import { type Calendar, holidayOn, isWorkday, nextDay } from '../desk/calendar.ts'
import type { Opening } from '../knowledge/office.ts'

type Saturday = Calendar['hours'] | undefined

/** Whether an office works on a day, by the province's calendar and the office's own Saturdays. */
export function openingOn(calendar: Calendar, day: string, saturday: Saturday): Opening {
  const holiday = holidayOn(calendar, day)
  return {
    day,
    sessions: sessionsOn(calendar, day, saturday),
    ...(holiday && { holiday: { name: holiday.name, proposed: holiday.status === 'proposed' } }),
    next: nextOpening(calendar, day, saturday),
  }
}

function sessionsOn(calendar: Calendar, day: string, saturday: Saturday): Opening['sessions'] {
  if (isWorkday(calendar, day)) return calendar.hours
  const holiday = holidayOn(calendar, day)
  const isSaturday = new Date(day).getUTCDay() === 6
  return isSaturday && saturday && (!holiday || holiday.status === 'proposed') ? saturday : []
}

function nextOpening(calendar: Calendar, after: string, saturday: Saturday): Opening['next'] {
  for (let ahead = 1; ahead < 366; ahead++) {
    const day = nextDay(after, ahead)
    const [first] = sessionsOn(calendar, day, saturday)
    if (first) return { day, from: first[0] }
  }
  throw new Error(`calendar: no working day in the year after ${after}; look at its holidays`)
}
