import { fold } from './vietnamese.ts'

/** What procedures are called and tell, word by word. Plain data: it can be kept in a file. */
export interface Names {
  /** Words as written → number; how a word folds; folded words → number. */
  exact: Map<string, number>
  foldedOf: Uint32Array
  folded: Map<string, number>
  /** How much a folded word tells: high for what the names of few entries contain. */
  rarity: Float64Array
  /** The same of a word that no name contains. */
  unknown: number
  /** The share of a folded word in all that names say. */
  share: Float64Array
  /** The names of entry n stand from ofEntry[n] to ofEntry[n + 1], its title first; the words of a name likewise. */
  ofEntry: Uint32Array
  ofName: Uint32Array
  words: Uint32Array
  /** The folded words of entry n's body stand from ofBody[n] to ofBody[n + 1]. */
  ofBody: Uint32Array
  bodies: Uint32Array
  /** Neighbours in names, as `pairNumber`, ascending. */
  pairs: Float64Array
}

export interface EntryNames {
  given: (readonly string[])[]
  /** Made from other names: they say nothing of how rare a word is. */
  derived: (readonly string[])[]
  /** Folded. */
  body: string[]
}

export function buildNames(named: readonly EntryNames[]): Names {
  const exact = new Map<string, number>()
  const folded = new Map<string, number>()
  const foldedOf: number[] = []
  const counts: number[] = []
  const times: number[] = []
  const ofEntry = [0]
  const ofName = [0]
  const ofBody = [0]
  const words: number[] = []
  const bodies: number[] = []
  const pairs = new Set<number>()

  const foldedNumber = (bare: string): number => {
    const known = folded.get(bare) ?? folded.size
    folded.set(bare, known)
    return known
  }
  const numberOf = (word: string): number => {
    const before = exact.get(word)
    if (before !== undefined) return before
    exact.set(word, exact.size)
    foldedOf.push(foldedNumber(fold(word)))
    return exact.size - 1
  }

  for (const { given, derived, body } of named) {
    const own = new Set<number>()
    for (const name of [...given, ...derived]) {
      const numbers = name.map(numberOf)
      words.push(...numbers)
      for (const number of numbers) {
        const bare = foldedOf[number] ?? 0
        times[bare] = (times[bare] ?? 0) + 1
      }
      ofName.push(words.length)
      for (let i = 1; i < numbers.length; i++)
        pairs.add(pairNumber(foldedOf[numbers[i - 1] ?? 0] ?? 0, foldedOf[numbers[i] ?? 0] ?? 0))
    }
    for (const word of given.flat()) own.add(foldedOf[numberOf(word)] ?? 0)
    for (const number of own) counts[number] = (counts[number] ?? 0) + 1
    bodies.push(...body.map(foldedNumber))
    ofEntry.push(ofName.length - 1)
    ofBody.push(bodies.length)
  }
  const rarityOf = (n: number): number => Math.log(1 + named.length / (0.5 + n))
  return {
    exact,
    foldedOf: Uint32Array.from(foldedOf),
    folded,
    unknown: rarityOf(0),
    rarity: Float64Array.from(folded.values(), (n) => rarityOf(counts[n] ?? 0)),
    share: Float64Array.from(folded.values(), (n) => (times[n] ?? 0.5) / words.length),
    ofEntry: Uint32Array.from(ofEntry),
    ofName: Uint32Array.from(ofName),
    words: Uint32Array.from(words),
    ofBody: Uint32Array.from(ofBody),
    bodies: Uint32Array.from(bodies),
    pairs: Float64Array.from(pairs).sort(),
  }
}

const pairNumber = (first: number, second: number): number => first * 2 ** 26 + second

/** How much a folded word tells. */
export const rarityIn =
  ({ folded, rarity, unknown }: Names) =>
  (word: string): number =>
    rarity[folded.get(word) ?? -1] ?? unknown

/** Do two folded words stand side by side in a name? */
export function isPairIn({ folded, pairs }: Names, first: string, second: string): boolean {
  const [a, b] = [folded.get(first), folded.get(second)]
  if (a === undefined || b === undefined) return false
  const wanted = pairNumber(a, b)
  let from = 0
  let to = pairs.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((pairs[middle] ?? 0) < wanted) from = middle + 1
    else to = middle
  }
  return pairs[from] === wanted
}
