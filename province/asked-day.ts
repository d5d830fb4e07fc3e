import { type Calendar, nextDay } from '../desk/calendar.ts'
import { fold, words } from '../knowledge/vietnamese.ts'

/** The day that a question is about: "mai", "thứ bảy", "2/9", "tết"; undefined where it names none. */
export function askedDay(text: string, today: string, { holidays }: Calendar): string | undefined {
  const said = words(text).map(fold).join(' ')
  if (/(?:^| )(?:hom nay|bua nay|(?:sang|chieu|trua|toi) nay|gio nay)(?: |$)/.test(said))
    return today
  if (/(?:^| )(?:(?:ngay|sang|chieu|bua) mai|mai (?:co |thi )?(?:lam|mo|nghi))(?: |$)/.test(said))
    return nextDay(today)
  if (/(?:^| )ngay (?:kia|mot)(?: |$)/.test(said)) return nextDay(today, 2)
  return weekday(said, today) ?? date(text, today) ?? holiday(said, today, holidays)
}

const weekdays: [RegExp, number][] = [
  [/(?:^| )thu (?:hai|2)(?: |$)/, 1],
  [/(?:^| )thu (?:ba|3)(?: |$)/, 2],
  [/(?:^| )thu (?:tu|4)(?: |$)/, 3],
  [/(?:^| )thu (?:nam|5)(?: |$)/, 4],
  [/(?:^| )thu (?:sau|6)(?: |$)/, 5],
  [/(?:^| )(?:thu (?:bay|7)|t7|cuoi tuan)(?: |$)/, 6],
  [/(?:^| )(?:chu nhat|cn)(?: |$)/, 0],
]

/** The next such day, today included; "tuần sau" is the one in the week that begins next Monday. */
function weekday(said: string, today: string): string | undefined {
  const [, wanted] = weekdays.find(([word]) => word.test(said)) ?? []
  if (wanted === undefined) return undefined
  const now = new Date(today).getUTCDay()
  const toMonday = (8 - now) % 7 || 7
  return /(?:^| )tuan sau(?: |$)/.test(said)
    ? nextDay(today, toMonday + ((wanted + 6) % 7))
    : nextDay(today, (wanted - now + 7) % 7)
}

/** "2/9", "24-11-2026", "ngày 30 tháng 4": without a year the next one. */
function date(text: string, today: string): string | undefined {
  const [, day, month, year] =
    /(?<![\d/])(\d{1,2})\s*(?:[/-]|tháng|thang)\s*(\d{1,2})(?:[/-](20\d\d))?(?![\d/])/iu.exec(
      text,
    ) ?? []
  if (!day || !month) return undefined
  const inYear = (each: string): string =>
    `${each}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const thisYear = inYear(year ?? today.slice(0, 4))
  const found = !year && thisYear < today ? inYear(String(Number(today.slice(0, 4)) + 1)) : thisYear
  return Number.isNaN(Date.parse(found)) ? undefined : found
}

/** The first day of a holiday that is named, the next one of that name; "tết" alone is the lunar one. */
function holiday(said: string, today: string, holidays: Calendar['holidays']): string | undefined {
  const coming = holidays
    .filter(({ from, until = from }) => until >= today)
    .toSorted((a, b) => a.from.localeCompare(b.from))
  const named = coming.find(({ name }) => said.includes(words(name).map(fold).join(' ')))
  const tet = /(?:^| )tet(?: |$)/.test(said) && !/tet (?:duong|tay)/.test(said)
  const found =
    named ??
    (tet
      ? coming.find(
          ({ from, until, name }) => until !== undefined && until > from && /^tết/i.test(name),
        )
      : undefined)
  return found && (found.from < today ? today : found.from)
}
