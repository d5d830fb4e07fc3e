import type { Commune } from './commune.ts'
import { indexNames } from './place-index.ts'
import { mentionsIn, tokensOf } from './place-names.ts'
import { bestReadings, type Reading } from './place-reading.ts'
import { slipsIn } from './place-slips.ts'
import type { Units } from './units.ts'

/** Which present-day unit an old or new place name means. */
export type PlaceFound =
  | {
      found: 'one'
      commune: Commune
      /** The old name it was given by, when it has changed. */
      formerly?: string
      /** Units of other provinces that the words fit as well; home's was taken. */
      elsewhere?: Commune[]
    }
  | {
      found: 'several'
      candidates: Commune[]
      /** True: one old commune that was split, so ask for the street or hamlet. */
      split: boolean
      elsewhere?: Commune[]
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
      const readings = bestReadings(mentions, tokens)
      if (readings.some(({ unit }) => unit.level === 'commune')) return settle(readings, home)
      const slips = slipsIn(tokens, mentions, index)
      return settle(
        slips.length > 0 ? bestReadings([...mentions, ...slips], tokens) : readings,
        home,
      )
    },
  }
}

/** One commune, or those to choose from. A shared name means home's unit first, when nothing else was said. */
function settle(readings: Reading[], home: string | undefined): PlaceFound {
  const longest = Math.max(...readings.map(({ unit }) => unit.bare.split(' ').length))
  const kept = readings
    .map(({ unit }) => unit)
    .filter(({ bare }) => bare.split(' ').length === longest)
  const communes = distinct(kept.flatMap(({ now }) => now))
  const atHome = communes.filter(({ province }) => province === home)
  const candidates = atHome.length > 0 ? atHome : communes
  const others = communes.filter((commune) => !candidates.includes(commune))
  const elsewhere = others.length > 0 && { elsewhere: others }
  const [only, second] = candidates
  if (!only) return { found: 'none' }
  const units = kept.filter(({ now }) => now.some((commune) => candidates.includes(commune)))
  if (!second) {
    const former = units.every(({ formerly }) => formerly) ? units[0]?.formerly : undefined
    return {
      found: 'one',
      commune: only,
      ...(former && former !== only.name && { formerly: former }),
      ...elsewhere,
    }
  }
  const split = units.length === 1 && units[0]?.level === 'commune'
  return { found: 'several', candidates, split, ...elsewhere }
}

const distinct = (communes: Commune[]): Commune[] =>
  communes.filter(({ code }, i) => communes.findIndex((c) => c.code === code) === i)
