import type { Names } from './nearness.ts'
import { fold } from './vietnamese.ts'

export interface EntryNames {
  given: string[][]
  /** Made from other names: they say nothing of how rare a word is. */
  derived: string[][]
}

/** The names of each entry, each as its words in their order. */
export function buildNames(named: readonly EntryNames[]): Names {
  const exact = new Map<string, number>()
  const folded = new Map<string, number>()
  const foldedOf: number[] = []
  const counts: number[] = []
  const ofEntry = [0]
  const ofName = [0]
  const words: number[] = []

  const numberOf = (word: string): number => {
    const before = exact.get(word)
    if (before !== undefined) return before
    exact.set(word, exact.size)
    const bare = fold(word)
    const known = folded.get(bare) ?? folded.size
    folded.set(bare, known)
    foldedOf.push(known)
    return exact.size - 1
  }

  const add = (name: string[], counted: boolean): void => {
    const numbers = [...new Set(name.map(numberOf))]
    if (counted) {
      all++
      for (const number of new Set(numbers.map((n) => foldedOf[n] ?? 0)))
        counts[number] = (counts[number] ?? 0) + 1
    }
    words.push(...numbers)
    ofName.push(words.length)
  }

  let all = 0
  for (const { given, derived } of named) {
    for (const name of given) add(name, true)
    for (const name of derived) add(name, false)
    ofEntry.push(ofName.length - 1)
  }
  return {
    exact,
    foldedOf: Uint32Array.from(foldedOf),
    folded,
    unknown: Math.log(1 + all),
    rarity: Float64Array.from(folded.values(), (n) => Math.log(1 + all / (1 + (counts[n] ?? 0)))),
    ofEntry: Uint32Array.from(ofEntry),
    ofName: Uint32Array.from(ofName),
    words: Uint32Array.from(words),
  }
}
