import type { z } from 'zod'

/** What zod found, for a clerk who has never seen a schema. A message of the schema's own comes first. */
export const inVietnamese: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'thiếu khóa này' : `phải là ${kindName(issue.expected)}`
    case 'unrecognized_keys':
      return `khóa lạ: ${issue.keys.join(', ')}`
    case 'invalid_value':
      return `phải là một trong: ${issue.values.join(', ')}`
    case 'invalid_format':
      return formats[issue.format] ?? 'không đúng dạng'
    case 'too_small':
      return 'quá ít hoặc quá ngắn'
    case 'too_big':
      return 'quá nhiều hoặc quá dài'
    default:
      return 'giá trị không dùng được'
  }
}

/** What to do about it. */
export function mendOf(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return `thêm khóa "${String(issue.path.at(-1) ?? '')}" vào đây`
      return issue.expected === 'string'
        ? `đặt giá trị trong dấu nháy đơn: '${String(value)}'`
        : `viết lại thành ${kindName(issue.expected)}`
    case 'unrecognized_keys':
      return 'xóa khóa đó, hoặc sửa lại cho đúng tên khóa trong sổ tay biên tập'
    case 'invalid_value':
      return 'chép đúng một trong các giá trị trên, kể cả chữ hoa, chữ thường và dấu'
    case 'invalid_format':
      return `viết như ví dụ: ${examples[issue.format] ?? 'trong sổ tay biên tập'}`
    default:
      return 'xem ví dụ trong sổ tay biên tập (docs/bien-tap-noi-dung.md)'
  }
}

const kindName = (expected: string): string => kinds[expected] ?? expected

const kinds: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'true hoặc false',
  array: 'danh sách, mỗi dòng bắt đầu bằng "- "',
  object: 'nhóm khóa: giá trị',
  record: 'nhóm khóa: giá trị',
  tuple: 'cặp giá trị',
}

const formats: Record<string, string> = {
  date: 'ngày không đúng dạng',
  email: 'hộp thư không đúng dạng',
  regex: 'không đúng dạng',
}

const examples: Record<string, string> = {
  date: "'2026-11-24'",
  email: 'hcc-gia-van@ninhbinh.example',
}
