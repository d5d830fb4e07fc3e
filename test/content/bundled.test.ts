import { expect, test } from 'vitest'
import { checkContent, loadContent } from '../../content.ts'
import { due, termFor } from '../../desk/deadline.ts'
import { route } from '../../desk/routing.ts'
import { fields } from '../../desk/ticket.ts'
import { root } from '../../root.ts'

const dir = `${root}/content`
const monday = new Date('2026-11-23T02:12:00Z')
const content = loadContent(dir, monday)

test('the sample province has no fault and no warning', () => {
  expect(checkContent(dir, monday)).toEqual([])
})

test('it has its communes of today and the communes they were made of', () => {
  expect(content.communes).toHaveLength(129)
  const named = (name: string) => content.formerUnits.find((unit) => unit.name === name)
  expect(named('Phường Lam Hạ')).toEqual({
    province: 'Tỉnh Hà Nam',
    district: 'Thành phố Phủ Lý',
    name: 'Phường Lam Hạ',
    becomes: ['13366'],
  })
  // Split between two: the citizen is asked for the street.
  expect(named('Phường Quang Trung')?.becomes.toSorted()).toEqual(['13285', '13366'])
})

test('it explains the procedures that are asked most, each with its source and review day', () => {
  expect(content.procedures.length).toBeGreaterThanOrEqual(75)
  for (const { alias, channels, cases, law, source, reviewed, reviewBy } of content.procedures) {
    expect(alias.length).toBeGreaterThanOrEqual(5)
    expect(Math.min(channels.length, cases.length, law.length)).toBeGreaterThan(0)
    expect(source.name).toBe('Cơ sở dữ liệu quốc gia về TTHC')
    expect([reviewed, reviewBy !== undefined]).toEqual([true, true])
  }
})

test('every commune and field has one official mailbox, and never the fall-back', () => {
  for (const field of fields)
    for (const kind of ['report', 'proposal', 'question', 'praise'] as const)
      for (const commune of [undefined, ...content.communes.map(({ code }) => code)]) {
        const routed = route(content.routing, { kind, field, commune, on: monday })
        expect(routed.line).not.toBe('fallback')
        expect(routed.mailbox).toMatch(/^[a-z0-9-]+@ninhbinh\.example$/)
      }
})

const ways = [
  { field: 'ROAD', commune: '14329', kind: 'report', to: 'kinhte-hoa-lu' },
  { field: 'CIVIL', commune: '14494', kind: 'question', to: 'hcc-gia-tran' },
  { field: 'ROAD', commune: undefined, kind: 'report', to: 'sxd' },
  { field: 'OFFICIAL', commune: '14329', kind: 'report', to: 'pakn-canbo' },
  { field: 'TTHC', commune: '14329', kind: 'report', to: 'hcc-hoa-lu' },
  { field: 'TTHC', commune: '14329', kind: 'proposal', to: 'pakn' },
] as const

for (const { field, commune, kind, to } of ways) {
  test(`${kind} on ${field} of ${commune ?? 'no commune'} goes to ${to}`, () => {
    const routed = route(content.routing, { kind, field, commune, on: monday })
    expect(routed.mailbox).toBe(`${to}@ninhbinh.example`)
  })
}

test('reports on officers leave every commune for the superior focal point', () => {
  for (const { code } of content.communes) {
    const matter = { kind: 'report', field: 'OFFICIAL', commune: code, on: monday } as const
    expect(route(content.routing, matter).mailbox).toBe('pakn-canbo@ninhbinh.example')
  }
})

const road = { kind: 'report', field: 'ROAD', urgency: 'normal' } as const
const rule = { kind: 'proposal', field: 'TTHC', urgency: 'normal' } as const
const terms = [
  {
    name: '24/11 is no day off before it is law',
    matter: road,
    from: '2026-11-23',
    by: '2026-12-02',
  },
  { name: 'Tết is counted out', matter: road, from: '2027-02-03', by: '2027-02-19' },
  { name: 'a proposal on rules has 20 days', matter: rule, from: '2026-11-23', by: '2026-12-14' },
]

for (const { name, matter, from, by } of terms) {
  test(`deadlines: ${name}`, () => {
    const received = new Date(`${from}T02:00:00Z`)
    const end = due(content.calendar, termFor(content.deadlines, matter), received)
    expect(end.toISOString().slice(0, 10)).toBe(by)
  })
}

test('with 24/11 made official, the same term ends a day later', () => {
  const holidays = content.calendar.holidays.map((day) =>
    day.from === '2026-11-24' ? { ...day, status: 'official' as const } : day,
  )
  const end = due({ ...content.calendar, holidays }, termFor(content.deadlines, road), monday)
  expect(end.toISOString().slice(0, 10)).toBe('2026-12-03')
})

test('texts fill in their own words and those of the province', () => {
  const words = { code: 'PA-2026-000123', time: '09:12', date: '23/11/2026', due: '02/12/2026' }
  expect(content.text('receipt', words)).toContain(
    'Đã tiếp nhận PA-2026-000123 lúc 09:12 ngày 23/11/2026. Hạn trả lời dự kiến: 02/12/2026.',
  )
  expect(content.text('greeting')).toContain('UBND tỉnh Ninh Bình')
  expect(() => content.text('receipt')).toThrow('{code}')
  expect(() => content.text('nothing')).toThrow('no text "nothing"')
})

test('what a citizen wrote is never read as a word to fill in', () => {
  const words = { code: 'PA-2026-000123', office: 'Sở Y tế', due: '', text: 'xem {phone}' }
  expect(content.text('ticket.answered', words)).toContain('xem {phone}')
})

test('everything invented says so', () => {
  for (const { phone, address } of content.offices.values())
    for (const shown of [phone, address]) if (shown) expect(shown).toContain('dữ liệu mẫu')
})
