import { plain } from './plain.ts'
import { introducesQuote, isDivider } from './quote-marks.ts'
import { withoutSignature } from './signature.ts'

/** The line of our letters above which an officer writes. */
export const marker = '=== Xin viết câu trả lời phía trên dòng này ==='
const markerWords = plain(marker.replaceAll('=', ''))

/** empty: nothing was written · written-below: words stand under or among the quotation. */
export type Cut = { ok: true; text: string } | { ok: false; why: 'empty' | 'written-below' }

/**
 * What an officer wrote, without the quoted letter and without a signature. Cuts at our own line
 * first, then at what mail programs put before a quotation. `letter`: the text of ours that is
 * answered. A word that is neither ours nor in its place is never dropped: it is 'written-below'.
 */
export function cutReply(text: string, letter: string): Cut {
  const lines = text.split('\n')
  const marked = lines.findIndex((line) => plain(line).includes(markerWords))
  const top = marked < 0 ? lines : lines.slice(0, marked)
  const start = quoteStart(top, marked >= 0)
  const typed = withoutNotices(lines.slice(0, start))
  const below = foreign(lines.slice(start), letter)
  if (below.length > 0) return { ok: false, why: 'written-below' }
  const reply = withoutSignature(typed)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return reply === '' ? { ok: false, why: 'empty' } : { ok: true, text: reply }
}

/** The line where the quotation begins, its introduction included. */
function quoteStart(lines: string[], marked: boolean): number {
  const intro = lines.findIndex((_, n) => introducesQuote(lines, n))
  const firstQuoted = lines.findIndex(isQuoted)
  let start = [intro, firstQuoted]
    .filter((n) => n >= 0)
    .reduce((a, b) => Math.min(a, b), lines.length)
  // Without our line and without any sign of a quotation everything was typed.
  if (start === lines.length && !marked) return start
  while (start > 0 && isBetween(lines[start - 1] ?? '')) start -= 1
  return start
}

const isQuoted = (line: string): boolean => /^\s*[>|]/.test(line)

/** Stands between what was typed and the quotation, and is neither. */
const isBetween = (line: string): boolean =>
  line.trim() === '' || isDivider(line) || line.startsWith('[Chế độ thử.')

/** Lines below the quotation's start that are neither quoted, nor ours, nor a signature. */
function foreign(lines: string[], letter: string): string[] {
  const ours = letters(letter)
  const labels = letter
    .split('\n')
    .flatMap((line) => letters(/^(.{3,25}?):/.exec(line)?.[1] ?? '') || [])
  let header = true
  const unknown = lines.filter((line, n) => {
    if (isQuoted(line) || isBetween(line)) return false
    // The quotation's own heading: "Vào … đã viết:", "Từ: … Đến: … Chủ đề: …".
    if (header && (introducesQuote(lines, n) || isHeading(lines, n))) return false
    const words = letters(line)
    // A long line of ours may have been joined with what the letter says only in its own words.
    if (ours.includes(words.slice(0, 60)) || labels.some((label) => words.startsWith(label))) {
      header = false
      return false
    }
    return !/^\W*https?:\S+\W*$/.test(line.trim())
  })
  return withoutSignature(unknown).filter((line) => line.trim() !== '')
}

/** Within three lines of an introduction, or one of its named fields. */
const isHeading = (lines: string[], n: number): boolean =>
  [1, 2, 3].some((back) => n >= back && introducesQuote(lines, n - back)) ||
  /^\*?[^:]{2,14}:\*?\s/.test(lines[n] ?? '')

/** Programs wrap, indent and mark what they quote; letters and digits stay. */
const letters = (text: string): string => plain(text).replace(/[^a-z0-9]/g, '')

/** What a mail server put on top: "[Thư từ bên ngoài]". */
function withoutNotices(lines: string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== '')
  return first >= 0 && notice.test(plain(lines[first] ?? ''))
    ? withoutNotices(lines.slice(first + 1))
    : lines
}

const notice =
  /^\W*(caution|warning|external( email)?|canh bao|luu y)\W.{0,40}\b(external|outside|originated|ben ngoai|nguoi gui la)\b|^\W*(external( e?mail)?|thu (tu )?ben ngoai)\W*$/
