import { fold } from './vietnamese.ts'

/** A typed word in both forms; an unmarked word may stand for any marked one that folds to it. */
export interface Word {
  exact: string
  folded: string
  /** Typed with marks, or in a text that has them, so that marks which contradict it count against a match. */
  marked: boolean
}

export const wordOf = (exact: string, inMarks = false): Word => {
  const folded = fold(exact)
  return { exact, folded, marked: inMarks || folded !== exact }
}

/** The syllables of a phrase in both forms, and what it stands for. */
export interface Phrase<T> {
  syllables: { exact: string; folded: string }[]
  means: T
}

/** Phrases by their first syllable without marks, so that a text is held against few of them. */
export interface Phrases<T> {
  all: readonly Phrase<T>[]
  starting: ReadonlyMap<string, readonly { phrase: Phrase<T>; rank: number }[]>
}

/** In the order given where two phrases could take the same words: longest first, usually. */
export function phrasesOf<T>(all: readonly Phrase<T>[]): Phrases<T> {
  const starting = new Map<string, { phrase: Phrase<T>; rank: number }[]>()
  all.forEach((phrase, rank) => {
    const first = phrase.syllables[0]?.folded
    if (first === undefined) return
    const list = starting.get(first)
    if (list) list.push({ phrase, rank })
    else starting.set(first, [{ phrase, rank }])
  })
  return { all, starting }
}

export interface Found<T> {
  at: number
  length: number
  means: T
}

/** Every place of every phrase, longest phrases first; a word belongs to one phrase only. */
export function findAll<T>(words: readonly Word[], phrases: Phrases<T>): Found<T>[] {
  const taken = new Uint8Array(words.length)
  const found: Found<T>[] = []
  for (const { at, length, means } of findEach(words, phrases)) {
    if (taken.subarray(at, at + length).includes(1)) continue
    taken.fill(1, at, at + length)
    found.push({ at, length, means })
  }
  return found.sort((a, b) => a.at - b.at)
}

/** Every place of every phrase, also where they overlap, in the order of the phrases. */
export function findEach<T>(words: readonly Word[], { starting }: Phrases<T>): Found<T>[] {
  const found: (Found<T> & { rank: number })[] = []
  words.forEach(({ folded }, at) => {
    for (const { phrase, rank } of starting.get(folded) ?? [])
      if (phrase.syllables.every((syllable, i) => agrees(words[at + i], syllable)))
        found.push({ at, length: phrase.syllables.length, means: phrase.means, rank })
  })
  return found.sort((a, b) => a.rank - b.rank || a.at - b.at)
}

const agrees = (word: Word | undefined, syllable: { exact: string; folded: string }): boolean =>
  word !== undefined &&
  (word.marked ? word.exact === syllable.exact : word.folded === syllable.folded)
