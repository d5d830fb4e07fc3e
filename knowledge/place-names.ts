import type { Commune } from './commune.ts'
import type { Units } from './units.ts'
import { fold, normalise } from './vietnamese.ts'

/** The kinds of unit by the word before the name; towns and wards of old are communes to us. */
export type Level = 'commune' | 'district' | 'province'

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

export interface Unit {
  level: Level
  /** Normalised, without its type: "kim thủy". */
  bare: string
  /** Folded: "xa", "phuong", "thi tran" … */
  type: string
  /** Present communes that are meant; for a commune of old, those it became. */
  now: Commune[]
  /** Today's province; for old units also the old names around them, folded. */
  province: string
  oldProvince?: string
  district?: string
  /** Its full old name, when it is no unit of today. */
  formerly?: string
}

export interface Token {
  exact: string
  folded: string
  capital: boolean
  /** A comma or the like stands before it. */
  fresh: boolean
}

export type NameIndex = Map<string, Unit[]>

const typeWords = 'thành phố|thị trấn|thị xã|đặc khu|phường|huyện|quận|tỉnh|xã'
const typePrefix = new RegExp(`^(${typeWords})\\s+`)

function splitName(full: string): { type: string; bare: string } {
  const text = normalise(full)
    .replace(/[-–,.'’]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const type = typePrefix.exec(text)?.[1] ?? ''
  const bare = text
    .slice(type.length)
    .trim()
    .replace(/^0+(?=\d)/, '')
  return { type: fold(type), bare }
}

export function indexNames({ communes, former, provinces }: Units): NameIndex {
  const index: NameIndex = new Map()
  const byCode = new Map(communes.map((commune) => [commune.code, commune]))
  const add = (unit: Unit): void => {
    const key = fold(unit.bare)
    index.set(key, [...(index.get(key) ?? []), unit])
  }
  for (const commune of communes)
    add({
      level: 'commune',
      ...splitName(commune.name),
      now: [commune],
      province: bareOf(commune.province),
    })
  const districts = new Map<string, Unit>()
  for (const { name, district, province, now } of former) {
    const became = now.flatMap((code) => byCode.get(code) ?? [])
    if (became.length === 0) continue
    const around = {
      province: bareOf(became[0]?.province ?? ''),
      oldProvince: bareOf(province),
      district: fold(splitName(district).bare),
    }
    if (name) add({ level: 'commune', ...splitName(name), now: became, ...around, formerly: name })
    const key = `${district}|${province}`
    const known = districts.get(key)
    const all = [...new Set([...(known?.now ?? []), ...became])]
    districts.set(key, {
      level: 'district',
      ...splitName(district),
      now: all,
      ...around,
      formerly: district,
    })
  }
  for (const unit of districts.values()) add(unit)
  for (const { said, province } of provinces)
    add({
      level: 'province',
      ...splitName(said),
      now: [],
      province: bareOf(province),
      oldProvince: bareOf(said),
    })
  return index
}

const bareOf = (full: string): string => fold(splitName(full).bare)

/** Words of an address, abbreviations of unit types written out: "P.12, Q. Tân Bình" → phuong 12 …. */
export function tokensOf(text: string): Token[] {
  const spaced = text
    .normalize('NFC')
    .replace(/t\s?\.\s?p\b\.?/giu, 'tp ')
    .replace(/(?<![\p{L}\p{N}])(tp|tx|tt|p|q|x|h|f|kp)\s?\.\s?/giu, '$1 ')
    .replace(/(?<![\p{L}\p{N}])(p|q|f)(?=\d)/giu, '$1 ')
  const pieces = [...spaced.matchAll(/([,;()\n]|[^\p{L}\p{N}\s'-]{1})|([\p{L}\p{N}]+)/gu)]
  const tokens: Token[] = []
  let fresh = true
  for (const [, mark, word] of pieces) {
    if (mark) fresh = true
    if (!word) continue
    const exact = normalise(word).replace(/^0+(?=\d)/, '')
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

export function mentionsIn(tokens: Token[], index: NameIndex): Mention[] {
  const mentions: Mention[] = []
  const inMarks =
    tokens.filter(({ exact, folded }) => exact !== folded).length > tokens.length * 0.4
  for (let start = 0; start < tokens.length; start++)
    for (let end = Math.min(tokens.length, start + 6); end > start; end--) {
      const span = tokens.slice(start, end)
      if (span.slice(1).some(({ fresh }) => fresh)) continue
      const units = index.get(span.map(({ folded }) => folded).join(' '))
      if (!units) continue
      const type = typeBefore(tokens, start, inMarks)
      const before = tokens[start - 1]
      const thing =
        !type && before !== undefined && !tokens[start]?.fresh && things.has(before.folded)
      const capital = span.every((token) => token.capital)
      mentions.push({
        start,
        end,
        ...(type && { type }),
        capital,
        thing,
        units: agreeing(units, span),
      })
    }
  return mentions.filter(({ units }) => units.length > 0)
}

function typeBefore(tokens: Token[], start: number, inMarks: boolean): string | undefined {
  const one = tokens[start - 1]
  if (!one || tokens[start]?.fresh) return undefined
  const two = tokens[start - 2]
  // In a text with marks "xa" is far and not a commune; an abbreviation needs none, nor who types "o" for "ở".
  const marksMissing = two?.exact === 'o'
  if (inMarks && !marksMissing && ['xa', 'phuong', 'huyen', 'quan', 'tinh'].includes(one.exact))
    return undefined
  return (two && !one.fresh && types[`${two.folded} ${one.folded}`]) || types[one.folded]
}

/** Marks that were typed must not contradict the name; where some unit agrees with them, only those stay. */
function agreeing(units: Unit[], span: Token[]): Unit[] {
  const typed = span.map(({ exact }) => exact).join(' ')
  if (typed === fold(typed)) return units
  const exact = units.filter(({ bare }) => bare === typed)
  if (exact.length > 0) return exact
  const marked = span.filter(({ exact, folded }) => exact !== folded).length
  // One mark wrong or left out is a slip; a wholly marked name that fits none is another word.
  return marked < span.length ? units : []
}
