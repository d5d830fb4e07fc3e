import { plain } from './plain.ts'
import { isDivider } from './quote-marks.ts'

/**
 * Lines without the signature at their end. When it is not clearly one, less is cut: a name too
 * many does no harm, a missing sentence does.
 */
export function withoutSignature(lines: readonly string[]): string[] {
  const kept = withoutFooters(lines)
  const dashes = kept.findLastIndex((line) => /^\s*--\s*$/.test(line))
  if (dashes >= 0 && isSignature(kept.slice(dashes + 1)))
    return withoutSignature(kept.slice(0, dashes))
  const closing = kept.findLastIndex((line) => closings.test(plain(line)))
  if (closing >= 0 && isSignature(kept.slice(closing + 1)))
    return withoutFooters(kept.slice(0, closing))
  const thanks = kept.findLastIndex((line) => politeThanks.test(plain(line)))
  if (thanks >= 0 && isSignature(kept.slice(thanks + 1))) return kept.slice(0, thanks + 1)
  return kept
}

/** Names, titles, numbers: few lines, none a sentence. */
const isSignature = (lines: readonly string[]): boolean => {
  const written = lines.filter((line) => line.trim() !== '' && !isDivider(line))
  return written.length <= 12 && !written.some(isSentence)
}

const isSentence = (line: string): boolean => {
  const words = plain(line)
  if (afterword.test(words)) return true
  if (contact.test(words)) return false
  return words.split(' ').length > 14 || (words.split(' ').length > 6 && /[.!?]$/.test(words))
}

/** Cuts what programs and servers put at the very end. */
function withoutFooters(lines: readonly string[]): string[] {
  const kept = [...lines]
  const disclaimerAt = kept.findIndex((line) => disclaimer.test(plain(line)))
  if (disclaimerAt >= 0) kept.splice(disclaimerAt)
  while (kept.length > 0 && isFooter(kept.at(-1) ?? '')) kept.pop()
  return kept
}

const isFooter = (line: string): boolean =>
  line.trim() === '' || isDivider(line) || footer.test(plain(line))

const closings =
  /^(tran trong|kinh thu|kinh chao|tran trong kinh chao|xin tran trong kinh chao|kinh|than ai|than men|than|xin kinh chao|thay mat .{2,60}|tran trong thong bao|(best|kind|warm) regards|regards|sincerely|yours (sincerely|faithfully))[\s.,!/;-]*$/

/** A courtesy that its writer meant for the reader stays; what follows it is the signature. */
const politeThanks =
  /^(xin )?(tran trong )?(xin )?(cam on)( (ong|ba|anh|chi|quy|ban)[^.]{0,40})?[\s.,!/;-]*$/

const afterword = /^(p\.?\s?s\.?|tai but|luu y|ghi chu|chu thich|noi bo|nb)\b\W/

const contact =
  /(\b(dt|dtdd|dien thoai|di dong|mobile|tel|phone|fax|email|e-mail|website|web|dia chi|address|zalo|skype)\b\W|https?:|www\.|\S+@\S+\.\S+|\+?\d[\d .()-]{7,})/

const footer =
  /^(<?(da |duoc )?gui tu (iphone|ipad|dien thoai|thiet bi|may|yahoo|outlook|thu cho|mail|gmail|samsung|xiaomi|oppo|vivo|android|zalo|ung dung|hop thu)\b.*|<?sent (from|with|by) .{2,60}|<?(tai|nhan|get) outlook (cho|for) .{2,60}|khong co vi-?rut.{0,60}|virus-free.{0,60}|.{0,20}avast\.com.{0,20}|scanned by .{0,40}|thu nay da duoc quet.{0,60})$/

const disclaimer =
  /^\W*((thong bao|tuyen bo|luu y|canh bao|disclaimer|confidential\w*)\W{1,3}.{0,40})?(thu|email|e-mail|thu dien tu|thong diep|this (e-?mail|message)|noi dung (thu|email))( (dien tu )?nay)?\b.{0,120}\b(bao mat|tuyet mat|confidential|privileged|chi danh cho|intended (only|solely)|nguoi nhan du kien)\b/
