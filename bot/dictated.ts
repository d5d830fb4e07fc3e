import { fold, words } from '../knowledge/vietnamese.ts'

/**
 * What a phone writes when somebody dictates: "không chín một hai …" → "0912 …", so that a telephone or an
 * identity number is known for one. Fewer than nine digits in a row are words like any other.
 */
export const dictated = (text: string): string =>
  text.replace(run, (said) => {
    const figures = words(said)
      .map((word) => digits.get(fold(word)) ?? '')
      .join('')
    return figures.length >= fewest ? figures : said
  })

/** "Bảy mươi sáu tuổi" → "76 tuổi": what is compared with figures in the law is looked for in figures. */
export const inFigures = (text: string): string =>
  text.replace(tens, (said, ten: string, _, one: string | undefined) => {
    const first = ten ? digits.get(fold(ten.toLowerCase())) : '1'
    const last = one ? digits.get(fold(one.toLowerCase())) : '0'
    return first === undefined || last === undefined ? said : `${first}${last}`
  })

const fewest = 9
const digits = new Map(
  'không 0, khong 0, một 1, mốt 1, hai 2, ba 3, bốn 4, tư 4, tu 4, năm 5, lăm 5, nhăm 5, sáu 6, bảy 7, bẩy 7, tám 8, chín 9'
    .split(', ')
    .map((entry): [string, string] => {
      const [word = '', digit = ''] = entry.split(' ')
      return [fold(word), digit]
    }),
)
const digit =
  '(?:không|khong|một|mot|mốt|hai|ba|bốn|bon|tư|năm|nam|lăm|sáu|sau|bảy|bay|bẩy|tám|tam|chín|chin)'
const run = new RegExp(`(?<!\\p{L})${digit}(?:[\\s,.-]+${digit}){${fewest - 1},}(?!\\p{L})`, 'giu')
/** Only with its marks and in front of a year of age: "ba mươi" of other things stays as it is written. */
const tens =
  /(?<!\p{L})(?:(hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)\s+(mươi|mưoi)|mười)(?:\s+(một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín))?(?=\s+tuổi)/giu
