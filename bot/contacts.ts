import { parsePhoneNumberFromString } from 'libphonenumber-js'

/** A telephone number of Vietnam found in the text, as +84…; undefined where none stands. */
export const phoneIn = (text: string): string | undefined => phonesIn(text)[0]?.number

/**
 * Identity card numbers, nine or twelve digits, are never needed and never kept.
 * A mobile number has ten, a landline eleven; codes of ours carry letters or dots.
 */
export function maskIdentity(text: string): { text: string; masked: boolean } {
  const phones = phonesIn(text)
  const clean = text.replace(identity, (found, offset: number) => {
    const end = offset + found.length
    return phones.some(({ from, to }) => from < end && offset < to) ? found : '[đã che]'
  })
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

interface Found {
  number: string
  from: number
  to: number
}

/** Only what is written like one, with its 0 or +84: an amount, a date, a plot or a code never becomes a phone. */
function phonesIn(text: string): Found[] {
  const clear = otherNumbers.reduce(blank, text.replace(/(?<!\p{L})[oO](?=\d{2})/gu, '0'))
  return [...clear.matchAll(written)].flatMap(({ 0: run, index }) => {
    // "0912 345 678 2 lần": the last digit may belong to the next word.
    for (const digits of [run, run.replace(/[\s.()-]+\d$/, '')]) {
      const phone = parsePhoneNumberFromString(digits.replace(/^(?:00)?84/, '+84'), 'VN')
      if (phone?.isValid())
        return [{ number: phone.number, from: index, to: index + digits.length }]
    }
    return []
  })
}

const blank = (text: string, other: RegExp) =>
  text.replace(other, (found) => '_'.repeat(found.length))

const written = /(?<![\p{L}\d_])(?:\+ ?84|0084|84|0)(?:[\s.()-]{0,3}\d){9,10}(?!\d)/gu

/** Numbers of other things, in the forms they are written in. */
const otherNumbers = [
  /(?<!\p{L})PA[\s._-]*20\d{2}[\s._-]*\d{6,9}(?!\d)/giu, // a ticket of ours
  /(?<![\p{L}\d])[HG]\d{2}(?:\.\d+)*-\d{6}-\d{4,}/giu, // a dossier of the national system
  /(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}(?!\d)/g, // a day
  /(?<![\d+])0\d{11}(?!\d)|(?<![\d+])0\d{2}([ .])\d{3}\1\d{3}\1?\d{3}(?![ .]?\d)/g, // an identity card
  /(?:mã số thuế|ma so thue|mst|số tài khoản|so tai khoan|stk|biên lai số|bien lai so|seri|hóa đơn số|hoa don so)[\s:.]*(?:là|la|số|so)?[\s:.]*\d[\d.\s-]{5,}/giu,
]
