const zone = 'Asia/Ho_Chi_Minh'
const day = new Intl.DateTimeFormat('vi-VN', {
  timeZone: zone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})
const clock = new Intl.DateTimeFormat('vi-VN', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** "23/11/2026" in Vietnam. */
export const dayOf = (date: Date): string => day.format(date)

/** "09:12" in Vietnam. */
export const clockOf = (date: Date): string => clock.format(date)

/** "2026-11-23" in Vietnam. */
export const isoDayOf = (date: Date): string => dayOf(date).split('/').reverse().join('-')
