import { parse as parseCsv } from 'csv-parse/sync'
import { BadInput } from '../border.ts'
import { Procedure } from './procedure.ts'
import { readDefence } from './source-defence.ts'
import { readDocx } from './source-docx.ts'
import { readPortal } from './source-portal.ts'

/** A record that could not be read: where it stands, which field, why. */
export interface Refused {
  file: string
  line: number
  field: string
  reason: string
}

export interface Read {
  /** Records met in the file; `procedures` and `refused` add up to it. */
  read: number
  procedures: Procedure[]
  refused: Refused[]
}

/**
 * One file of national records (JSONL, JSON or CSV) or of our own authoring form.
 * `today` dates records whose file name tells no month.
 */
export function readProcedures(file: string, text: string, today: string): Read {
  const retrieved = dateIn(file) ?? today
  const procedures: Procedure[] = []
  const refused: Refused[] = []
  const rows = rowsOf(file, text.replace(/^\ufeff/, ''))
  for (const { line, value, fault } of rows) {
    try {
      if (fault) throw new BadInput(fault)
      procedures.push(readRecord(value, retrieved))
    } catch (error) {
      if (!(error instanceof BadInput)) throw error
      refused.push({ file, line, ...faultOf(error) })
    }
  }
  return { read: rows.length, procedures, refused }
}

function readRecord(value: unknown, retrieved: string): Procedure {
  if (typeof value !== 'object' || value === null)
    throw new BadInput('bản ghi không phải là đối tượng')
  if ('ma_thu_tuc' in value) return readPortal(value, retrieved)
  if ('Mã thủ tục' in value) return readDocx(value, retrieved)
  if ('metadata' in value) return readDefence(value, retrieved)
  if ('ma_so' in value && 'ten' in value)
    throw new BadInput('chỉ có mã và tên, không có nội dung để trả lời\n → at noi_dung')
  if ('code' in value && 'title' in value) return ownForm(value, retrieved)
  throw new BadInput(
    'không có mã thủ tục (ma_thu_tuc, "Mã thủ tục", metadata hoặc code)\n → at ma_thu_tuc',
  )
}

/** Our own form may leave the source out: then the file is the source. */
function ownForm(value: object, retrieved: string): Procedure {
  const withSource = { source: { name: 'Tỉnh tự nhập', retrieved }, level: [], ...value }
  const { success, data, error } = Procedure.safeParse(withSource)
  if (success) return data
  const [issue] = error.issues
  throw new BadInput(`${issue?.message ?? 'sai mẫu'}\n → at ${issue?.path.join('.') || 'code'}`)
}

interface Row {
  line: number
  value?: unknown
  fault?: string
}

function rowsOf(file: string, text: string): Row[] {
  if (/\.csv$/i.test(file)) return csvRows(text)
  if (/\.json$/i.test(file) || /^\s*\[/.test(text)) return jsonRows(text)
  return text.split('\n').flatMap((line, i): Row[] => (line.trim() ? [jsonRow(line, i + 1)] : []))
}

function jsonRow(line: string, number: number): Row {
  try {
    return { line: number, value: JSON.parse(line) }
  } catch {
    return { line: number, fault: 'dòng không phải JSON\n → at dòng' }
  }
}

function jsonRows(text: string): Row[] {
  const { value, fault } = jsonRow(text, 1)
  if (fault) return [{ line: 1, fault }]
  const list = Array.isArray(value) ? value : [value]
  return list.map((item, i) => ({ line: i + 1, value: item }))
}

function csvRows(text: string): Row[] {
  try {
    const rows: { record: unknown; info: { lines: number } }[] = parseCsv(text, {
      columns: true,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    })
    return rows.map(({ record, info }) => ({ line: info.lines, value: record }))
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1
    return [{ line, fault: 'CSV không đọc được từ dòng này\n → at dòng' }]
  }
}

/** The place that zod names ("→ at code") is the field; what stands before it is the reason. */
function faultOf(error: BadInput): { field: string; reason: string } {
  const [, field] = /→ at (\S.*)$/m.exec(error.message) ?? []
  const reason = error.message
    .replace(/\n?\s*→ at .*$/gm, '')
    .replace(/^[a-z]+ record: ✖ ?/, '')
    .split('\n')[0]
  return { field: field ?? 'bản ghi', reason: inVietnamese(reason?.trim() ?? '') }
}

/** Editors read these lines; what zod says of a type is all that reaches them in English. */
function inVietnamese(reason: string): string {
  if (/received undefined$/.test(reason)) return 'thiếu'
  return /^Invalid|^Too /.test(reason) ? 'sai kiểu dữ liệu' : reason || 'không đọc được'
}

/** "dvcqg-2026-07.jsonl" was taken in July 2026: its first day, so that no answer looks younger than it is. */
function dateIn(file: string): string | undefined {
  const [, year, month, day] =
    /(20\d\d)(?:-(0[1-9]|1[0-2]))?(?:-(0[1-9]|[12]\d|3[01]))?(?!\d)/.exec(file) ?? []
  return year && `${year}-${month ?? '01'}-${day ?? '01'}`
}
