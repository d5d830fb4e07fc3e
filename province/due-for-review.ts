import { nextDay, vnDay } from '../desk/calendar.ts'
import { endsIn } from '../knowledge/as-of.ts'
import type { Procedure } from '../knowledge/procedure.ts'
import type { Tree } from '../knowledge/tree.ts'

interface Due {
  code: string
  title: string
  why: string
}

/** So long before its end the owner hears of it. */
const aheadDays = 30

/** What has ended, ends within a month or is overdue for review; reductions and waivers of fees too. */
export function dueForReview(
  { procedures, trees }: { procedures: readonly Procedure[]; trees: readonly Tree[] },
  at: Date,
): Due[] {
  const today = vnDay(at)
  const soon = nextDay(today, aheadDays)
  return [
    ...procedures.flatMap(({ code, title, validTo, reviewBy, channels }) =>
      [
        ended('hiệu lực', validTo, today, soon),
        overdue(reviewBy, today),
        ...new Set(
          channels.flatMap(({ fee }) =>
            endsIn(fee?.text ?? '').map((end) => ended('mức giảm', end, today, soon)),
          ),
        ),
      ].flatMap((why) => (why ? [{ code, title, why }] : [])),
    ),
    ...trees.flatMap(({ id, title, reviewBy }) => {
      const why = overdue(reviewBy, today)
      return why ? [{ code: `trees/${id}`, title, why }] : []
    }),
  ]
}

function ended(what: string, end: string | undefined, today: string, soon: string) {
  if (!end || end > soon) return undefined
  return end < today ? `${what} đã hết từ ${inWords(end)}` : `${what} hết ngày ${inWords(end)}`
}

const overdue = (by: string | undefined, today: string) =>
  by && by < today ? `quá hạn rà soát ${inWords(by)}` : undefined

const inWords = (day: string): string => day.split('-').reverse().join('/')
