import type { Lexicon, Variant } from './lexicon.ts'
import { nearnessTo, type Query, queryOf } from './nearness.ts'
import { has, type Word, wordOf } from './phrases.ts'
import type { Procedure } from './procedure.ts'
import type { Question } from './question.ts'
import { words } from './vietnamese.ts'

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
  found: 0.3,
  name: 1.6,
  unasked: 0.15,
  missing: 0.2,
  commune: 0.12,
  popular: 0.05,
}

export interface Scored {
  code: string
  score: number
  /** Likeness to the nearest name of the procedure, 0…1. */
  nearness: number
}

export interface Scorer {
  /** Does any name of a procedure contain this word? */
  isKnown(folded: string): boolean
  /** How much a word or pair tells: high for what few names contain. */
  rarity(folded: string): number
  /** The index's candidates, looked at again, best first. */
  rank(found: { code: string; score: number }[], question: Question): Scored[]
}

export function buildScorer(
  procedures: readonly Procedure[],
  lexicon: Lexicon,
  weights: Weights = tuned,
): Scorer {
  const known = new Map(procedures.map((p) => [p.code, knownOf(p, lexicon)]))
  const names = [...known.values()].flatMap(({ names }) => names)
  const counts = countWords(names)
  const rarity = (folded: string): number =>
    Math.log(1 + names.length / (1 + (counts.get(folded) ?? 0)))

  return {
    isKnown: (folded) => counts.has(folded),
    rarity,
    rank: (found, question) => {
      const query = queryOf(question, rarity)
      const best = found[0]?.score ?? 1
      return found
        .flatMap(({ code, score }) => {
          const about = known.get(code)
          return about ? [scoreOf(code, score / best, about, query)] : []
        })
        .sort((a, b) => b.score - a.score || a.code.localeCompare(b.code))
    },
  }

  function scoreOf(code: string, found: number, about: Known, query: Query): Scored {
    const nearness = nearnessTo(about.names, query, rarity)
    const said = query.question.variants
    const unasked = about.variants.filter(({ name }) => !said.has(name))
    const missing = lexicon.variants.filter((v) => said.has(v.name) && !about.variants.includes(v))
    const score =
      weights.found * found +
      weights.name * nearness -
      weights.unasked * together(unasked) -
      weights.missing * together(missing) +
      weights.commune * about.commune +
      weights.popular * about.popular
    return { code, score, nearness }
  }
}

interface Known {
  /** Title and citizens' names, as distinct words. */
  names: Word[][]
  variants: Variant[]
  /** 1 where the commune does it: where people go first. */
  commune: number
  popular: number
}

function knownOf(procedure: Procedure, lexicon: Lexicon): Known {
  const { code, title, alias, level, doubts } = procedure
  // A record of the abolished district keeps its code but is nobody's way any more.
  const isGone = doubts.some(({ field }) => field === 'title')
  const said = [...(lexicon.names.get(code) ?? []), ...alias]
  const titleWords = words(title).map((word) => wordOf(word))
  return {
    names: [
      distinct(titleWords.filter(({ exact }) => exact !== 'thủ' && exact !== 'tục')),
      ...said.map((name) => distinct(words(name).map((word) => wordOf(word)))),
    ],
    variants: lexicon.variants.filter((variant) => has(titleWords, variant.title)),
    commune: isGone ? 0 : level.includes('commune') ? 1 : level.includes('province') ? 0.3 : 0,
    popular: lexicon.popularity.get(code) ?? 0,
  }
}

function distinct(list: Word[]): Word[] {
  const seen = new Set<string>()
  return list.filter(({ exact }) => !seen.has(exact) && seen.add(exact))
}

function countWords(names: Word[][]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names)
    for (const folded of new Set(name.map((word) => word.folded)))
      counts.set(folded, (counts.get(folded) ?? 0) + 1)
  return counts
}

/** Several differences count more than one, but not without end. */
const together = (variants: Variant[]): number =>
  Math.min(
    1.5,
    variants.reduce((sum, { weight }) => sum + weight, 0),
  )
