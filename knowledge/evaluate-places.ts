import type { PlaceFound } from './place.ts'
import { type Rate, rateOf } from './rate.ts'

/** An address whose meaning is known. */
export interface LabelledPlace {
  text: string
  /** The one commune of today; or those that must be offered; or anything but one of them. */
  expect: { code: string } | { codes: string[] } | { ask: true }
  /** What it is counted in: "today", "split" … */
  class?: string | undefined
}

export interface PlaceEvaluation {
  right: Rate
  /** Of those that mean one commune. */
  found: Rate
  /** Of those where a person would ask back. */
  asked: Rate
  classes: Record<string, Rate>
}

/** Scores labelled addresses by class; pure, so that a command and a test print the same figures. */
export function evaluatePlaces(
  places: readonly LabelledPlace[],
  find: (text: string) => PlaceFound,
): PlaceEvaluation {
  const judged = places.map((place) => ({ place, right: isRight(place, find(place.text)) }))
  const rate = (isCounted: (place: LabelledPlace) => boolean): Rate =>
    rateOf(
      judged.filter(({ place }) => isCounted(place)),
      ({ right }) => right,
    )
  const classes = [...new Set(places.flatMap((place) => place.class ?? []))]
  return {
    right: rate(() => true),
    found: rate(({ expect }) => 'code' in expect),
    asked: rate(({ expect }) => !('code' in expect)),
    classes: Object.fromEntries(
      classes.map((name) => [name, rate((place) => place.class === name)]),
    ),
  }
}

/** A name that home shares with others is asked for: who judges an address does not know where home is. */
export function isRight({ expect }: LabelledPlace, found: PlaceFound): boolean {
  const several =
    found.found === 'several' || (found.found === 'one' && found.elsewhere !== undefined)
  if ('ask' in expect) return several || found.found === 'none'
  if ('code' in expect)
    return found.found === 'one' && !several && found.commune.code === expect.code
  const offered = communesOf(found).map(({ code }) => code)
  return several && expect.codes.every((code) => offered.includes(code))
}

const communesOf = (found: PlaceFound) =>
  found.found === 'none'
    ? []
    : [...(found.found === 'one' ? [found.commune] : found.candidates), ...(found.elsewhere ?? [])]
