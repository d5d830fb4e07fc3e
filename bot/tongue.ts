import { isSyllable } from '../knowledge/vietnamese.ts'
import { plain } from './plain.ts'

/** Swearing, in the forms that phones see. It never closes anything; it only changes our tone. */
export const isAbuse = (text: string): boolean => swearing.test(text) || folded.test(plain(text))

/** The question in an angry sentence. */
export const withoutSwearing = (text: string): string =>
  text
    .replace(
      /(?<!\p{L})(?:(?:đm|đkm|đcm|đmm|vcl|clgt)|(?:địt|đụ) (?:mẹ|má|con mẹ)(?: mày)?)(?!\p{L})/giu,
      ' ',
    )
    .trim() || text

/** Mostly words that Vietnamese cannot have, or another script: English, Chinese, Khmer … */
export function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter))
  if (letters.length >= 2 && latin.length * 2 < letters.length) return true
  const words = plain(text)
    .split(' ')
    .filter((word) => /^[a-z]{2,}$/.test(word))
  const foreign = words.filter((word) => !isSyllable(word))
  return words.length >= 3 && foreign.length * 2 > words.length
}

const swearing =
  /(?<!\p{L})(?:đm|đkm|đcm|đmm|đéo|địt|vcl|vãi l|clgt|đ\*|(?:bot|máy|đồ|lũ|bọn) (?:ngu|dốt)|ngu (?:thế|quá|vậy)|vô dụng)(?!\p{L})/iu
const folded = /(?:^| )(?:dkm|dcm|vcl|clgt|deo hieu|oc cho|do ngu|lu ngu|me may|cho chet)(?: |$)/
