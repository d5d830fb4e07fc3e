import type { Commune } from './commune.ts'
import {
  indexNames,
  type Mention,
  mentionsIn,
  type Token,
  tokensOf,
  type Unit,
} from './place-names.ts'
import type { Units } from './units.ts'
import { fold } from './vietnamese.ts'

/** Which present-day unit an old or new place name means. */
export type PlaceFound =
  | {
      found: 'one'
      commune: Commune
      /** The old name it was given by, when it has changed. */
      formerly?: string
    }
  | {
      found: 'several'
      candidates: Commune[]
      /** True: one old commune that was split, so ask for the street or hamlet. */
      split: boolean
    }
  | { found: 'none' }

export interface Places {
  find(text: string): PlaceFound
}

/** The country's names, ready to be found in what people type. `home`: whose units a shared name means first. */
export function buildPlaces(units: Units, { home }: { home?: string } = {}): Places {
  const index = indexNames(units)
  return {
    find: (text) => {
      const tokens = tokensOf(text)
      const mentions = mentionsIn(tokens, index)
      return settle(best(mentions, tokens), home)
    },
  }
}

interface Reading {
  unit: Unit
  score: number
}

/** How sure a mention is of a commune: its word before it, what stands around it, how it is written. */
const worth = {
  typed: 3,
  wrongType: -4,
  province: 3,
  district: 3,
  capital: 1,
  alone: 2,
  length: 0.3,
  today: 0.5,
}
/** Below this a name in a sentence is taken for ordinary words. */
const enough = 3

function best(mentions: Mention[], tokens: Token[]): Reading[] {
  const provinces = mentions.filter(({ units }) => units.some(isProvince))
  const readings = mentions.flatMap((mention) => {
    if (mention.thing) return []
    return mention.units
      .filter(({ level }) => level !== 'province')
      .flatMap((unit) => readingOf(unit, mention, { mentions, provinces, tokens }))
  })
  const top = Math.max(...readings.map(({ score }) => score))
  return readings.filter(({ score }) => score >= enough && score > top - 0.4)
}

const isProvince = ({ level }: Unit): boolean => level === 'province'

interface Around {
  mentions: Mention[]
  provinces: Mention[]
  tokens: Token[]
}

function readingOf(unit: Unit, mention: Mention, around: Around): Reading[] {
  const { type, capital, start, end } = mention
  const isNumber = /^\d+$/.test(unit.bare)
  if (isNumber && !type) return []
  let score = worth.length * (end - start)
  if (type && !fitsLevel(type, unit)) return []
  if (type) score += type === unit.type ? worth.typed : worth.typed + worth.wrongType
  if (capital && end - start > 1) score += worth.capital
  if (unit.level === 'district') score -= 1
  if (!unit.formerly) score += worth.today

  const province = provinceAround(unit, mention, around)
  const district = districtAround(unit, mention, around)
  if (province === 'other' || district === 'other') return []
  if (province === 'same') score += worth.province
  if (district === 'same') score += worth.district + (unit.formerly ? worth.today + 0.1 : 0)
  if (isAlone(mention, around)) score += worth.alone
  return [{ unit, score }]
}

/** A word before the name settles what level it is of; "thành phố" was both a district and a province. */
function fitsLevel(type: string, { level }: Unit): boolean {
  if (type === 'huyen' || type === 'quan') return level === 'district'
  if (type === 'thanh pho' || type === 'thi xa') return level === 'district'
  if (type === 'tinh') return false
  return level === 'commune'
}

/** The province named behind (or before) the name: the unit's own, another one, or none at all. */
function provinceAround(
  unit: Unit,
  mention: Mention,
  { provinces }: Around,
): 'same' | 'other' | undefined {
  const named = provinces.filter(
    (p) =>
      apart(p, mention) && !p.thing && (p.type === 'tinh' || p.type === 'thanh pho' || !p.type),
  )
  if (named.length === 0) return undefined
  const fits = named.some(({ units }) =>
    units.some(
      (p) => isProvince(p) && (p.oldProvince === unit.oldProvince || p.province === unit.province),
    ),
  )
  if (fits) return 'same'
  // A name that may be a commune or district as well denies nothing, unless it stands as a province.
  const sure = named.some(
    ({ type, units, start }) =>
      (type === 'tinh' || units.every(isProvince) || start > mention.end - 1) &&
      !type?.includes('xa'),
  )
  return sure ? 'other' : undefined
}

function districtAround(
  unit: Unit,
  mention: Mention,
  { mentions }: Around,
): 'same' | 'other' | undefined {
  if (unit.level !== 'commune') return undefined
  const near = mentions.filter(
    (d) =>
      apart(d, mention) &&
      !d.thing &&
      d.start >= mention.end &&
      d.start - mention.end <= 4 &&
      d.units.some(({ level }) => level === 'district'),
  )
  const typed = near.filter(
    ({ type }) => type && ['huyen', 'quan', 'thi xa', 'thanh pho'].includes(type),
  )
  const fits = near.some(({ units }) =>
    units.some(
      (d) =>
        d.level === 'district' &&
        (unit.formerly
          ? fold(d.bare) === unit.district && d.oldProvince === unit.oldProvince
          : d.now.some((commune) => unit.now.includes(commune))),
    ),
  )
  if (fits) return 'same'
  return typed.some(({ units }) => units.every(({ level }) => level !== 'province'))
    ? 'other'
    : undefined
}

const apart = (a: Mention, b: Mention): boolean => a.end <= b.start || a.start >= b.end

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
function isAlone(mention: Mention, { tokens, mentions }: Around): boolean {
  const covered = new Set<number>()
  for (const { start, end, units } of mentions)
    if (units.some(({ level }) => level !== 'commune') || start === mention.start)
      for (let i = start; i < end; i++) covered.add(i)
  for (let i = mention.start; i < mention.end; i++) covered.add(i)
  const left = tokens.filter(({ folded }, i) => !covered.has(i) && !fillers.has(folded))
  return left.length === 0
}

/** One commune, or those to choose from. A shared name means home's unit first, when nothing else was said. */
function settle(readings: Reading[], home: string | undefined): PlaceFound {
  const longest = Math.max(...readings.map(({ unit }) => unit.bare.split(' ').length))
  const kept = readings.filter(({ unit }) => unit.bare.split(' ').length === longest)
  const communes = distinct(kept.flatMap(({ unit }) => unit.now))
  const atHome = home ? communes.filter(({ province }) => province === home) : []
  const candidates = communes.length > 1 && atHome.length > 0 ? atHome : communes
  const [only, second] = candidates
  if (!only) return { found: 'none' }
  const units = kept
    .map(({ unit }) => unit)
    .filter(({ now }) => now.some((c) => candidates.includes(c)))
  if (!second) {
    const former = units.every(({ formerly }) => formerly) ? units[0]?.formerly : undefined
    return {
      found: 'one',
      commune: only,
      ...(former && former !== only.name && { formerly: former }),
    }
  }
  return {
    found: 'several',
    candidates,
    split: units.length === 1 && units[0]?.level === 'commune',
  }
}

const distinct = (communes: Commune[]): Commune[] =>
  communes.filter(({ code }, i) => communes.findIndex((c) => c.code === code) === i)
