import type { Phrase } from './lexicon.ts'
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

/** Where a phrase stands among the words: its first position, or -1. */
export function find(words: readonly Word[], { syllables }: Phrase<unknown>, from = 0): number {
  for (let at = from; at + syllables.length <= words.length; at++)
    if (syllables.every((s, i) => agrees(words[at + i], s))) return at
  return -1
}

export const has = (words: readonly Word[], phrases: readonly Phrase<unknown>[]): boolean =>
  phrases.some((phrase) => find(words, phrase) >= 0)

/** Every place of every phrase, longest phrases first; a word belongs to one phrase only. */
export function findAll<T>(
  words: readonly Word[],
  phrases: readonly Phrase<T>[],
): { at: number; length: number; means: T }[] {
  const taken = new Set<number>()
  const found: { at: number; length: number; means: T }[] = []
  const present = new Set(words.map(({ folded }) => folded))
  for (const phrase of phrases) {
    const { syllables, means } = phrase
    if (!syllables.every(({ folded }) => present.has(folded))) continue
    for (let at = find(words, phrase); at >= 0; at = find(words, phrase, at + 1)) {
      const span = syllables.map((_, i) => at + i)
      if (span.some((i) => taken.has(i))) continue
      for (const i of span) taken.add(i)
      found.push({ at, length: syllables.length, means })
    }
  }
  return found.sort((a, b) => a.at - b.at)
}

const agrees = (word: Word | undefined, syllable: { exact: string; folded: string }): boolean =>
  word !== undefined &&
  (word.marked ? word.exact === syllable.exact : word.folded === syllable.folded)
