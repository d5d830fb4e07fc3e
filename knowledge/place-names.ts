import { type NameIndex, spelt, type Unit } from './place-index.ts'
import { fold } from './vietnamese.ts'

/** A name in a text, and everything it may be the name of. */
export interface Mention {
  start: number
  end: number
  /** The word before it: xã, phường, huyện …; a city may be a district or a province. */
  type?: string
  /** Every syllable begins with a capital: written as a name. */
  capital: boolean
  /** A street, hamlet, school of that name: no unit. */
  thing: boolean
  units: Unit[]
}

export interface Token {
  exact: string
  folded: string
  capital: boolean
  /** A comma or the like stands before it. */
  fresh: boolean
}

/** Words of an address, abbreviations of unit types written out: "P.12, Q. Tân Bình" → phuong 12 …. */
export function tokensOf(text: string): Token[] {
  const spaced = text
    .normalize('NFC')
    .replace(/(?<![\p{L}\p{N}])t\s?\.\s?p\b\.?/giu, 'tp ')
    .replace(/(?<![\p{L}\p{N}])(tp|tx|tt|p|q|x|h|f|kp)\s?\.\s?/giu, '$1 ')
    .replace(/(?<![\p{L}\p{N}])(p|q|f)(?=\d)/giu, '$1 ')
  const pieces = [...spaced.matchAll(/([,;()\n]|[^\p{L}\p{N}\s'’-])|([\p{L}\p{N}]+)/gu)]
  const tokens: Token[] = []
  let fresh = true
  for (const [, mark, word] of pieces) {
    if (mark) fresh = true
    if (!word) continue
    const exact = spelt(word).replace(/^0+(?=\d)/, '')
    tokens.push({ exact, folded: fold(exact), capital: /^[\p{Lu}\d]/u.test(word), fresh })
    fresh = false
  }
  return tokens
}

const types: Record<string, string> = {
  xa: 'xa',
  x: 'xa',
  phuong: 'phuong',
  p: 'phuong',
  f: 'phuong',
  tt: 'thi tran',
  h: 'huyen',
  huyen: 'huyen',
  q: 'quan',
  quan: 'quan',
  tx: 'thi xa',
  tp: 'thanh pho',
  tinh: 'tinh',
  t: 'tinh',
  'thi tran': 'thi tran',
  'dac khu': 'dac khu',
  'thi xa': 'thi xa',
  'thanh pho': 'thanh pho',
}
/** After these, a name is that of a street, a hamlet, a school … */
const things = new Set([
  'duong',
  'pho',
  'ngo',
  'hem',
  'thon',
  'ap',
  'xom',
  'cho',
  'cau',
  'truong',
  'ong',
  'ba',
  'anh',
  'chi',
  'song',
  'kenh',
  'khu',
  'chua',
  'den',
  'dinh',
  'bai',
  'doi',
  'nui',
  'ho',
  'kdc',
  'ngach',
  'kiet',
  'quoc',
  'lo',
  'ten',
])

/** The longest names have as many syllables. */
const longestName = 6

export function mentionsIn(tokens: Token[], index: NameIndex): Mention[] {
  const mentions: Mention[] = []
  const inMarks =
    tokens.filter(({ exact, folded }) => exact !== folded).length > tokens.length * 0.4
  for (let start = 0; start < tokens.length; start++) {
    const type = typeBefore(tokens, start, inMarks)
    for (let end = Math.min(tokens.length, start + longestName); end > start; end--) {
      const span = tokens.slice(start, end)
      if (span.slice(1).some(({ fresh }) => fresh)) continue
      const named = index.byName.get(span.map(({ folded }) => folded).join(' '))
      if (!named) continue
      const marked = inMarks || isMarked(tokens[start - 1])
      const units = agreeing(named, span, type !== undefined && marked).filter(
        ({ number, type: own }) => !number || own === type,
      )
      if (units.length === 0) continue
      // "phường ba" is ward 3, "phường Ba Đình" is not; "phường hai thành phố" has no Hải Thành in it.
      const longer = mentions.some((other) => other.start === start && other.end > end)
      if (longer && units.every(({ number }) => number) && !typeFrom(tokens, end)) continue
      const capital = span.every((token) => token.capital)
      mentions.push({ start, end, ...(type && { type }), capital, thing: false, units })
    }
  }
  return mentions.map((mention) => inPlace(mention, tokens, mentions))
}

/** The word before a name makes it a thing ("đường Lê Lợi"), unless it ends a name itself: "Sông Cầu Bắc Kạn", "Đông Quan Hưng Yên". */
function inPlace({ type, ...mention }: Mention, tokens: Token[], mentions: Mention[]): Mention {
  const { start, units } = mention
  const before = tokens[start - 1]
  const named = mentions.some((other) => other.end === start && other.end - other.start > 1)
  if (named)
    return type && units.some((unit) => unit.type === type) ? { ...mention, type } : mention
  if (type) return { ...mention, type }
  const thing = before !== undefined && !tokens[start]?.fresh && things.has(before.folded)
  return { ...mention, thing }
}

const typeFrom = (tokens: Token[], at: number): string | undefined =>
  types[`${tokens[at]?.folded} ${tokens[at + 1]?.folded}`] ?? types[tokens[at]?.folded ?? '']

const isMarked = (token: Token | undefined): boolean =>
  token !== undefined && token.exact !== token.folded

export function typeBefore(tokens: Token[], start: number, inMarks: boolean): string | undefined {
  const one = tokens[start - 1]
  if (!one || tokens[start]?.fresh) return undefined
  const two = tokens[start - 2]
  // In a text with marks "xa" is far and not a commune; an abbreviation needs none, nor who types "o" for "ở".
  const marksMissing = two?.exact === 'o'
  if (inMarks && !marksMissing && ['xa', 'phuong', 'huyen', 'quan', 'tinh'].includes(one.exact))
    return undefined
  return (two && !one.fresh && types[`${two.folded} ${one.folded}`]) || types[one.folded]
}

/** Hỏi and ngã sound alike in half of the country. */
const oneTone = (text: string): string => text.normalize('NFD').replaceAll('\u0303', '\u0309')

/** Marks that were typed must not contradict the name; where some unit agrees with them, only those stay. */
function agreeing(units: Unit[], span: Token[], inMarks: boolean): Unit[] {
  const typed = span.map(({ exact }) => exact).join(' ')
  if (!inMarks && typed === fold(typed)) return units
  const exact = units.filter(({ bare }) => bare === typed)
  if (exact.length > 0) return exact
  const alike = units.filter(({ bare }) => oneTone(bare) === oneTone(typed))
  if (alike.length > 0) return alike
  const marked = span.filter(isMarked).length
  // One mark wrong or left out is a slip; a wholly marked name that fits none is another word.
  return marked < span.length ? units.filter(({ number }) => !number) : []
}
