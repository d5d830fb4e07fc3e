import MiniSearch, { type AsPlainObject, type Options, type QueryCombination } from 'minisearch'
import type { Procedure } from './procedure.ts'
import type { Question, Term } from './question.ts'
import { fold, normalise, pairs, runs } from './vietnamese.ts'

/**
 * The index: every text stands in it twice, as written and without marks, in fields of their own, so
 * that a word typed with marks can prefer the field that keeps them. Pairs of syllables are terms too.
 */
export interface Index {
  search(
    question: Question,
    most: number,
    rarity: (folded: string) => number,
  ): { code: string; score: number }[]
  /** To be kept and given to loadIndex: building takes seconds, loading a fraction of one. */
  stored(): AsPlainObject
}

interface Entry {
  code: string
  title: string
  titleFolded: string
  names: string
  namesFolded: string
  field: string
  body: string
}

const options: Options<Entry> = {
  idField: 'code',
  fields: ['title', 'titleFolded', 'names', 'namesFolded', 'field', 'body'],
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term || null,
}

export function buildIndex(procedures: readonly Procedure[], names: Map<string, string[]>): Index {
  const index = new MiniSearch<Entry>(options)
  index.addAll(procedures.map((procedure) => entryOf(procedure, names.get(procedure.code) ?? [])))
  return indexOf(index)
}

export const loadIndex = (stored: AsPlainObject): Index =>
  indexOf(MiniSearch.loadJS<Entry>(stored, options))

function entryOf(procedure: Procedure, names: string[]): Entry {
  const known = [...names, ...procedure.alias].join('\n')
  return {
    code: procedure.code,
    title: termsOf(procedure.title),
    titleFolded: termsOf(fold(normalise(procedure.title))),
    names: termsOf(known),
    namesFolded: termsOf(fold(normalise(known))),
    field: termsOf(fold(normalise(procedure.field ?? ''))),
    body: bodyOf(procedure),
  }
}

/** Words and pairs, joined by spaces: MiniSearch splits them again. */
const termsOf = (text: string): string =>
  runs(normalise(text))
    .flatMap((run) => [...run, ...pairs(run)])
    .join(' ')

/** How many different words of a body are indexed: what comes first says what the matter is. */
const bodyWords = 80

function bodyOf({ result, conditions, cases, audience, agency }: Procedure): string {
  const papers = cases.flatMap(({ name, papers }) => [name ?? '', ...papers.map((p) => p.name)])
  const text = [result ?? '', agency ?? '', ...papers, conditions ?? '', ...audience].join('\n')
  const all = runs(fold(normalise(text.slice(0, 4_000)))).flat()
  return [...new Set(all.filter((word) => word.length > 1))].slice(0, bodyWords).join(' ')
}

/** What a hit is worth by field. A hit that keeps its marks counts beside the same hit without them. */
const boosts = {
  marked: { title: 1.2, names: 1 },
  folded: { titleFolded: 2, namesFolded: 1.6 },
  around: { field: 0.5, body: 0.25 },
}

/** How many terms are looked up: the rarest find the candidates, the second look counts them all. */
const mostTerms = { marked: 8, folded: 14, around: 8 }

function indexOf(index: MiniSearch<Entry>): Index {
  return {
    search: (question, most, rarity) => {
      const terms = telling(question, rarity)
      const marked = terms.filter(({ word }) => word.marked).slice(0, mostTerms.marked)
      const folded = terms.map(({ word, weight }) => [word.folded, weight] as const)
      return index
        .search({
          combineWith: 'OR',
          queries: [
            lookUp(
              marked.map(({ word, weight }) => [word.exact, weight]),
              boosts.marked,
            ),
            lookUp(folded, boosts.folded),
            lookUp(folded.slice(0, mostTerms.around), boosts.around),
          ],
        })
        .slice(0, most)
        .map(({ id, score }) => ({ code: String(id), score }))
    },
    stored: () => index.toJSON(),
  }
}

function lookUp(
  terms: (readonly [string, number])[],
  boost: Record<string, number>,
): QueryCombination {
  const weightOf = new Map(terms)
  return {
    combineWith: 'OR',
    queries: [...weightOf.keys()],
    fields: Object.keys(boost),
    boost,
    boostTerm: (term) => weightOf.get(term) ?? 0,
  }
}

/** The terms that tell most; a pair is as rare as its syllables together. */
function telling({ terms }: Question, rarity: (folded: string) => number): Term[] {
  const worth = ({ word, weight, pair }: Term): number =>
    weight *
    (pair
      ? word.folded.split('_').reduce((sum, s) => sum + rarity(s), 0) * 0.6
      : rarity(word.folded))
  return [...terms.values()]
    .map((term) => ({ term, value: worth(term) }))
    .sort((a, b) => b.value - a.value)
    .slice(0, mostTerms.folded)
    .map(({ term }) => term)
}
