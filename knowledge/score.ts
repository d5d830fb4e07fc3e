import type { Lexicon } from './lexicon.ts'
import { type Names, nearnessTo, queryOf } from './nearness.ts'
import type { Question } from './question.ts'

/** What the second look at a candidate weighs; found by cross-validation on labelled questions. */
export interface Weights {
  /** The index's own score, the best candidate being 1. */
  found: number
  /** The name (title or citizens' name) that is nearest to the question. */
  name: number
  /** A special form on one side only: in the title but not named, named but not in the title. */
  unasked: number
  missing: number
  commune: number
  popular: number
}

const tuned: Weights = {
  found: 0.2,
  name: 1.6,
  unasked: 0.15,
  missing: 0.2,
  commune: 0.12,
  popular: 0.05,
}

/** What the second look knows of an entry besides its names. */
export interface Facts {
  code: string
  /** Numbers of the special forms in its title. */
  variants: number[]
  /** 1 where the commune does it: where people go first. */
  commune: number
  popular: number
}

export interface Scored {
  code: string
  score: number
  /** Likeness to the nearest name of the procedure, 0…1. */
  nearness: number
  /** Weight of the special forms in its title that the question does not name. */
  unasked: number
}

/** The index's candidates, looked at again, best first. */
export function score(
  found: { entry: number; score: number }[],
  question: Question,
  { facts, names }: { facts: readonly Facts[]; names: Names },
  { variants }: Lexicon,
  weights: Weights = tuned,
): Scored[] {
  const query = queryOf(question, names)
  const best = found[0]?.score ?? 1
  const said = variants.map(({ name }) => question.variants.has(name))
  const weightOf = (variant: number): number => variants[variant]?.weight ?? 0
  const saidWeight = variants.reduce((sum, { weight }, n) => sum + (said[n] ? weight : 0), 0)

  return found
    .flatMap(({ entry, score: hits }) => {
      const about = facts[entry]
      if (!about) return []
      const nearness = nearnessTo(entry, names, query)
      let unasked = 0
      let missing = saidWeight
      for (const variant of about.variants)
        if (said[variant]) missing -= weightOf(variant)
        else unasked += weightOf(variant)
      const score =
        weights.found * (hits / best) +
        weights.name * nearness -
        weights.unasked * together(unasked) -
        weights.missing * together(missing) +
        weights.commune * about.commune +
        weights.popular * about.popular
      return [{ code: about.code, score, nearness, unasked }]
    })
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
}

/** Several differences count more than one, but not without end. */
const together = (weight: number): number => Math.min(1.5, weight)
