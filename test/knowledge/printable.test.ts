import { expect, test } from 'vitest'
import { printable } from '../../knowledge/printable.ts'
import { Procedure } from '../../knowledge/procedure.ts'
import { readProcedures } from '../../knowledge/sources.ts'
import { dataSet } from '../support/data-set.ts'
import { describeWithDataSets } from '../support/data-sets.ts'

const national = Procedure.parse({
  code: '1.001193',
  title: 'Đăng ký khai sinh',
  level: ['commune'],
  channels: [
    { way: 'online', fee: { text: 'Miễn phí(' } },
    { way: 'post', fee: { free: true } },
  ],
  steps: 'Nộp hồ sơ tại xã.\nNộp bổ sung tại UBND cấp huyện.\nNhận kết quả.',
  source: { name: 'nguồn', retrieved: '2026-07-01' },
})

test('what nobody here has checked promises no "miễn phí", and no district is printed', () => {
  const { channels, steps } = printable(national)
  expect(JSON.stringify(channels)).not.toMatch(/miễn phí/i)
  expect(steps).toBe('Nộp hồ sơ tại xã.\nNhận kết quả.')
})

test('the reviewed word of the province stays as it is', () =>
  expect(printable({ ...national, reviewed: true }).channels[1]?.fee).toEqual({ free: true }))

describeWithDataSets('over the national sets', () => {
  test('no page promises or sends to a district', () => {
    for (const file of ['dvcqg-2026-07.jsonl', 'dvcqg-docx-2025-12.jsonl', 'bqp-2025.jsonl'])
      for (const procedure of readProcedures(file, dataSet(`procedures/${file}`), '2026-11-22')
        .procedures) {
        const { channels, steps, agency, place, result, conditions, cases } = printable(procedure)
        const told = JSON.stringify({ channels, steps, agency, place, result, conditions })
        expect(told, procedure.code).not.toMatch(/miễn phí/i)
        expect(told + JSON.stringify(cases), procedure.code).not.toMatch(/cấp huyện|BHXH huyện/i)
      }
  })
})
