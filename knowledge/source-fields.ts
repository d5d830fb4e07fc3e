import type { Procedure } from './procedure.ts'
import { normalise } from './vietnamese.ts'

/** What the three national record shapes share: cells of the same forms, with the same faults. */

export type Channel = Procedure['channels'][number]
export type Doubt = Procedure['doubts'][number]
type Fee = NonNullable<Channel['fee']>
type Time = NonNullable<Channel['time']>

/** A cell's text, or nothing: "Không có thông tin" is how the national form says empty. */
export function cell(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value
    .normalize('NFC')
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .trim()
  return text === '' || /^(không có thông tin|không có|--|-|không)\.?$/i.test(text)
    ? undefined
    : text
}

/** Titles in capitals are shouted, not different; "(thực hiện tại cấp huyện)" names a level that is gone. */
export function titleOf(raw: string): string {
  const text = raw
    .normalize('NFC')
    .replaceAll('ƣ', 'ư')
    .replaceAll('Ƣ', 'Ư')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.;\s]+$/g, '')
    .replace(/\(\s*(\d\.\d{6})\s*\)$/, '')
    .replace(/\s*\(?(?:thực hiện )?tại cấp huyện\)?/i, '')
    .trim()
  const letters = text.replace(/[^\p{L}]/gu, '')
  const capitals = text.replace(/[^\p{Lu}]/gu, '')
  const calm = letters.length > 12 && capitals.length > letters.length * 0.6
  return calm ? text.charAt(0).toUpperCase() + text.slice(1).toLowerCase() : text
}

const levels = { bộ: 'ministry', tỉnh: 'province', xã: 'commune', khác: 'other' } as const

/** "Cấp tỉnh, Cấp xã" → levels. A district that still stands in the record is left out: there is none. */
export function levelsOf(text: string | undefined): Procedure['level'] {
  const lower = (text ?? '').toLowerCase()
  return Object.entries(levels)
    .filter(([word]) => lower.includes(word))
    .map(([, level]) => level)
}

export const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[,;\n]\s*(?![^(]*\))/)
    .map((part) => part.trim())
    .filter(Boolean)

const ways = {
  'Trực tiếp': 'in-person',
  'Trực tuyến': 'online',
  'Dịch vụ bưu chính': 'post',
} as const
export const wayOf = (text: string): Channel['way'] | undefined =>
  Object.entries(ways).find(([word]) =>
    text.trim().toLowerCase().startsWith(word.toLowerCase()),
  )?.[1]

/** "5 Ngày làm việc" → a number with its unit; a number alone is doubted, never taken for days. */
export function timeOf(text: string | undefined): {
  time?: Time
  timeText?: string
  doubt?: string
} {
  if (!text) return {}
  const plain = /^(\d+(?:[.,]\d+)?)\s*(ngày làm việc|ngày|giờ làm việc|giờ)?$/i.exec(text.trim())
  if (!plain) return { timeText: text.trim() }
  const n = Number(plain[1]?.replace(',', '.'))
  const unit = plain[2]?.toLowerCase()
  if (!unit) return { doubt: `thời hạn chỉ ghi số "${plain[1]}", thiếu đơn vị` }
  return { time: { n, unit: unit === 'ngày làm việc' ? 'wd' : unit === 'ngày' ? 'cd' : 'wh' } }
}

/** Below this, "đồng" stands for thousands that were left out: "135 VNĐ" is 135.000. */
const leastFee = 1_000

/** One fee cell with its remark. Free only where nothing stands beside it. */
export function feeOf(text: string, remark: string): { fee?: Fee; doubt?: string } {
  const note = [text, remark].filter(Boolean).join(' ').trim()
  const setsFee =
    /\d{1,3}(?:[.,]\d{3})+|\d+\s*(?:đồng|đ\b|vnđ|usd|%)|quy định|hội đồng nhân dân|hđnd|thông tư|nghị quyết|mức (?:thu|phí)/i
  if (/^miễn phí$|^(?:phí|lệ phí)\s*:\s*(?:0|không) ?(?:đồng)?$/i.test(text.trim())) {
    const bare = remark
      .replace(/^\(\s*(?:không quy định|không|không có|miễn phí)\.?\s*\)$/i, '')
      .trim()
    if (!setsFee.test(bare) && !/^\(/.test(bare)) return { fee: { free: true } }
    return { fee: { text: remark }, doubt: 'ghi "Miễn phí" nhưng phần ghi chú nói tới mức thu' }
  }
  const amount = /(\d{1,3}(?:[.,]\d{3})+|\d+)\s*(?:việt nam đồng|vnđ|đồng|đ\b)/i.exec(text)
  if (!amount) return note ? { fee: { text: note } } : {}
  const value = Number(amount[1]?.replace(/[.,]/g, ''))
  const several = text.match(/(\d[\d.,]*)\s*(?:việt nam đồng|vnđ|đồng)/gi)?.length ?? 0
  if (value === 0) return setsFee.test(remark) ? { fee: { text: note } } : { fee: { free: true } }
  if (value < leastFee)
    return { fee: { text: note }, doubt: `mức "${amount[0]}" quá nhỏ, có thể thiếu ba số 0` }
  return { fee: several > 1 ? { text: note } : { amount: value, ...(remark && { text: remark }) } }
}

const districts =
  /cấp huyện|ubnd huyện|ủy ban nhân dân (?:cấp )?huyện|bhxh huyện|phòng tài nguyên|quận\/huyện/i

/** A level that was abolished on 1 July 2025 and still stands in a field: such a field is no fact. */
export function districtDoubts(fields: Record<string, string | undefined>): Doubt[] {
  return Object.entries(fields)
    .filter(([, text]) => text && districts.test(text))
    .map(([field]) => ({ field, reason: 'còn nhắc tới cơ quan đã bãi bỏ từ 01/7/2025' }))
}

const asksForMoney =
  /nộp (?:phí|lệ phí)|(?:phí|lệ phí)[^.;\n]{0,40}theo quy định|mức (?:thu|phí|lệ phí)/i

/** "Miễn phí" in the table while the steps speak of a fee to be paid: the table is not believed. */
export function freeDoubts(channels: Channel[], steps: string | undefined): Doubt[] {
  const free = channels.some(({ fee }) => fee?.free)
  return free && asksForMoney.test(steps ?? '')
    ? [{ field: 'fee', reason: 'bảng ghi miễn phí nhưng trình tự có bước nộp phí, lệ phí' }]
    : []
}

/** Doubts named once per field and reason, however many rows repeat them. */
export const unique = (doubts: Doubt[]): Doubt[] =>
  doubts.filter(
    (doubt, i) =>
      doubts.findIndex((d) => d.field === doubt.field && d.reason === doubt.reason) === i,
  )

/** The code without a province's ending: 2.002307.000.00.00.H35 → 2.002307. */
export const codeOf = (text: string | undefined): string | undefined =>
  /^\s*(\d\.\d{6})(?:\b|\.)/.exec(text ?? '')?.[1]

/** "0 bản chính" beside a whole sentence is a heading or a remark, not a paper. */
export function isPaper(name: string, original?: number, copies?: number): boolean {
  if (original !== 0 || copies) return true
  return !/:$|^[-–+*\s]*(?:trường hợp|đối với|nếu|khi|lưu ý|ghi chú|người|cơ quan|các thông tin)/i.test(
    name.trim(),
  )
}

/** The ordinary case stands first; what befalls few people (abandoned children, lost registers) after. */
export function orderCases(cases: Procedure['cases']): Procedure['cases'] {
  const rare = (name: string | undefined): number =>
    name === undefined
      ? 0
      : /bỏ rơi|ủy quyền|ngoại lệ|mất tích|liên quan|nước ngoài/.test(normalise(name))
        ? 2
        : 1
  return cases
    .map((c, i) => ({ c, i }))
    .sort((a, b) => rare(a.c.name) - rare(b.c.name) || a.i - b.i)
    .map(({ c }) => c)
}
