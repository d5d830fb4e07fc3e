import { findPhoneNumbersInText } from 'libphonenumber-js'

/** A telephone number of Vietnam found in the text, as +84…; undefined where none stands. */
export function phoneIn(text: string): string | undefined {
  return findPhoneNumbersInText(tidyDigits(text), 'VN').find(({ number }) => number.isValid())
    ?.number.number
}

/**
 * Identity card numbers, nine or twelve digits, are never needed and never kept.
 * A mobile number has ten, a landline eleven; codes of ours carry letters or dots.
 */
export function maskIdentity(text: string): { text: string; masked: boolean } {
  const clean = text.replace(identity, '[đã che]')
  return { text: clean, masked: clean !== text }
}

/** For what is remembered as context or shown to others: no phones either. */
export function maskPersonal(text: string): string {
  return maskIdentity(text).text.replace(
    /(?<![\p{L}\d])(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)/gu,
    '[số điện thoại]',
  )
}

// The word before it goes with it: what is left must not read like a wish for such a paper.
const identity =
  /(?:(?<!\p{L})(?:(?:số|so)\s+)?(?:cccd|cmnd|cmt|căn cước(?: công dân)?|can cuoc(?: cong dan)?)(?:\s+(?:số|so|của tôi|cua toi|tôi|toi|là|la))*[\s:]*)?(?<![\p{L}\d.,+-])(?:\d{9}|0\d{11}|0\d{2}[ .]\d{3}[ .]\d{3}[ .]\d{3}|0\d{2}[ .]\d{3}[ .]\d{6}|\d{3} \d{3} \d{3})(?![\d-]|[.,]\d)/gu

/** "o912" for 0912 and "09.12.345.678": slips and dots that people type. */
const tidyDigits = (text: string) =>
  text.replace(/(?<!\p{L})[oO](?=\d{2})/gu, '0').replace(/(?<=\d)[.\s-](?=\d)/g, '')
