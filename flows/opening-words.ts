import type { Opening } from '../knowledge/office.ts'
import { clockOf, isoDayOf } from './dates.ts'

/** Whether an office is open on the day that was asked, and if not, when next: one line. */
export function openingInWords(opening: Opening, now: Date): string {
  const { day, sessions, holiday, next } = opening
  const isToday = day === isoDayOf(now)
  const label = isToday ? `Hôm nay, ${weekdayOf(day)},` : capital(`${weekdayOf(day)} ${short(day)}`)
  const again = `làm lại từ ${inHours(next.from)} ${weekdayOf(next.day)} ${short(next.day)}`
  if (sessions.length === 0) return `${label} nghỉ${holiday ? ` (${holiday.name})` : ''}; ${again}.`
  const until = sessions.at(-1)?.[1] ?? ''
  if (isToday && clockOf(now) >= until) return `Hôm nay đã hết giờ; ${again}.`
  const perhaps = holiday
    ? ` Ngày này mới đề xuất cho nghỉ (${holiday.name}), xin gọi hỏi trước.`
    : ''
  const hours = sessions.map(([from, to]) => `${inHours(from)} đến ${inHours(to)}`).join(', ')
  return `${label} ${isToday ? `làm việc đến ${inHours(until)}` : `có làm, ${hours}`}.${perhaps}`
}

/** "07:30" → "7 giờ 30" */
const inHours = (clock: string): string => {
  const [hour, minute] = clock.split(':').map(Number)
  return minute ? `${hour} giờ ${minute}` : `${hour} giờ`
}

const weekdays = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy']
const weekdayOf = (day: string): string => weekdays[new Date(day).getUTCDay()] ?? ''
/** "2026-11-28" → "28/11" */
const short = (day: string): string => day.slice(5).split('-').reverse().join('/')
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
