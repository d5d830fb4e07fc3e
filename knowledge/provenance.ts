import { fieldInWords } from './changes.ts'
import type { Procedure } from './procedure.ts'
import { day, portal } from './wording.ts'

/** Past its end, or past the day by which somebody should have looked at it again. */
export function warning({ validTo, reviewBy, doubts }: Procedure, now: Date): string {
  const today = now.toISOString().slice(0, 10)
  if (validTo && validTo < today)
    return `Lưu ý: quy định này đã hết hiệu lực từ ${day(validTo)}; xin ${portal} trước khi làm.`
  const changed = doubts.flatMap((doubt) => (doubt.changed ? [fieldInWords(doubt.field)] : []))
  if (changed.length > 0)
    return `Lưu ý: nguồn vừa đổi phần ${changed.join(', ')}; tỉnh đang rà soát, xin ${portal}.`
  return reviewBy && reviewBy < today
    ? `Lưu ý: nội dung đã quá hạn rà soát ${day(reviewBy)}; xin kiểm tra lại trước khi làm.`
    : ''
}

/** Where it stands, by which decision, and of which day the data are. */
export function sourceLine(procedure: Procedure, now: Date): string {
  const { code, decision, source, reviewed } = procedure
  const local = reviewed ? '' : ' Mức tại địa phương có thể khác.'
  const old = isOld(procedure, now) ? ' Dữ liệu đã hơn một năm, xin kiểm tra lại.' : ''
  const about = [`mã ${code}`, decision && `QĐ ${decision}`, `ngày ${day(source.retrieved)}`]
  return `Nguồn: ${source.name} (${about.filter(Boolean).join(', ')}).${old}${local}`
}

/** Data of a source are looked at again within so long, where nobody has set a day. */
const freshDays = 365

const isOld = ({ reviewBy, source }: Procedure, now: Date): boolean =>
  !reviewBy && now.getTime() - Date.parse(source.retrieved) > freshDays * 86_400_000
