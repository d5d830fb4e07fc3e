import type { Lexicon } from './lexicon.ts'
import type { Word } from './phrases.ts'
import { fold, words } from './vietnamese.ts'

/**
 * How much a word, or two neighbours, speak for a message that is none of our business: learned from
 * names of procedures on one side and examples of other matters on the other.
 */
export interface Leaning {
  /** By the term's hash: what it adds to the odds of another matter. */
  odds: Float32Array
}

const slots = 2 ** 15

/** Logistic regression in a few rounds: terms that come together share what they tell. */
const learning = { rounds: 8, pace: 0.5, decay: 0.0005 }

export function buildLeaning(ours: readonly string[], lexicon: Lexicon): Leaning {
  const odds = new Float32Array(slots)
  const { examples } = lexicon
  const all = mixed([
    ...ours.map((text) => ({ text, beyond: 0, worth: 1 })),
    // There are fewer of them, and they must count as much.
    ...examples.map((text) => ({ text, beyond: 1, worth: ours.length / examples.length })),
  ]).map(({ text, beyond, worth }) => ({
    terms: termsOf(words(text).map(wordly), lexicon).map(slotOf),
    beyond,
    worth: Math.min(mostWorth, worth),
  }))
  for (let round = 1; round <= learning.rounds; round++)
    for (const { terms, beyond, worth } of all) {
      const off = beyond - 1 / (1 + Math.exp(-sumOf(terms, odds)))
      const step = (learning.pace * worth * off) / Math.sqrt(round * (1 + terms.length))
      for (const slot of terms) odds[slot] = (odds[slot] ?? 0) * (1 - learning.decay) + step
    }
  return { odds }
}

const mostWorth = 2

/** In an order that is no order, and always the same: what is learned last would weigh most. */
function mixed<T>(list: readonly T[]): T[] {
  let key = 1
  return list
    .map((each) => {
      key = (Math.imul(key, 1_103_515_245) + 12_345) & 0x7fffffff
      return { each, key }
    })
    .sort((a, b) => a.key - b.key)
    .map(({ each }) => each)
}

/** Long messages say more, but not so much more. */
const sumOf = (terms: readonly number[], odds: Float32Array): number =>
  terms.reduce((sum, slot) => sum + (odds[slot] ?? 0), 0) / Math.sqrt(1 + terms.length)

/** Above 0 a message sounds like other matters, below like ours; short messages say little. */
export const leaningOf = (said: readonly Word[], { odds }: Leaning, lexicon: Lexicon): number =>
  sumOf(termsOf(said, lexicon).map(slotOf), odds)

const wordly = (exact: string): Pick<Word, 'exact' | 'folded'> => ({ exact, folded: fold(exact) })

/** Words as written, without marks, and pairs of them; what every question says is left out. */
const termsOf = (said: readonly Pick<Word, 'exact' | 'folded'>[], { dull }: Lexicon): string[] =>
  said
    .flatMap(({ exact, folded }, i) => {
      const next = said[i + 1]
      return [
        folded,
        ...(exact !== folded ? [exact] : []),
        ...(next ? [`${folded}_${next.folded}`] : []),
      ]
    })
    .filter((term) => !dull.has(term))

function slotOf(term: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) & (slots - 1)
}
