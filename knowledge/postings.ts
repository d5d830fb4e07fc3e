/** Which entries hold a term, and what each hit is worth (BM25+). Plain data: it can be kept in a file. */
export interface Postings {
  /** Term → its number n; its hits stand from starts[n] to starts[n + 1]. */
  terms: Map<string, number>
  starts: Uint32Array
  entries: Uint32Array
  worths: Float32Array
}

// BM25+: how soon repetition stops counting, how much length costs, what any hit is worth.
const k = 1.2
const b = 0.7
const d = 0.5

/** One text of each entry, as its terms. */
export function buildPostings(texts: readonly string[][]): Postings {
  const hits = new Map<string, number[]>()
  const lengths = texts.map((terms, entry) => {
    const counts = new Map<string, number>()
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    for (const [term, count] of counts) {
      const list = hits.get(term)
      if (list) list.push(entry, count)
      else hits.set(term, [entry, count])
    }
    return Math.max(1, counts.size)
  })
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  const size = [...hits.values()].reduce((sum, { length }) => sum + length / 2, 0)

  const terms = new Map<string, number>()
  const starts = new Uint32Array(hits.size + 1)
  const entries = new Uint32Array(size)
  const worths = new Float32Array(size)
  let at = 0
  for (const [term, list] of hits) {
    const holding = list.length / 2
    const rare = Math.log(1 + (texts.length - holding + 0.5) / (holding + 0.5))
    for (let i = 0; i < list.length; i += 2) {
      const entry = list[i] ?? 0
      const count = list[i + 1] ?? 0
      const long = 1 - b + (b * (lengths[entry] ?? 1)) / average
      entries[at] = entry
      worths[at] = rare * (d + (count * (k + 1)) / (count + k * long))
      at++
    }
    terms.set(term, terms.size)
    starts[terms.size] = at
  }
  return { terms, starts, entries, worths }
}

/** What a search has found so far, by entry. */
export interface Tally {
  scores: Float64Array
  /** How many different terms hit. */
  hits: Uint16Array
  /** The last term that hit. */
  last: Uint16Array
}

export const tallyOf = (entries: number): Tally => ({
  scores: new Float64Array(entries),
  hits: new Uint16Array(entries),
  last: new Uint16Array(entries),
})

/** Adds the hits of a term, each times `weight`. `nth`, from 1: which term of the search it is. */
export function addHits(
  { terms, starts, entries, worths }: Postings,
  term: string,
  weight: number,
  nth: number,
  { scores, hits, last }: Tally,
): void {
  const n = terms.get(term)
  if (n === undefined) return
  const end = starts[n + 1] ?? 0
  for (let i = starts[n] ?? 0; i < end; i++) {
    const entry = entries[i] ?? 0
    scores[entry] = (scores[entry] ?? 0) + weight * (worths[i] ?? 0)
    if (last[entry] === nth) continue
    last[entry] = nth
    hits[entry] = (hits[entry] ?? 0) + 1
  }
}
