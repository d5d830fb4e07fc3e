import { type Candidate, type Feature, featureNames } from './features.ts'
import { type Near, nothingNear } from './nearness.ts'

export type Weights = Record<Feature, number>

/** Found by cross-validation on labelled questions: `npm run tune`. */
const tuned: Weights = {
  found: 2.2,
  best: 1.55,
  next: 1.34,
  title: 1.41,
  said: 2.54,
  own: 0.69,
  all: 0.75,
  pairs: 0.36,
  body: 0.83,
  against: -0.94,
  likely: 2.03,
  field: 1.11,
  unasked: -1.03,
  missing: -2.29,
  commune: 0.48,
  popular: 1.06,
}

export interface Scored {
  /** Empty where no record is held of it: `absent` is what it is called. */
  code: string
  absent?: string
  score: number
  /** How likely it is the one that was meant, among those found. */
  chance: number
  /** How its names answer to the question. */
  near: Near
  /** Weight of the special forms in its title that the question does not name. */
  unasked: number
}

/** The candidates in their order, best first. */
export function score(candidates: readonly Candidate[], weights: Weights = tuned): Scored[] {
  const factors = featureNames.map((name) => weights[name])
  const unaskedAt = featureNames.indexOf('unasked')
  const scored = candidates.map(({ facts: { code, absent }, near, features }) => ({
    code,
    ...(absent && { absent }),
    score: features.reduce((sum, value, i) => sum + value * (factors[i] ?? 0), 0),
    near,
    unasked: features[unaskedAt] ?? 0,
  }))
  return withChance(scored).sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
}

/** The weights were fitted so that these are true shares, not mere figures. */
export function withChance<T extends { score: number }>(scored: T[]): (T & { chance: number })[] {
  const most = Math.max(...scored.map(({ score }) => score))
  const all = scored.reduce((sum, { score }) => sum + Math.exp(score - most), 0)
  return scored.map((each) => ({ ...each, chance: Math.exp(each.score - most) / all }))
}

/** One that is meant for certain. */
export const certain = (code: string): Scored => ({
  code,
  score: 10,
  chance: 1,
  near: { ...nothingNear, best: 1 },
  unasked: -1.03,
})
