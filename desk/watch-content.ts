import { promise } from '../store/outbox.ts'
import { nextDay, officeHours, vnDay } from './calendar.ts'
import type { Desk } from './desk.ts'

const weekMs = 7 * 86_400_000

/**
 * Promises the week's letter to the owner of the content, in the first office hours of each week.
 * Call it as often as you like: a week is promised once.
 */
export async function watchContent({ db, calendar, now }: Desk): Promise<boolean> {
  const at = now()
  if (!officeHours(calendar, at).open) return false
  const monday = mondayOf(vnDay(at))
  const to = new Date(`${monday}T00:00:00+07:00`)
  const payload = { from: new Date(to.getTime() - weekMs).toISOString(), to: to.toISOString() }
  await db.transaction((tx) =>
    promise(tx, [
      { key: `content-letter:${monday}`, kind: 'job', name: 'content-letter', payload },
    ]),
  )
  return true
}

const mondayOf = (day: string): string => nextDay(day, -((new Date(day).getUTCDay() + 6) % 7))
