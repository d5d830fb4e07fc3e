import { describe, expect, test } from 'vitest'
import { officesOf } from '../../app/offices.ts'
import { loadContent } from '../../content.ts'
import { askedDay } from '../../province/asked-day.ts'
import { counterFinder } from '../../province/counters.ts'
import { openingOn } from '../../province/opening.ts'
import { root } from '../../root.ts'

const content = loadContent(`${root}/content`, new Date('2026-11-23T02:12:00Z'))
const { calendar, counters, communes, procedures } = content
const offices = officesOf(content)

describe('the day that a question is about', () => {
  const tuesday = '2026-12-01'
  const cases = {
    'hôm nay có làm không': tuesday,
    'ngày mai có làm việc không': '2026-12-02',
    'mai có làm ko': '2026-12-02',
    'thứ bảy có làm không': '2026-12-05',
    'thu 7 co lam khong': '2026-12-05',
    'thứ hai tuần sau': '2026-12-07',
    'thứ ba': tuesday,
    'chủ nhật': '2026-12-06',
    'ngày 24/12 có làm không': '2026-12-24',
    'mùng 2/9 có làm không': '2027-09-02',
    'tết có làm không': '2027-02-05',
    'tết dương lịch nghỉ không': '2027-01-01',
    'giỗ tổ hùng vương có tiếp dân không': '2027-04-16',
  }
  for (const [text, day] of Object.entries(cases))
    test(text, () => expect(askedDay(text, tuesday, calendar)).toBe(day))

  test('is none where none is named', () => {
    for (const text of ['mai táng phí nộp ở đâu', 'nộp ở đâu', 'chị Mai hỏi', 'xã Gia Vân'])
      expect(askedDay(text, tuesday, calendar)).toBeUndefined()
  })
})

describe('an office', () => {
  const saturday = [['07:30', '11:30'] as const] as unknown as (typeof calendar)['hours']

  test('works on Saturday only where it says so', () => {
    expect(openingOn(calendar, '2026-12-05', undefined)).toMatchObject({
      sessions: [],
      next: { day: '2026-12-07', from: '07:30' },
    })
    expect(openingOn(calendar, '2026-12-05', saturday).sessions).toEqual([['07:30', '11:30']])
  })

  test('is shut on a holiday, its Saturdays too, and opens after it', () => {
    expect(openingOn(calendar, '2027-02-06', saturday)).toEqual({
      day: '2027-02-06',
      sessions: [],
      holiday: { name: 'Tết Đinh Mùi', proposed: false },
      next: { day: '2027-02-12', from: '07:30' },
    })
  })

  test('works on a day off that is only proposed, and says so', () =>
    expect(openingOn(calendar, '2026-11-24', undefined)).toMatchObject({
      sessions: calendar.hours,
      holiday: { name: 'Ngày Văn hóa Việt Nam', proposed: true },
    }))
})

const counterFor = counterFinder(counters)

test('every procedure of the province leads to a counter, in each of its communes', () => {
  expect(communes).toHaveLength(129)
  const without = procedures.filter((procedure) => counterFor(procedure) === undefined)
  expect(without.map(({ code }) => code)).toEqual([])
  for (const procedure of procedures) {
    const { to } = counterFor(procedure) ?? { to: [] }
    for (const commune of communes) {
      const found = offices.counter(procedure, commune).offices
      expect(found).toHaveLength(to.length)
      for (const { name, address, phone, hours } of found)
        expect([name, address, phone, hours].every(Boolean)).toBe(true)
    }
  }
})

const counterCases = [
  { code: '1.001193', to: 'hcc/14701', name: 'một cửa của xã' },
  { code: '1.004222', to: 'cax/14701', name: 'công an xã' },
  { code: '1.001456', to: 'xuat-nhap-canh', name: 'xuất nhập cảnh' },
  { code: '1.001613', to: 'bhxh', name: 'bảo hiểm xã hội' },
  { code: '1.001978', to: 'viec-lam', name: 'dịch vụ việc làm' },
  { code: '3.000333', to: 'cong-an-tinh', name: 'công an tỉnh' },
  { code: '2.000908', to: undefined, name: 'cơ quan giữ sổ gốc' },
]
const yenMo = communes.find(({ name }) => name === 'Xã Yên Mô')
for (const { code, to, name } of counterCases)
  test(`${code} is handed in at ${name}`, () => {
    const procedure = procedures.find((each) => each.code === code)
    expect(procedure && offices.counter(procedure, yenMo).offices[0]?.id).toBe(to)
  })

const named = [
  ['số điện thoại công an xã', 'cax/14701'],
  ['dia chi uy ban xa', 'ubnd/14701'],
  ['trung tâm hành chính công ở đâu', 'hcc/14701'],
  ['địa chỉ sở xây dựng', 'so-xay-dung'],
  ['công an tỉnh', 'cong-an-tinh'],
  ['sdt', 'ubnd/14701'],
] as const
for (const [text, id] of named)
  test(`"${text}" means ${id}`, () => expect(offices.named(text, yenMo)?.id).toBe(id))
