import { type Names, rarityIn } from './names.ts'
import type { Question, Term } from './question.ts'

/** A question prepared for being held against many names. */
export interface Query {
  /** Folded word → its place in the lists below, plus one; 0: the question has no such word. */
  slots: Uint8Array
  weights: number[]
  /** What a hit of the word is worth: weight and rarity. */
  masses: number[]
  /** The word's share in all that names say. */
  shares: number[]
  own: boolean[]
  /** The word as written, where its marks count. */
  exact: (number | undefined)[]
  /** Neighbours in the question, as `first slot * mostWords + second slot` → what their pair is worth. */
  pairs: Map<number, number>
  /** All that the citizen said, and that with our additions, hit or not. */
  ownMass: number
  allMass: number
  pairMass: number
}

export const mostWords = 64

export function queryOf({ terms }: Question, names: Names): Query {
  const rarity = rarityIn(names)
  const byFolded = new Map<string, Term>()
  for (const term of terms.values()) {
    if (term.pair) continue
    const before = byFolded.get(term.word.folded)
    if (!before || before.weight < term.weight) byFolded.set(term.word.folded, term)
  }
  const query: Query = {
    slots: new Uint8Array(names.rarity.length),
    weights: [],
    masses: [],
    shares: [],
    own: [],
    exact: [],
    pairs: new Map(),
    ownMass: 0,
    allMass: 0,
    pairMass: 0,
  }
  const slotOf = new Map<string, number>()
  for (const { word, weight, own } of byFolded.values()) {
    const mass = weight * rarity(word.folded)
    query.allMass += mass
    if (own) query.ownMass += mass
    const id = names.folded.get(word.folded)
    if (id === undefined || query.weights.length === mostWords - 1) continue
    query.weights.push(weight)
    query.masses.push(mass)
    query.shares.push(names.share[id] ?? 1)
    query.own.push(own)
    query.exact.push(word.marked ? (names.exact.get(word.exact) ?? -1) : undefined)
    query.slots[id] = query.weights.length
    slotOf.set(word.folded, query.weights.length)
  }
  for (const { word, weight, pair, own } of terms.values()) {
    if (!pair || !own) continue
    const [first = '', second = ''] = word.folded.split('_')
    const worth = (weight * (rarity(first) + rarity(second))) / 2
    query.pairMass += worth
    const [a, b] = [slotOf.get(first), slotOf.get(second)]
    if (a !== undefined && b !== undefined) query.pairs.set(a * mostWords + b, worth)
  }
  return query
}
