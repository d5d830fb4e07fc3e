import type { Lexicon, Variant } from './lexicon.ts'
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
  title: number
  /** A special form on one side only: in the title but not named, named but not in the title. */
  unasked: number
  missing: number
  commune: number
  popular: number
  /** Not for citizens. */
  organisation: number
}

export const weights: Weights = {
  found: 1,
  name: 1.2,
  title: 0.3,
  unasked: 0.25,
  missing: 0.12,
  commune: 0.08,
  popular: 0.05,
  organisation: 0.1,
}

/** How two sides of a comparison count: all of the question matters more than all of the name. */
export const shape = { question: 1, name: 0.6, title: 0.25, wrongMarks: 0.35 }

interface Name {
  words: Word[]
  title: boolean
}

export interface Scorer {
  /** Does any name of a procedure contain this word? */
  isKnown(folded: string): boolean
  score(code: string, found: number, question: Question): { score: number; nearness: number }
}

export function buildScorer(
  procedures: readonly Procedure[],
  lexicon: Lexicon,
  w: Weights = weights,
): Scorer {
  const known = new Map(procedures.map((p) => [p.code, knownOf(p, lexicon)]))
  const names = [...known.values()].flatMap(({ names }) => names)
  const idf = idfOf(names)
  const vocabulary = new Set(names.flatMap(({ words }) => words.map(({ folded }) => folded)))
  return {
    isKnown: (folded) => vocabulary.has(folded),
    score: (code, found, question) => {
      const about = known.get(code)
      if (!about) return { score: 0, nearness: 0 }
      const { nearest, title } = nearness(about.names, question, idf)
      const score =
        w.found * found +
        w.name * nearest +
        w.title * title -
        w.unasked * forms(about.variants, ({ name }) => !question.variants.has(name)) -
        w.missing * missing(about.variants, question, lexicon) +
        w.commune * about.commune +
        w.popular * about.popular -
        w.organisation * (question.variants.has('tổ chức') ? 0 : about.organisation)
      return { score, nearness: nearest }
    },
  }
}

interface Known {
  names: Name[]
  variants: Variant[]
  commune: number
  popular: number
  organisation: number
}

function knownOf(procedure: Procedure, lexicon: Lexicon): Known {
  const { code, title, alias, level, audience } = procedure
  const said = [...(lexicon.names.get(code) ?? []), ...alias]
  const titleWords = words(title).map((word) => wordOf(word))
  const citizens =
    audience.length === 0 || audience.some((who) => /công dân|cá nhân|người việt/i.test(who))
  return {
    names: [
      {
        words: distinct(titleWords.filter(({ exact }) => exact !== 'thủ' && exact !== 'tục')),
        title: true,
      },
      ...said.map((name) => ({
        words: distinct(words(name).map((word) => wordOf(word))),
        title: false,
      })),
    ],
    variants: lexicon.variants.filter((variant) => has(titleWords, variant.title)),
    commune: level.includes('commune') ? 1 : level.includes('province') ? 0.3 : 0,
    popular: lexicon.popularity.get(code) ?? 0,
    organisation: citizens ? 0 : 1,
  }
}

const distinct = (list: Word[]): Word[] =>
  list.filter((word, i) => list.findIndex(({ exact }) => exact === word.exact) === i)

function idfOf(names: Name[]): (folded: string) => number {
  const count = new Map<string, number>()
  for (const { words } of names)
    for (const folded of new Set(words.map((word) => word.folded)))
      count.set(folded, (count.get(folded) ?? 0) + 1)
  const total = names.length
  return (folded) => Math.log(1 + total / (1 + (count.get(folded) ?? 0)))
}

function nearness(
  names: Name[],
  question: Question,
  idf: (folded: string) => number,
): { nearest: number; title: number } {
  const single = [...question.terms.values()].filter(({ pair }) => !pair)
  const byFolded = new Map<string, (typeof single)[number]>()
  for (const term of single) {
    const before = byFolded.get(term.word.folded)
    if (!before || before.weight < term.weight) byFolded.set(term.word.folded, term)
  }
  const terms = [...byFolded.values()]
  const mass = (own: boolean): number =>
    terms.reduce((sum, t) => sum + (own && !t.own ? 0 : t.weight * idf(t.word.folded)), 0)
  const masses = { own: mass(true), all: mass(false) }
  let nearest = 0
  let title = 0
  for (const name of names) {
    let hit = 0
    let own = 0
    let all = 0
    let size = 0
    for (const word of name.words) {
      const value = idf(word.folded)
      size += value
      const term = byFolded.get(word.folded)
      if (!term) continue
      const agreement = term.word.marked && term.word.exact !== word.exact ? shape.wrongMarks : 1
      hit += value * agreement * Math.min(1, term.weight + 0.3)
      all += value * agreement * term.weight
      if (term.own) own += value * agreement * term.weight
    }
    if (size === 0) continue
    const asked = Math.max(masses.own ? own / masses.own : 0, masses.all ? all / masses.all : 0)
    const near = asked ** shape.question * (hit / size) ** (name.title ? shape.title : shape.name)
    nearest = Math.max(nearest, near)
    if (name.title) title = near
  }
  return { nearest, title }
}

const forms = (variants: Variant[], wanted: (variant: Variant) => boolean): number =>
  Math.min(
    1.5,
    variants.filter(wanted).reduce((sum, { weight }) => sum + weight, 0),
  )

function missing(variants: Variant[], question: Question, lexicon: Lexicon): number {
  const present = new Set(variants.map(({ name }) => name))
  return Math.min(
    1.5,
    lexicon.variants
      .filter(({ name }) => question.variants.has(name) && !present.has(name))
      .reduce((sum, { weight }) => sum + weight, 0),
  )
}
