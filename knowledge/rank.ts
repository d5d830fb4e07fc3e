import MiniSearch, { type AsPlainObject, type Options } from 'minisearch'
import type { Question, Term } from './question.ts'
import type { Source } from './source.ts'
import { fold, normalise, pairs, runs } from './vietnamese.ts'

/**
 * MiniSearch over every text twice, as written and without marks, in fields of their own, so that a
 * word typed with marks can prefer the field that keeps them. Pairs of syllables are terms too.
 */
export type Index = MiniSearch<Entry>

interface Entry {
  /** The procedure's place in the list. */
  id: number
  title: string
  names: string
  titleFolded: string
  namesFolded: string
  field: string
  body: string
}

/** What a hit is worth by field. A hit that keeps its marks counts beside the same hit without them. */
const boost = {
  title: 1.2,
  names: 1,
  titleFolded: 2,
  namesFolded: 1.6,
  field: 0.5,
  body: 0.25,
}

/** Our own terms come ready made: nothing is left for MiniSearch to cut or to change. */
const options: Options<Entry> = {
  fields: Object.keys(boost),
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term || null,
}

export function buildIndex(
  procedures: readonly Source[],
  names: ReadonlyMap<string, string[]>,
): Index {
  const index = new MiniSearch<Entry>(options)
  index.addAll(
    procedures.map((procedure, id) => {
      const { code, title, alias, field = '' } = procedure
      const titleRuns = runs(normalise(title))
      const nameRuns = runs(normalise([...(names.get(code) ?? []), ...alias].join('\n')))
      return {
        id,
        title: termsOf(titleRuns),
        names: termsOf(nameRuns),
        titleFolded: termsOf(foldRuns(titleRuns)),
        namesFolded: termsOf(foldRuns(nameRuns)),
        field: termsOf(foldRuns(runs(normalise(field)))),
        body: bodyOf(procedure).join(' '),
      }
    }),
  )
  return index
}

/** The index as plain data, and back: building takes a second, loading a fraction of it. */
export const storeIndex = (index: Index): AsPlainObject => index.toJSON()
export const loadIndex = (stored: AsPlainObject): Index => MiniSearch.loadJS(stored, options)

const foldRuns = (list: string[][]): string[][] => list.map((run) => run.map(fold))

/** Words and pairs, joined by spaces: MiniSearch splits them again. */
const termsOf = (list: string[][]): string =>
  list.flatMap((run) => [...run, ...pairs(run)]).join(' ')

/** How many different words of a body are indexed: what comes first says what the matter is. */
const bodyWords = 80
const bodyLetters = 4_000

function bodyOf({ result, conditions, cases, audience, agency }: Source): string[] {
  const papers = cases.flatMap(({ name, papers }) => [name ?? '', ...papers.map((p) => p.name)])
  const text = [result ?? '', agency ?? '', ...papers, conditions ?? '', ...audience].join('\n')
  const found = new Set<string>()
  for (const run of runs(normalise(text.slice(0, bodyLetters))))
    for (const word of run) {
      if (word.length > 1) found.add(fold(word))
      if (found.size === bodyWords) return [...found]
    }
  return [...found]
}

/** How many terms are looked up: the rarest find the candidates, the second look counts them all. */
const mostTerms = { marked: 8, folded: 14, around: 4 }

/** The entries that hold most of what the question tells, best first. */
export function search(
  index: Index,
  question: Question,
  most: number,
  rarity: (folded: string) => number,
): { entry: number; score: number }[] {
  const weights = wanted(question, rarity)
  const terms = [...weights.keys()]
  if (terms.length === 0) return []
  const query = (terms: string[], fields: (keyof typeof boost)[]) => ({
    queries: [terms.join(' ')],
    fields,
  })
  return index
    .search(
      {
        combineWith: 'OR',
        queries: [query(terms, named), query(terms.slice(0, mostTerms.around), around)],
      },
      {
        boost,
        boostTerm: (term) => weights.get(term) ?? 1,
        bm25: { k: 1.2, b: 0.7, d: 0.5 },
      },
    )
    .slice(0, most)
    .map(({ id, score }) => ({ entry: id, score }))
}

const named: (keyof typeof boost)[] = ['title', 'names', 'titleFolded', 'namesFolded']
const around: (keyof typeof boost)[] = ['field', 'body']

/** Each term with its weight; a word typed with marks is looked for with them and without. */
function wanted(question: Question, rarity: (folded: string) => number): Map<string, number> {
  const terms = telling(question, rarity)
  const marked = terms.filter(({ word }) => word.marked).slice(0, mostTerms.marked)
  return new Map([
    ...terms.map(({ word, weight }) => [word.folded, weight] as const),
    ...marked.map(({ word, weight }) => [word.exact, weight] as const),
  ])
}

/** A syllable that many names hold finds too many of them; its pairs still find theirs. */
const rareEnough = 2.5

/** The terms that tell most; a pair is as rare as its syllables together. */
function telling({ terms }: Question, rarity: (folded: string) => number): Term[] {
  const worth = ({ word, weight, pair }: Term): number =>
    weight *
    (pair
      ? word.folded.split('_').reduce((sum, s) => sum + rarity(s), 0) * 0.6
      : rarity(word.folded))
  const all = [...terms.values()]
  const rare = all.filter(({ word, pair }) => pair || rarity(word.folded) >= rareEnough)
  return (rare.length > 0 ? rare : all)
    .map((term) => ({ term, value: worth(term) }))
    .sort((a, b) => b.value - a.value)
    .slice(0, mostTerms.folded)
    .map(({ term }) => term)
}
