import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { asCsv, asJsonLines, asOpen311, exportRow, masked } from '../../desk/export.ts'
import type { Ticket } from '../../desk/ticket.ts'

const ticket: Ticket = {
  id: 't1',
  code: 'PA-2026-000123',
  secret: 'x7Kq',
  citizenId: 'zalo:619',
  kind: 'report',
  field: 'ROAD',
  urgency: 'normal',
  state: 'sent',
  version: 2,
  content: '=HYPERLINK("http://x.example","bấm")\n"Ổ gà", sâu',
  placeText: '@SUM(1)',
  commune: null,
  contact: { name: 'Nguyễn Thị Lan', phone: '+84912345678', address: '-5 ngõ 12' },
  attachments: [],
  procedure: null,
  mailbox: 'kt@tinh.example',
  office: 'Phòng Kinh tế',
  routeLine: 'road',
  returns: 0,
  receivedAt: new Date('2026-11-23T02:12:00Z'),
  dueAt: new Date('2026-12-02T10:00:00Z'),
  pausedAt: null,
}
const options = { fieldName: () => 'Đường, cầu' }
const rowOf = (unmasked: boolean) => exportRow(ticket, { ...options, unmasked })

test('contacts are masked unless asked for', () => {
  expect(rowOf(false)).toMatchObject({ name: 'N***', phone: '84xx xxx 678', address: '***' })
  expect(rowOf(true)).toMatchObject({ name: 'Nguyễn Thị Lan', phone: '+84912345678' })
  expect(masked({})).toEqual({})
  expect(masked({ phone: '113' })).toEqual({ phone: '***' })
})

test('a spreadsheet finds words where a formula was written', () => {
  const [row] = parse<Record<string, string>>(asCsv([rowOf(true)]), { columns: true, bom: true })
  expect(row).toMatchObject({ code: 'PA-2026-000123', office: 'Phòng Kinh tế' })
  for (const cell of Object.values(row ?? {})) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  expect(row?.content).toBe(`'${ticket.content}`)
})

test('an export without tickets still names its columns', () => {
  expect(asCsv([])).toMatch(/^\ufeffcode,kind,field,[\w,]+\r\n$/)
  expect(asJsonLines([])).toBe('')
})

test('each line of JSON is one ticket', () => {
  const lines = asJsonLines([rowOf(false), rowOf(false)])
    .trim()
    .split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual([rowOf(false), rowOf(false)])
})

test('Open311 holds the matter and no person', () => {
  const text = asOpen311([ticket, { ...ticket, state: 'answered' }], options)
  expect(JSON.parse(text)).toMatchObject([
    { service_request_id: 'PA-2026-000123', status: 'open', service_code: 'ROAD' },
    { status: 'closed' },
  ])
  expect(text).not.toMatch(/Lan|912345678|x7Kq|zalo/)
})

test('nothing that opens a ticket is exported', () => {
  for (const text of [asCsv([rowOf(true)]), asJsonLines([rowOf(true)])])
    expect(text).not.toMatch(/x7Kq|zalo:/)
})
