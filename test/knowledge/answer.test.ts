import { describe, expect, test } from 'vitest'
import { answer } from '../../knowledge/answer.ts'
import { asOf } from '../../knowledge/as-of.ts'
import { partNames } from '../../knowledge/asked.ts'
import { difference } from '../../knowledge/difference.ts'
import { Procedure } from '../../knowledge/procedure.ts'
import { readProcedures } from '../../knowledge/sources.ts'
import { dataSet } from '../support/data-set.ts'
import { describeWithDataSets } from '../support/data-sets.ts'

const now = new Date('2026-11-22T02:00:00Z')
const residence = Procedure.parse({
  code: '1.004222',
  title: 'Đăng ký thường trú',
  decision: '1523/QĐ-BCA',
  level: ['commune'],
  channels: [
    { way: 'online', time: { n: 7, unit: 'wd' }, fee: { amount: 10_000 } },
    { way: 'in-person', time: { n: 7, unit: 'wd' }, fee: { amount: 20_000 } },
  ],
  cases: [{ papers: [{ name: 'Tờ khai', original: 1 }] }],
  steps:
    'Bước 1: Nộp hồ sơ tại xã. Bước 2: Nộp bổ sung tại Phòng Tư pháp cấp huyện. Bước 3: Nhận kết quả.',
  agency: 'Công an xã',
  source: {
    name: 'Cổng Dịch vụ công quốc gia',
    url: 'https://example.vn/1',
    retrieved: '2026-07-01',
  },
})
const text = (procedure: Procedure, part?: Parameters<typeof answer>[1]): string =>
  answer(procedure, part, now).text

describe('an answer', () => {
  test('has the asked part first, both ways side by side, then code, decision and day', () =>
    expect(text(residence, 'fee')).toBe(
      [
        'Lệ phí – Đăng ký thường trú:',
        'Trực tuyến: 10.000 đồng; trực tiếp: 20.000 đồng',
        'Nguồn: Cổng Dịch vụ công quốc gia (mã 1.004222, QĐ 1523/QĐ-BCA, ngày 01/07/2026). Mức tại địa phương có thể khác.',
      ].join('\n'),
    ))

  test('joins the ways where they agree', () =>
    expect(text(residence, 'time')).toContain('\n7 ngày làm việc\n'))

  test('tells what costs differently case by case', () => {
    const fee = (amount: number) => ({ fee: { amount } })
    const lost = { caseName: 'Cấp lại do mất' }
    const cards = {
      ...residence,
      channels: [
        { way: 'online' as const, ...fee(50_000) },
        { way: 'in-person' as const, ...fee(50_000) },
        { way: 'online' as const, ...fee(70_000), ...lost },
        { way: 'in-person' as const, ...fee(70_000), ...lost },
      ],
    }
    expect(text(cards, 'fee')).toContain('\n- 50.000 đồng\n- Cấp lại do mất: 70.000 đồng\n')
    expect(text(cards)).toContain('- Lệ phí: 50.000 đồng; có 1 mức khác tùy trường hợp\n')
  })

  test('names every paper, and no form that only repeats its name', () => {
    const papers = Array.from({ length: 9 }, (_, i) => ({ name: `Giấy tờ số ${i + 1}` }))
    const many = {
      ...residence,
      reviewed: true,
      cases: [{ papers: [{ name: 'Tờ khai', original: 1, form: 'Tờ khai' }, ...papers] }],
    }
    expect(text(many, 'documents')).toContain('\n1. Tờ khai (1 bản chính)\n2. Giấy tờ số 1\n')
    expect(text(many, 'documents')).toContain('10. Giấy tờ số 9')
  })

  test('knows the hours of the province', () =>
    expect(answer(residence, 'hours', now, { hours: '7 giờ đến 17 giờ' }).text).toContain(
      'Giờ tiếp nhận: 7 giờ đến 17 giờ. Nộp trực tuyến được bất cứ lúc nào.',
    ))

  test('names where to go on, and its source', () => {
    const { parts, choices, links } = answer(residence, 'fee', now)
    expect(parts).not.toContain('fee')
    expect(choices[0]).toEqual({ label: 'Giấy tờ', payload: 'procedure:1.004222:documents' })
    expect(links).toEqual([{ label: 'Xem nguồn', url: 'https://example.vn/1' }])
  })

  test('never sends anybody to a district', () => {
    const steps = text(residence, 'steps')
    expect(steps).toContain('Nộp hồ sơ tại xã')
    expect(steps).not.toMatch(/cấp huyện/)
  })

  test('tells no doubted value as a fact', () => {
    const doubted = {
      ...residence,
      doubts: [
        { field: 'fee', reason: 'x' },
        { field: 'time', reason: 'y' },
      ],
    }
    expect(text(doubted, 'fee')).toContain('Xem trên Cổng Dịch vụ công quốc gia')
    expect(text(doubted)).not.toMatch(/10\.000|7 ngày/)
  })

  test('says "miễn phí" only in the reviewed word of the province', () => {
    const free = {
      ...residence,
      channels: [{ way: 'online' as const, fee: { free: true as const } }],
    }
    expect(text(free, 'fee')).not.toMatch(/miễn phí/i)
    expect(text({ ...free, reviewed: true }, 'fee')).toMatch(/miễn phí/i)
  })

  test('says when its data are older than a year and nobody has set a day for review', () => {
    const from = (retrieved: string) => ({
      ...residence,
      source: { ...residence.source, retrieved },
    })
    expect(text(from('2025-11-01'))).toContain('Dữ liệu đã hơn một năm, xin kiểm tra lại.')
    expect(text(from('2025-12-01'))).not.toContain('hơn một năm')
    expect(text({ ...from('2025-11-01'), reviewBy: '2027-01-01' })).not.toContain('hơn một năm')
  })

  test('no longer offers a reduction or a waiver whose end has passed', () => {
    const fee = {
      amount: 50_000,
      text: 'mức gốc; còn 25.000 đồng đến hết ngày 31/12/2026 theo Thông tư 64/2025/TT-BTC',
    }
    const waived = {
      text: 'Mức do HĐND tỉnh quy định. Có thể được hưởng 0 đồng đến hết 28/02/2027; VNeID hiển thị mức.',
    }
    const card = {
      ...residence,
      channels: [
        { way: 'in-person' as const, fee },
        { way: 'online' as const, fee: waived },
      ],
    }
    const fees = (today: string) => asOf(card, today).channels.map((each) => each.fee)
    expect(fees('2026-12-31')).toEqual([fee, waived])
    expect(fees('2027-01-01')).toEqual([{ amount: 50_000 }, waived])
    expect(fees('2027-03-01')[1]).toEqual({ text: 'Mức do HĐND tỉnh quy định.' })
  })

  test('is labelled when it has ended or is overdue for review', () => {
    expect(text({ ...residence, validTo: '2026-01-01' })).toMatch(
      /^Lưu ý: .*hết hiệu lực từ 01\/01\/2026/,
    )
    expect(text({ ...residence, reviewBy: '2026-01-01' })).toMatch(
      /^Lưu ý: .*quá hạn rà soát 01\/01\/2026/,
    )
  })
})

test('near-identical procedures are told apart by what differs', () => {
  const named = (title: string, level: 'commune' | 'province' = 'commune') => ({
    ...residence,
    title,
    level: [level],
  })
  expect(
    difference([
      named('Thủ tục đăng ký khai sinh'),
      named('Thủ tục đăng ký khai sinh lưu động'),
      named('Thủ tục đăng ký khai sinh có yếu tố nước ngoài'),
    ]),
  ).toEqual(['Trường hợp thông thường', 'Lưu động', 'Có yếu tố nước ngoài'])
  // What they share is one syllable of a word: it stays.
  expect(difference([named('Đăng ký thường trú'), named('Xác nhận thông tin về cư trú')])).toEqual([
    'Đăng ký thường trú',
    'Xác nhận thông tin về cư trú',
  ])
  expect(difference([named('Cấp đổi thẻ'), named('Cấp đổi thẻ', 'province')])).toEqual([
    'Trường hợp thông thường (cấp xã)',
    'Trường hợp thông thường (cấp tỉnh)',
  ])
})

describeWithDataSets('over the national sets', () => {
  const files = ['dvcqg-2026-07.jsonl', 'dvcqg-docx-2025-12.jsonl', 'bqp-2025.jsonl']
  const procedures = files.flatMap(
    (file) => readProcedures(file, dataSet(`procedures/${file}`), '2026-11-22').procedures,
  )
  const parts = [undefined, ...partNames]

  test('no answer is longer than six lines, papers apart, promises "miễn phí" or names a district', () => {
    for (const procedure of procedures)
      for (const part of parts) {
        const said = text(procedure, part)
        expect(said.split('\n').length, said).toBeLessThanOrEqual(part === 'documents' ? 14 : 6)
        expect(said).not.toMatch(/cấp huyện|miễn phí/i)
      }
  })
})
