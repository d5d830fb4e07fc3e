import { plain } from './plain.ts'

/** Does a quotation's introduction begin on this line? As mail programs write it, in Vietnamese or English. */
export function introducesQuote(lines: readonly string[], n: number): boolean {
  const line = plain(lines[n] ?? '')
  if (line === '') return false
  if (banner.test(line)) return true
  if (author.test(line)) return fieldsBelow(lines, n) >= 2
  // "Vào …" may run over three lines before "đã viết:" comes.
  if (!opening.test(line) && !address.test(line)) return false
  for (let joined = line, next = n; next < n + 3; ) {
    if (wrote.test(joined)) return true
    next += 1
    joined += ` ${plain(lines[next] ?? '')}`
  }
  return false
}

/** A line of dashes or underscores. */
export const isDivider = (line: string): boolean => /^\s*[-_=*–—]{3,}\s*$/.test(line)

/** "-----Original Message-----", "---------- Thư gốc ----------" */
const banner =
  /^[-_=*–—\s]{3,}(original message|original appointment|forwarded message|thu goc|thu ban dau|tin nhan goc|tin nhan ban dau|thong diep goc|thong diep ban dau|noi dung goc|thu (da |duoc )?chuyen tiep|tin nhan (da |duoc )?chuyen tiep|tra loi thu|chuyen tiep thu)[-_=*–—\s]*$|^(begin forwarded message|bat dau (thu|tin nhan) (da )?(duoc )?chuyen tiep)\s*:?$/

/** "Vào Th 3, 24 thg 11, 2026 vào lúc 09:12 Cầu Nối <…> đã viết:" */
const opening = /^(vao|luc|on|ngay|thu|th|cn|chu nhat|\d{1,2}[:/.-]\d)/
const address = /^.{0,80}<?\S+@\S+/
const wrote =
  /^(?=.*(\d{4}|\d{1,2}:\d\d|@)).{6,280}\b(da viet|viet|da gui|wrote|writes)(,? (luc|vao|on|at) [^:]*(\d\d:\d\d)?[^:]*)?\s*:\**$/

/** "Từ: …" counts only with two more fields below it: officers write "Từ: 8 giờ" themselves. */
const author = /^\**(from|tu|nguoi gui|sender)\**\s*:/
const field =
  /^\**(sent|date|to|cc|subject|reply-to|da gui|gui|gui luc|luc|ngay|ngay gui|thoi gian|den|toi|gui den|gui toi|nguoi nhan|kinh gui|dong gui|chu de|tieu de|v\/v)\**\s*:/

/** The heading of a quoted mail is one block, wrapped lines included. */
function fieldsBelow(lines: readonly string[], n: number): number {
  const block = lines.slice(n + 1, n + 8).map(plain)
  const end = block.findIndex((line) => line === '' || author.test(line))
  return (end < 0 ? block : block.slice(0, end)).filter((line) => field.test(line)).length
}
