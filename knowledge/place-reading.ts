import { districtSaid, isDistrictType, provinceSaid } from './place-around.ts'
import type { Unit } from './place-index.ts'
import type { Mention, Token } from './place-names.ts'

/** One unit that a name in the text may mean, and how likely. */
export interface Reading {
  unit: Unit
  mention: Mention
  score: number
  /** How much of the score is province and district. */
  around: number
}

/** How sure a mention is of a commune: its word before it, what stands around it, how it is written. */
const worth = {
  typed: 3,
  wrongType: -4,
  province: 3,
  /** The province is right, but the unit lay in another one before 2025 than the one that is named. */
  merged: 1.5,
  district: 3,
  /** Named, but another district stands nearer. */
  far: 2.4,
  /** "Phường 1, Trà Vinh": a province's name that may be meant as its town's. */
  town: 0.3,
  /** An old commune named with its old district: who says both speaks of before. */
  old: 1,
  capital: 1,
  /** "8 Quang Trung": a street. */
  house: -1.5,
  alone: 2,
  length: 0.3,
  today: 0.5,
}
/** Below this a name in a sentence is taken for ordinary words. */
const enough = 3
/** Readings this near to the best are as good: who wrote must be asked. */
const near = 0.4

export function bestReadings(mentions: Mention[], tokens: Token[]): Reading[] {
  const readings = mentions
    .filter(({ thing }) => !thing)
    .flatMap((mention) =>
      mention.units.flatMap((unit) => readingOf(unit, mention, mentions, tokens) ?? []),
    )
    .filter(({ score }) => score >= enough)
  // Beside "phường X" a name without such a word is a street's or what stands around.
  const sure = readings.some(({ unit, mention }) => unit.level === 'commune' && mention.type)
  const left = (sure ? readings.filter(({ mention }) => mention.type) : readings).filter(
    (reading) => !readings.some((other) => outgrows(other, reading)),
  )
  const top = Math.max(...left.map(({ score }) => score))
  return left.filter(({ score }) => score > top - near)
}

/** "Mỹ Hòa Hưng" where Mỹ Hòa would fit no better. */
const outgrows = (other: Reading, { unit, mention, around }: Reading): boolean =>
  other.unit.level === unit.level &&
  other.mention.start === mention.start &&
  other.mention.end > mention.end &&
  other.around >= around

function readingOf(
  unit: Unit,
  mention: Mention,
  mentions: Mention[],
  tokens: Token[],
): Reading | undefined {
  const { type, capital, start, end } = mention
  if (unit.level === 'province' || (type && !fitsLevel(type, unit))) return undefined
  const province = provinceSaid(unit, mention, mentions)
  const district = districtSaid(unit, mention, mentions)
  if (province === 'other' || district === 'other') return undefined
  let score = worth.length * (end - start)
  if (type) score += type === unit.type ? worth.typed : worth.typed + worth.wrongType
  if (capital && end - start > 1) score += worth.capital
  if (unit.level === 'district') score -= 1
  if (!type && isHouse(tokens, start)) score += worth.house
  if (!unit.formerly) score += worth.today
  const around = (province ? worth[province] : 0) + (district ? worth[district] : 0)
  score += around
  if (unit.formerly && district && district !== 'town') score += worth.old
  if (isAlone(mention, mentions, tokens)) score += worth.alone
  return { unit, mention, score, around }
}

/** A number before the name that counts no hamlet and is no ward's: that of a house. */
function isHouse(tokens: Token[], start: number): boolean {
  const [counted, number] = [tokens[start - 2], tokens[start - 1]]
  if (!number || tokens[start]?.fresh || !/^\d+\p{L}?$/u.test(number.exact)) return false
  return number.fresh || counted?.folded === 'so' || /^\d/.test(counted?.exact ?? '')
}

/** A word before the name settles what level it is of; "thành phố" was both a district and a province. */
function fitsLevel(type: string, { level }: Unit): boolean {
  if (type === 'tinh') return false
  return isDistrictType(type) ? level === 'district' : level === 'commune'
}

const fillers = new Set([
  'o',
  'tai',
  'em',
  'toi',
  'tui',
  'minh',
  'a',
  'da',
  'thuoc',
  'dia',
  'ban',
  'nha',
  'cu',
  'nay',
  'la',
  'ben',
  'khu',
  'vuc',
  'cho',
  'ah',
  'nhe',
  'nha',
  'xa',
  'phuong',
  'thi',
  'tran',
  'dac',
  'x',
  'p',
  'tt',
  'day',
  'que',
  'con',
  'tp',
  'tx',
  'q',
  'h',
  'huyen',
  'quan',
  'thanh',
  'pho',
  'tinh',
  'trung',
  'uong',
  'truoc',
  'kia',
])

/** Nothing but the name (and a province, a district, a polite word) was typed. */
function isAlone(mention: Mention, mentions: Mention[], tokens: Token[]): boolean {
  const covered = new Set<number>()
  for (const { start, end, units } of mentions)
    if (units.some(({ level }) => level !== 'commune') || start === mention.start)
      for (let i = start; i < end; i++) covered.add(i)
  for (let i = mention.start; i < mention.end; i++) covered.add(i)
  const left = tokens.filter(({ folded }, i) => !covered.has(i) && !fillers.has(folded))
  return left.length === 0
}
