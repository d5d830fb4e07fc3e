import type { Lexicon } from './lexicon.ts'
import { type Near, nearnessTo } from './nearness.ts'
import { queryOf } from './query.ts'
import type { Question } from './question.ts'
import type { Facts, Tables } from './tables.ts'

/** What the second look at a candidate weighs. Each says one thing that a person can check. */
export const featureNames = [
  /** The index's own score, the best candidate being 1. */
  'found',
  'best',
  'next',
  'title',
  'said',
  'own',
  'all',
  'pairs',
  'body',
  'against',
  'likely',
  /** How many of the index's candidates, by their score, are of the same field. */
  'field',
  /** A special form on one side only: in the title but not named, named but not in the title. */
  'unasked',
  'missing',
  /** The commune does it; it is asked for every day. */
  'commune',
  'popular',
] as const
export type Feature = (typeof featureNames)[number]
/** One number for each name, in the names' order. */
export type Features = EachNumber<typeof featureNames>
type EachNumber<Names extends readonly string[]> = { [place in keyof Names]: number }

export interface Candidate {
  entry: number
  facts: Facts
  near: Near
  features: Features
}

/** The index's candidates, each held against the whole question. */
export function candidatesOf(
  found: readonly { entry: number; score: number }[],
  question: Question,
  { facts, names }: Pick<Tables, 'facts' | 'names'>,
  { variants }: Lexicon,
): Candidate[] {
  const query = queryOf(question, names)
  const best = found[0]?.score ?? 1
  const said = variants.map(({ name }) => question.variants.has(name))
  const weightOf = (variant: number): number => variants[variant]?.weight ?? 0
  const saidWeight = variants.reduce((sum, { weight }, n) => sum + (said[n] ? weight : 0), 0)
  const fields = new Map<number, number>()
  let everything = 0
  for (const { entry, score } of found) {
    const field = facts[entry]?.field ?? -1
    const share = (score / best) ** 2
    fields.set(field, (fields.get(field) ?? 0) + share)
    everything += share
  }
  return found.flatMap(({ entry, score }) => {
    const about = facts[entry]
    if (!about) return []
    const near = nearnessTo(entry, names, query)
    let unasked = 0
    let missing = saidWeight
    for (const variant of about.variants)
      if (said[variant]) missing -= weightOf(variant)
      else unasked += weightOf(variant)
    for (const variant of about.also)
      if (said[variant] && !about.variants.includes(variant))
        missing -= weightOf(variant) * alsoNamed
    // Written out, not looked up by name: this is done sixty times for every question.
    const features: Features = [
      score / best,
      near.best,
      near.next,
      near.title,
      near.said,
      near.own,
      near.all,
      near.pairs,
      near.body,
      near.against,
      near.likely,
      (fields.get(about.field) ?? 0) / everything,
      together(unasked),
      together(missing),
      about.commune,
      about.popular / 3,
    ]
    return [{ entry, facts: about, near, features }]
  })
}

/** A special form that other names speak of is missed by that much less. */
const alsoNamed = 0.7

/** Several differences count more than one, but not without end. */
const together = (weight: number): number => Math.min(1.5, weight)
