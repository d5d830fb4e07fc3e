import { isSyllable } from '../knowledge/vietnamese.ts'
import { plain } from './plain.ts'

/** Swearing, in the forms that phones see. It never closes anything; it only changes our tone. */
export const isAbuse = (text: string): boolean => swearing.test(text) || folded.test(plain(text))

/** What an angry sentence says besides its anger; empty where it is nothing but an insult. */
export const withoutInsults = (text: string): string =>
  text
    .replace(insults, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.!?]+|[\s,.!]+$/g, '')

/** The question in an angry sentence. */
export const withoutSwearing = (text: string): string => withoutInsults(text) || text

/** Mostly words that Vietnamese cannot have, or another script: English, Chinese, Khmer … */
export function isForeign(text: string, leastWords = 3): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter))
  if (letters.length >= 2 && latin.length * 2 < letters.length) return true
  const words = plain(text)
    .split(' ')
    .filter((word) => /^[a-z]{2,}$/.test(word))
  const foreign = words.filter((word) => !isSyllable(word))
  return words.length >= leastWords && foreign.length * 2 > words.length
}

const words = `(?:đm|đkm|đcm|đmm|dkm|dcm|vcl|vkl|clgt|cmm)|(?:địt|đụ|đ[uù]) (?:mẹ|má|con mẹ)(?: mày| nhà)?|con mẹ (?:nó|gì|mày|chúng)|mẹ (?:kiếp|nhà chúng|chúng)|(?:con )?mẹ mày|(?:bot|máy|đồ|lũ|bọn|quân|thằng|tụi) (?:ngu|dốt|khốn|chó|ăn hại|vô dụng)(?: (?:ngốc|vậy|thế|quá))?|óc chó|ngu (?:thế|quá|vậy|như (?:bò|chó|lợn))|vô dụng|đồ ngu|lu ngu|do ngu|oc cho|(?:bọn|chúng|tụi|lũ) (?:mày|bay)|làm ăn (?:kiểu gì|như (?:cc|c|hạch|lol|l))(?: (?:thế|vậy))?(?: hả)?|bon may|chung may|tui may|lam an kieu gi(?: (?:the|vay))?(?: ha)?`
const insults = new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'giu')
const swearing =
  /(?<!\p{L})(?:đm|đkm|đcm|đmm|đéo|địt|vcl|vãi l|clgt|đ\*|con mẹ (?:nó|gì|mày|chúng)|mẹ kiếp|(?:bot|máy|đồ|lũ|bọn|quân|tụi) (?:ngu|dốt|khốn|ăn hại)|ngu (?:thế|quá|vậy)|vô dụng|(?:bọn|chúng|tụi|lũ) (?:mày|bay)|làm ăn (?:kiểu gì|như (?:hạch|cc|c|lol)))(?!\p{L})/iu
const folded =
  /(?:^| )(?:dkm|dcm|vcl|clgt|deo hieu|oc cho|do ngu|lu ngu|me may|cho chet|con me (?:no|may)|bot ngu|bon may|chung may|tui may|lam an kieu gi|sao lau the|sao ma lau)(?: |$)/
