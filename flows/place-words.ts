import { fold, words } from '../knowledge/vietnamese.ts'
import type { Services } from './flow.ts'

/** Says where and not what: "tôi ở xóm 5 xã Liên Minh". */
export function isOnlyPlace(text: string, { place, classify }: Services): boolean {
  const said = words(text)
  const found = place(text)
  const name = found.found === 'one' ? `${found.commune.name} ${found.formerly ?? ''}` : ''
  const named = new Set([...words(name), ...properNames(text)].map(fold))
  const address = said.some(isAddress)
  if (said.length > 14 || (!address && found.found === 'none')) return false
  const rest = said.filter(
    (word) =>
      !isAddress(word) &&
      !named.has(fold(word)) &&
      !/^\d+\w?$/.test(word) &&
      !little.has(fold(word)),
  )
  if (rest.length > 3) return false
  // What is left is a name or nothing; a word of trouble ("hỏng", "ngập") would make it a matter.
  const left = rest.join(' ')
  return left === '' || place(left).found !== 'none' || classify(left).kind === 'other'
}

/** A few words, or words of addresses and landmarks: an attempt at a place, known or not. */
export function looksLikePlace(text: string): boolean {
  const said = words(text)
  return said.length <= 4 || said.some((word) => isAddress(word) || landmarks.has(word))
}

/** A word of addresses and a name behind it: "tổ 5 phường Nam Định". */
export const saysAddress = (text: string): boolean =>
  /(?<!\p{L})(?:xã|xa|phường|phuong|thôn|thon|xóm|xom|tổ|ấp|bản|ngõ|ngo|phố|đường|duong|khu)\s+[\p{L}\d]/iu.test(
    text,
  )

/** Is there a hamlet, a street, an old name in it besides this one? */
export function saysMoreThan(text: string, name: string): boolean {
  const named = new Set(words(name).map(fold))
  return words(text).some(
    (word) => !named.has(fold(word)) && !little.has(fold(word)) && !isLevel(word),
  )
}

/** "Trần Hưng Đạo" in "ở đường Trần Hưng Đạo": capitals behind the first word, unless all is in capitals. */
const properNames = (text: string): readonly string[] =>
  text === text.toUpperCase() ? [] : words(text.match(/(?<=\s)\p{Lu}\p{L}*/gu)?.join(' ') ?? '')

const isLevel = (word: string) => /^(?:xa|phuong|tinh)$/.test(fold(word))
const isAddress = (word: string) => address.has(fold(word)) || marked.has(word)

const list = (text: string) => new Set(text.split(/\s+/))
const address = list(
  'xa phuong thon xom huyen quan tinh duong ngo ngach hem khom phum soc tp tx quoc tdp tieu khu',
)
/** Words that mean something else without their marks. */
const marked = list('tổ ấp bản làng buôn phố khu số thị trấn cầu chợ đoạn')
const landmarks = list('gần cạnh đối cổng trường chùa đình')
const little = list(
  'o tai thuoc toi em minh chau ong ba nha da a ay nhe do day cua chung la ben dan so dia chi cho thanh chu co thoi roi vang qua',
)
