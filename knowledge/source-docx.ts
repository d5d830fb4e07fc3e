import { z } from 'zod'
import { parse } from '../border.ts'
import { Procedure } from './procedure.ts'
import {
  type Channel,
  cell,
  codeOf,
  type Doubt,
  districtDoubts,
  feeOf,
  freeDoubts,
  isPaper,
  levelsOf,
  listOf,
  orderCases,
  timeOf,
  titleOf,
  unique,
  wayOf,
} from './source-fields.ts'

const Row = z.record(z.string(), z.unknown())
const Rows = z.union([z.array(Row), z.string()])
const Record_ = z.looseObject({ 'Mã thủ tục': z.string(), 'Tên thủ tục': z.string().min(1) })

/** A record of the official "Chi tiết thủ tục" document: its tables kept their rows. */
export function readDocx(value: unknown, retrieved: string): Procedure {
  const record = parse(Record_, value, 'document record')
  const at = (key: string): string | undefined => cell(record[key])
  const { channels, doubts } = channelsOf(rowsOf(record['Cách thức thực hiện']), {
    way: 'Hình thức nộp',
    time: 'Thời hạn giải quyết',
    fee: 'Phí, lệ phí',
    note: 'Mô tả',
  })
  const texts = {
    steps: at('Trình tự thực hiện'),
    agency: at('Cơ quan thực hiện') ?? at('Cơ quan có thẩm quyền'),
    place: at('Địa chỉ tiếp nhận HS'),
    result: at('Kết quả thực hiện'),
    conditions: at('Yêu cầu, điều kiện thực hiện'),
  }
  return parse(
    Procedure,
    {
      code: codeOf(record['Mã thủ tục']) ?? record['Mã thủ tục'],
      title: titleOf(record['Tên thủ tục']),
      decision: at('Số quyết định'),
      level: levelsOf(at('Cấp thực hiện')),
      field: at('Lĩnh vực'),
      audience: listOf(at('Đối tượng thực hiện')),
      channels,
      cases: casesOf(rowsOf(record['Thành phần hồ sơ']), {
        name: 'Tên giấy tờ',
        form: 'Mẫu đơn, tờ khai',
        amount: 'Số lượng',
        group: 'Trường hợp',
      }),
      ...texts,
      law: rowsOf(record['Căn cứ pháp lý']).flatMap((row) =>
        lawOf(cell(row['Số ký hiệu']), cell(row['Trích yếu'])),
      ),
      alias: listOf(at('Từ khóa')),
      source: {
        name: 'Chi tiết thủ tục hành chính (Cổng Dịch vụ công quốc gia)',
        url: linkOf(at('Đường dẫn')),
        retrieved,
      },
      doubts: unique([
        ...doubts,
        ...freeDoubts(channels, texts.steps),
        ...districtDoubts({ ...texts, title: record['Tên thủ tục'] }),
      ]),
    },
    'document record',
  )
}

/** A table kept as rows; in CSV it arrives as JSON text. */
export function rowsOf(value: unknown): Record<string, unknown>[] {
  const read = Rows.safeParse(
    typeof value === 'string' && /^\s*\[/.test(value) ? fromJson(value) : value,
  )
  return read.success && Array.isArray(read.data) ? read.data : []
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export function channelsOf(
  rows: Record<string, unknown>[],
  keys: { way: string; time: string; fee: string; note: string },
): { channels: Channel[]; doubts: Doubt[] } {
  const doubts: Doubt[] = []
  const channels = rows.flatMap((row): Channel[] => {
    const way = wayOf(cell(row[keys.way]) ?? '')
    if (!way) return []
    const { time, timeText, doubt: timeDoubt } = timeOf(cell(row[keys.time]))
    const feeText = (cell(row[keys.fee]) ?? '').replace(/\nFile đính kèm:.*$/gm, '').trim()
    const remark = /\(.*\)\s*$/s.exec(feeText)?.[0].trim() ?? ''
    const { fee, doubt: feeDoubt } = feeOf(
      feeText.slice(0, feeText.length - remark.length).trim(),
      remark,
    )
    if (timeDoubt) doubts.push({ field: 'time', reason: timeDoubt })
    if (feeDoubt) doubts.push({ field: 'fee', reason: feeDoubt })
    const note = cell(row[keys.note])
    return [
      {
        way,
        ...(time && { time }),
        ...(timeText && { timeText }),
        ...(fee && { fee }),
        ...(note && { note }),
      },
    ]
  })
  return { channels, doubts }
}

export function casesOf(
  rows: Record<string, unknown>[],
  keys: { name: string; form: string; amount: string; group: string },
): Procedure['cases'] {
  const cases = new Map<string, Procedure['cases'][number]['papers']>()
  for (const row of rows) {
    const name = cell(row[keys.name])
    const amount = cell(row[keys.amount]) ?? ''
    const original = Number(/bản chính:\s*(\d+)/i.exec(amount)?.[1] ?? 0)
    const copies = Number(/bản sao:\s*(\d+)/i.exec(amount)?.[1] ?? 0)
    if (!name || !isPaper(name, original, copies)) continue
    const form = cell(row[keys.form])
    const group = (cell(row[keys.group]) ?? 'Bao gồm').replace(/:+$/, '').trim()
    const papers = cases.get(group) ?? []
    papers.push({ name, ...(form && { form }), ...(amount && { original, copies }) })
    cases.set(group, papers)
  }
  return orderCases(
    [...cases].map(([name, papers]) => (name === 'Bao gồm' ? { papers } : { name, papers })),
  )
}

export const lawOf = (number: string | undefined, title: string | undefined): Procedure['law'] =>
  number || title ? [{ ...(number && { number }), title: title ?? number ?? '' }] : []

const linkOf = (text: string | undefined): string | undefined =>
  text?.startsWith('http') ? text : undefined
