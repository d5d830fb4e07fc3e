import type { Question, Term } from './question.ts'

/** What procedures are called, word by word. Plain data: it can be kept in a file. */
export interface Names {
  /** Words as written → number; how a word folds; folded words → number. */
  exact: Map<string, number>
  foldedOf: Uint32Array
  folded: Map<string, number>
  /** How much a folded word tells: high for what few names contain. */
  rarity: Float64Array
  /** The same of a word that no name contains. */
  unknown: number
  /** The names of entry n stand from ofEntry[n] to ofEntry[n + 1]; the words of a name likewise. */
  ofEntry: Uint32Array
  ofName: Uint32Array
  words: Uint32Array
}

/** A question prepared for being held against many names. */
export interface Query {
  /** Folded word → its place in the lists below, plus one; 0: the question has no such word. */
  slots: Uint8Array
  weights: number[]
  own: boolean[]
  /** The word as written, where its marks count. */
  exact: (number | undefined)[]
  /** The weight of what the citizen said, and of that with our additions. */
  ownMass: number
  allMass: number
}

/** All of the question counts; of a name not quite all, for titles are long. Marks that contradict cost most of a hit. */
const shape = { name: 0.6, wrongMarks: 0.35 }

export const rarityIn =
  ({ folded, rarity, unknown }: Names) =>
  (word: string): number =>
    rarity[folded.get(word) ?? -1] ?? unknown

export function queryOf({ terms }: Question, names: Names): Query {
  const byFolded = new Map<string, Term>()
  for (const term of terms.values()) {
    if (term.pair) continue
    const before = byFolded.get(term.word.folded)
    if (!before || before.weight < term.weight) byFolded.set(term.word.folded, term)
  }
  const rarity = rarityIn(names)
  const query: Query = {
    slots: new Uint8Array(names.rarity.length),
    weights: [],
    own: [],
    exact: [],
    ownMass: 0,
    allMass: 0,
  }
  for (const { word, weight, own } of byFolded.values()) {
    const mass = weight * rarity(word.folded)
    query.allMass += mass
    if (own) query.ownMass += mass
    const id = names.folded.get(word.folded)
    if (id === undefined || query.weights.length === 255) continue
    query.weights.push(weight)
    query.own.push(own)
    query.exact.push(word.marked ? (names.exact.get(word.exact) ?? -1) : undefined)
    query.slots[id] = query.weights.length
  }
  return query
}

/** How near the nearest name is, 0…1: the share of the question it covers, times the share of it that was said. */
export function nearnessTo(entry: number, names: Names, query: Query): number {
  const { ofEntry, ofName } = names
  let nearest = 0
  for (let name = ofEntry[entry] ?? 0; name < (ofEntry[entry + 1] ?? 0); name++)
    nearest = Math.max(nearest, nearnessOf(ofName[name] ?? 0, ofName[name + 1] ?? 0, names, query))
  return nearest
}

function nearnessOf(
  from: number,
  until: number,
  { words, foldedOf, rarity }: Names,
  { slots, weights, own, exact, ownMass, allMass }: Query,
): number {
  let size = 0
  let hit = 0
  let ownHit = 0
  let allHit = 0
  for (let i = from; i < until; i++) {
    const word = words[i] ?? 0
    const folded = foldedOf[word] ?? 0
    const value = rarity[folded] ?? 0
    size += value
    const slot = slots[folded]
    if (!slot) continue
    const weight = weights[slot - 1] ?? 0
    const asWritten = exact[slot - 1]
    const agreed = asWritten !== undefined && asWritten !== word ? value * shape.wrongMarks : value
    hit += agreed * Math.min(1, weight + 0.3)
    allHit += agreed * weight
    if (own[slot - 1]) ownHit += agreed * weight
  }
  if (hit === 0) return 0
  const covered = Math.max(ownMass > 0 ? ownHit / ownMass : 0, allMass > 0 ? allHit / allMass : 0)
  return Math.min(1, covered) * (hit / size) ** shape.name
}
