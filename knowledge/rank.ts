import MiniSearch, { type AsPlainObject, type Options } from 'minisearch'
import type { Called } from './called.ts'
import type { Question, Term } from './question.ts'
import { fold, normalise, pairs, runs } from './vietnamese.ts'

/**
 * MiniSearch over the names of every entry without their marks, single syllables and pairs of them,
 * and over what few bodies hold. It finds the candidates; marks count in the second look.
 */
export interface Index {
  search: MiniSearch<Entry>
  /** How many entries hold a term, by the term's hash: two terms of one hash look a little commoner. */
  spread: Uint16Array
}
export type StoredIndex = Omit<Index, 'search'> & { search: AsPlainObject }

interface Entry {
  /** The procedure's place in the list. */
  id: number
  names: string
  body: string
}

/** Our own terms come ready made: nothing is left for MiniSearch to cut or to change. */
const options: Options<Entry> = {
  fields: ['names', 'body'],
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term || null,
}

/** A word of a body that more entries hold than one in so many finds too many of them. */
const rareInBodies = 100

export function buildIndex(called: readonly Called[], bodies: readonly string[][]): Index {
  const search = new MiniSearch<Entry>(options)
  const spread = new Uint16Array(slots)
  const holding = new Map<string, number>()
  for (const word of bodies.flat()) holding.set(word, (holding.get(word) ?? 0) + 1)
  const most = Math.max(8, bodies.length / rareInBodies)
  search.addAll(
    called.map(({ given }, id) => {
      const names = termsOf(given.join('\n'))
      const rare = (bodies[id] ?? []).filter((word) => (holding.get(word) ?? 0) <= most)
      for (const slot of new Set([...names, ...rare].map(slotOf)))
        spread[slot] = (spread[slot] ?? 0) + 1
      return { id, names: names.join(' '), body: rare.join(' ') }
    }),
  )
  return { search, spread }
}

/** The index as plain data, and back: building takes a second, loading a fraction of it. */
export const storeIndex = ({ search, spread }: Index): StoredIndex => ({
  search: search.toJSON(),
  spread,
})
export const loadIndex = ({ search, spread }: StoredIndex): Index => ({
  search: MiniSearch.loadJS(search, options),
  spread,
})

const termsOf = (text: string): string[] =>
  runs(normalise(text)).flatMap((run) => {
    const folded = run.map(fold)
    return [...folded, ...pairs(folded)]
  })

const slots = 2 ** 16

function slotOf(term: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 16)) & (slots - 1)
}

/** Looking up costs by the entries met: so many terms, and so many entries for all of them together. */
const lookup = { terms: 14, entries: 800, atLeast: 3 }

/** The entries that hold the rarest of what the question tells, best first. */
export function search(
  { search, spread }: Index,
  question: Question,
  most: number,
): { entry: number; score: number }[] {
  const weights = telling(question, spread, search.documentCount)
  if (weights.size === 0) return []
  return search
    .search([...weights.keys()].join(' '), {
      boost: { body: 0.3 },
      boostTerm: (term) => weights.get(term) ?? 1,
      bm25: { k: 1.2, b: 0.5, d: 0.5 },
    })
    .slice(0, most)
    .map(({ id, score }) => ({ entry: id, score }))
}

/** The terms that tell most, each with its weight, as long as they are not too dear to look up. */
function telling(
  { terms }: Question,
  spread: Uint16Array,
  entries: number,
): ReadonlyMap<string, number> {
  const heaviest = new Map<string, Term>()
  for (const term of terms.values()) {
    const before = heaviest.get(term.word.folded)
    if (!before || before.weight < term.weight) heaviest.set(term.word.folded, term)
  }
  const ranked = [...heaviest.values()]
    .map(({ word: { folded }, weight }) => ({ folded, weight, met: spread[slotOf(folded)] ?? 0 }))
    .filter(({ met }) => met > 0)
    .map((term) => ({ ...term, value: term.weight * Math.log(1 + entries / term.met) }))
    .sort((a, b) => b.value - a.value)
  const chosen = new Map<string, number>()
  let met = 0
  for (const term of ranked) {
    if (chosen.size === lookup.terms) break
    if (chosen.size >= lookup.atLeast && met + term.met > lookup.entries) continue
    met += term.met
    chosen.set(term.folded, term.weight)
  }
  return chosen
}
