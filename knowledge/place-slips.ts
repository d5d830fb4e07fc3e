import type { NameIndex, Unit } from './place-index.ts'
import { type Mention, type Token, typeBefore } from './place-names.ts'
import { fold } from './vietnamese.ts'

/**
 * Names with one slip of the thumb: "xã Hưng Pước, huyện Bù Đốp". Only behind a word for a commune,
 * and only among the communes of a district or province that is named too.
 */
export function slipsIn(tokens: Token[], mentions: Mention[], index: NameIndex): Mention[] {
  const starts = tokens.flatMap((_, start) => {
    const type = typeBefore(tokens, start, false)
    // A name that stands somewhere else is no slip of one that stands here, unless by its marks.
    const known = mentions.some(
      (one) => one.start === start && one.units.some(({ level }) => level === 'commune'),
    )
    return type && communeTypes.has(type) ? [{ start, type, known }] : []
  })
  if (starts.length === 0) return []
  const nearby = communesNamedBeside(mentions, index)
  return starts.flatMap(({ start, type, known }) =>
    nearby.flatMap(({ letters, syllables, unit }) => {
      const end = [syllables, syllables - 1, syllables + 1]
        .map((count) => start + count)
        .find((end) => {
          const typed = lettersOf(tokens, start, end)
          return typed === letters || (!known && isSlip(typed, letters))
        })
      return end === undefined
        ? []
        : [{ start, end, type, capital: false, thing: false, units: [unit] }]
    }),
  )
}

const communeTypes = new Set(['xa', 'phuong', 'thi tran', 'dac khu'])

interface Name {
  unit: Unit
  letters: string
  syllables: number
}

/** A name so short is too easily hit. */
const fewestLetters = 5

function communesNamedBeside(mentions: Mention[], index: NameIndex): Name[] {
  const around = mentions.filter(({ thing }) => !thing).flatMap(({ units }) => units)
  const inDistricts = around.flatMap(({ level, district = '' }) =>
    level === 'district' ? (index.inDistrict.get(district) ?? []) : [],
  )
  const inProvinces = around.flatMap(({ level, province }) =>
    level === 'province' ? (index.inProvince.get(province) ?? []) : [],
  )
  return [...new Set([...inDistricts, ...inProvinces])]
    .map((unit) => ({
      unit,
      letters: fold(unit.bare).replaceAll(' ', ''),
      syllables: unit.bare.split(' ').length,
    }))
    .filter(({ letters }) => letters.length >= fewestLetters)
}

/** The letters of some words that no comma parts; a lost or an added space is a slip as well. */
function lettersOf(tokens: Token[], start: number, end: number): string {
  const span = tokens.slice(start, end)
  const whole = span.length === end - start && !span.slice(1).some(({ fresh }) => fresh)
  return whole ? span.map(({ folded }) => folded).join('') : ''
}

/** Equal but for one letter that is lost, added, another, or has changed places with its neighbour. */
function isSlip(typed: string, name: string): boolean {
  if (Math.abs(typed.length - name.length) > 1 || typed.length === 0) return false
  let i = 0
  while (i < name.length && typed[i] === name[i]) i++
  const [rest, its] = [typed.slice(i), name.slice(i)]
  return (
    rest === its ||
    rest.slice(1) === its.slice(1) ||
    rest.slice(1) === its ||
    rest === its.slice(1) ||
    (rest[0] === its[1] && rest[1] === its[0] && rest.slice(2) === its.slice(2))
  )
}
