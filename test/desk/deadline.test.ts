import { describe, expect, test } from 'vitest'
import { addWorkingTime, Calendar, officeHours, vnDay, workingTime } from '../../desk/calendar.ts'
import { due, resumedDue, type Term } from '../../desk/deadline.ts'

/** 2026 and 2027 as the table below was worked out by hand; Tết is Fri 5 to Thu 11 February 2027. */
const calendar = Calendar.parse({
  workdays: [1, 2, 3, 4, 5],
  hours: [
    ['07:30', '11:30'],
    ['13:30', '17:00'],
  ],
  holidays: [
    { from: '2026-11-24', name: 'Ngày Văn hóa Việt Nam', status: 'proposed' },
    { from: '2027-01-01', name: 'Tết Dương lịch' },
    { from: '2027-02-05', until: '2027-02-11', name: 'Tết Đinh Mùi' },
    { from: '2027-04-16', name: 'Giỗ Tổ' },
    { from: '2027-04-30', name: 'Ngày Chiến thắng' },
    { from: '2027-05-03', name: 'Nghỉ bù' },
  ],
  makeUpDays: [
    { date: '2026-08-22', name: 'Làm bù cho 31/8' },
    { date: '2027-02-20', name: 'Làm bù' },
  ],
})
const decreed: Calendar = {
  ...calendar,
  holidays: calendar.holidays.map((holiday) => ({ ...holiday, status: 'official' as const })),
}

/** A moment in Việt Nam: "2026-11-23 09:12". */
const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+07:00`)
const local = (moment: Date) =>
  new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

const termOf = (text: string): Term => {
  const [n = '', unit = ''] = text.split(' ')
  // as: the tables below are ours.
  return { n: Number(n), unit: unit as Term['unit'] }
}

// Received, term, the last day. 23/11/2026 is a Monday.
const days: [string, string, string][] = [
  ['2026-11-23 09:12', '7 wd', '2026-12-02'],
  ['2026-11-23 00:00', '7 wd', '2026-12-02'],
  ['2026-11-23 23:59', '7 wd', '2026-12-02'],
  ['2026-11-23 09:12', '1 wd', '2026-11-24'],
  ['2026-11-23 09:12', '3 wd', '2026-11-26'],
  ['2026-11-23 09:12', '5 wd', '2026-11-30'],
  ['2026-11-23 09:12', '15 wd', '2026-12-14'],
  ['2026-11-24 09:00', '1 wd', '2026-11-25'],
  ['2026-11-25 16:59', '2 wd', '2026-11-27'],
  ['2026-11-26 08:00', '2 wd', '2026-11-30'],
  // Friday evening: Friday is the day that does not count, Monday is the first.
  ['2026-11-27 18:30', '1 wd', '2026-11-30'],
  ['2026-11-27 10:00', '1 wd', '2026-11-30'],
  ['2026-11-27 18:30', '5 wd', '2026-12-04'],
  // Received on a day off: the next working day is the first.
  ['2026-11-28 10:00', '1 wd', '2026-11-30'],
  ['2026-11-29 10:00', '1 wd', '2026-11-30'],
  ['2026-11-29 23:30', '2 wd', '2026-12-01'],
  ['2026-11-28 10:00', '7 wd', '2026-12-08'],
  // New Year's Day 2027 is a Friday.
  ['2026-12-31 09:00', '1 wd', '2027-01-04'],
  ['2026-12-30 09:00', '2 wd', '2027-01-04'],
  ['2027-01-01 09:00', '1 wd', '2027-01-04'],
  ['2026-12-28 09:00', '5 wd', '2027-01-05'],
  // Tết: five working days and the weekend between are off.
  ['2027-02-03 09:00', '1 wd', '2027-02-04'],
  ['2027-02-04 09:00', '1 wd', '2027-02-12'],
  ['2027-02-04 16:00', '2 wd', '2027-02-15'],
  ['2027-02-05 09:00', '1 wd', '2027-02-12'],
  ['2027-02-08 09:00', '1 wd', '2027-02-12'],
  ['2027-02-11 22:00', '1 wd', '2027-02-12'],
  ['2027-02-01 09:00', '7 wd', '2027-02-17'],
  ['2027-01-29 09:00', '15 wd', '2027-02-25'],
  // A make-up Saturday is worked: 20/02/2027.
  ['2027-02-19 09:00', '1 wd', '2027-02-20'],
  ['2027-02-19 09:00', '2 wd', '2027-02-22'],
  ['2027-02-18 09:00', '3 wd', '2027-02-22'],
  ['2027-02-20 09:00', '1 wd', '2027-02-22'],
  ['2026-08-21 09:00', '1 wd', '2026-08-22'],
  ['2026-08-21 17:30', '2 wd', '2026-08-24'],
  ['2026-08-14 09:00', '1 wd', '2026-08-17'],
  // Spring: Hùng Kings Friday 16/04, Victory Friday 30/04, compensation Monday 03/05.
  ['2027-04-15 09:00', '1 wd', '2027-04-19'],
  ['2027-04-29 09:00', '1 wd', '2027-05-04'],
  ['2027-04-28 09:00', '3 wd', '2027-05-05'],
  ['2027-04-12 09:00', '15 wd', '2027-05-06'],
  // Calendar days: the first does not count, a last day off moves on.
  ['2026-11-23 09:12', '1 cd', '2026-11-24'],
  ['2026-11-23 09:12', '5 cd', '2026-11-30'],
  ['2026-11-23 09:12', '6 cd', '2026-11-30'],
  ['2026-11-23 09:12', '7 cd', '2026-11-30'],
  ['2026-11-23 09:12', '20 cd', '2026-12-14'],
  ['2026-11-24 09:12', '20 cd', '2026-12-14'],
  ['2026-11-25 09:12', '20 cd', '2026-12-15'],
  ['2026-12-12 09:12', '20 cd', '2027-01-04'],
  ['2027-01-16 09:12', '20 cd', '2027-02-12'],
  ['2027-01-22 09:12', '20 cd', '2027-02-12'],
  ['2027-01-31 09:12', '20 cd', '2027-02-20'],
  ['2027-04-10 09:12', '20 cd', '2027-05-04'],
]

describe('the last day of a term', () => {
  for (const [received, term, last] of days) {
    test(`${term} from ${received} end on ${last}`, () => {
      const end = due(calendar, termOf(term), at(received))
      expect(local(end)).toBe(`${last} 17:00`)
    })
  }

  test('a day that a decree makes free moves the end by one', () => {
    expect(vnDay(due(decreed, termOf('7 wd'), at('2026-11-23 09:12')))).toBe('2026-12-03')
    expect(vnDay(due(decreed, termOf('1 wd'), at('2026-11-23 09:12')))).toBe('2026-11-25')
  })

  test('a calendar without working days is refused, not counted for ever', () => {
    const never = {
      ...calendar,
      holidays: [
        { from: '2020-01-01', until: '2040-01-01', name: '?', status: 'official' as const },
      ],
      makeUpDays: [],
    }
    expect(() => due(never, termOf('1 wd'), at('2026-11-23 09:12'))).toThrow(/no working day/)
  })
})

// Received, working hours, the moment.
const hours: [string, number, string][] = [
  ['2026-11-23 08:00', 1, '2026-11-23 09:00'],
  ['2026-11-23 08:00', 3.5, '2026-11-23 11:30'],
  ['2026-11-23 08:00', 4, '2026-11-23 14:00'],
  ['2026-11-23 06:00', 1, '2026-11-23 08:30'],
  // The lunch break is no working time.
  ['2026-11-23 11:00', 1, '2026-11-23 14:00'],
  ['2026-11-23 12:00', 1, '2026-11-23 14:30'],
  ['2026-11-23 16:30', 1, '2026-11-24 08:00'],
  ['2026-11-27 16:30', 1, '2026-11-30 08:00'],
  ['2026-11-27 20:00', 4, '2026-11-30 11:30'],
  ['2026-11-28 09:00', 4, '2026-11-30 11:30'],
  ['2026-11-23 07:30', 7.5, '2026-11-23 17:00'],
  ['2026-11-23 07:30', 8, '2026-11-24 08:00'],
  ['2027-02-04 16:00', 4, '2027-02-12 10:30'],
  ['2027-02-19 16:00', 2, '2027-02-20 08:30'],
  ['2026-12-31 16:59', 0.5, '2027-01-04 07:59'],
]

describe('working hours', () => {
  for (const [received, n, end] of hours) {
    test(`${n} hours from ${received} end at ${end}`, () => {
      expect(local(due(calendar, { n, unit: 'wh' }, at(received)))).toBe(end)
    })
  }

  test('time between two moments is what adding it would need', () => {
    for (const [received, n, end] of hours) {
      expect(workingTime(calendar, at(received), at(end))).toBe(n * 3_600_000)
      expect(local(addWorkingTime(calendar, at(received), n * 3_600_000))).toBe(end)
    }
  })
})

// Asked the citizen, answered, due before, due after.
const pauses: [string, string, string, string][] = [
  ['2026-11-25 09:00', '2026-11-26 09:00', '2026-12-02 17:00', '2026-12-03 17:00'],
  ['2026-11-25 09:00', '2026-11-25 10:00', '2026-12-02 17:00', '2026-12-03 08:30'],
  // A weekend while we wait costs the office nothing, and gives it nothing.
  ['2026-11-27 17:30', '2026-11-30 07:00', '2026-12-02 17:00', '2026-12-02 17:00'],
  ['2026-11-27 16:00', '2026-11-30 08:30', '2026-12-02 17:00', '2026-12-03 09:30'],
  ['2027-02-04 16:00', '2027-02-12 08:30', '2027-02-17 17:00', '2027-02-18 09:30'],
]

describe('a clock that stood still', () => {
  for (const [asked, answered, before, after] of pauses) {
    test(`from ${asked} to ${answered} moves ${before} to ${after}`, () => {
      expect(local(resumedDue(calendar, at(before), at(asked), at(answered)))).toBe(after)
    })
  }
})

const openings: [string, boolean, string][] = [
  ['2026-11-23 09:12', true, '2026-11-23 09:12'],
  ['2026-11-23 07:29', false, '2026-11-23 07:30'],
  ['2026-11-23 07:30', true, '2026-11-23 07:30'],
  ['2026-11-23 11:30', false, '2026-11-23 13:30'],
  ['2026-11-23 17:00', false, '2026-11-24 07:30'],
  ['2026-11-27 18:00', false, '2026-11-30 07:30'],
  ['2026-11-28 09:00', false, '2026-11-30 07:30'],
  ['2027-02-05 09:00', false, '2027-02-12 07:30'],
  ['2027-02-20 09:00', true, '2027-02-20 09:00'],
]

describe('office hours', () => {
  for (const [moment, open, opensAt] of openings) {
    test(`${moment}: ${open ? 'open' : `closed until ${opensAt}`}`, () => {
      const hours = officeHours(calendar, at(moment))
      expect({ ...hours, opensAt: local(hours.opensAt) }).toEqual({ open, opensAt })
    })
  }
})
