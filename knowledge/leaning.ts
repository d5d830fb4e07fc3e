import type { Lexicon } from './lexicon.ts'
import type { Word } from './phrases.ts'
import { fold, words } from './vietnamese.ts'

/**
 * How much a word, or two neighbours, speak for a message that is none of our business: learned by
 * counting in names of procedures on one side and examples of other matters on the other.
 */
export interface Leaning {
  /** By the term's hash: the logarithm of how much oftener it stands in other matters. */
  odds: Float32Array
}

const slots = 2 ** 15
/** No single term decides. */
const most = 3
/** As if every term had been seen so often on both sides already. */
const seen = 0.4

export function buildLeaning(ours: readonly string[], lexicon: Lexicon): Leaning {
  const counted = (texts: readonly string[]) => {
    const counts = new Float32Array(slots)
    let all = 0
    for (const text of texts)
      for (const term of termsOf(words(text).map(wordly), lexicon)) {
        const slot = slotOf(term)
        counts[slot] = (counts[slot] ?? 0) + 1
        all++
      }
    return { counts, all }
  }
  const within = counted(ours)
  const beyond = counted(lexicon.examples)
  const odds = within.counts.map((n, slot) => {
    const other = beyond.counts[slot] ?? 0
    if (n === 0 && other === 0) return 0
    const share = (count: number, all: number) => (count + seen) / (all + seen * slots * 0.1)
    const value = Math.log(share(other, beyond.all) / share(n, within.all))
    return Math.max(-most, Math.min(most, value))
  })
  return { odds }
}

/** Above 0 a message sounds like other matters, below like ours; short messages say little. */
export function leaningOf(said: readonly Word[], { odds }: Leaning, lexicon: Lexicon): number {
  const terms = termsOf(said, lexicon)
  const sum = terms.reduce((sum, term) => sum + (odds[slotOf(term)] ?? 0), 0)
  return sum / Math.sqrt(1 + terms.length)
}

const wordly = (exact: string): Pick<Word, 'exact' | 'folded'> => ({ exact, folded: fold(exact) })

/** Words as written, without marks, and pairs of them; what every question says is left out. */
function termsOf(said: readonly Pick<Word, 'exact' | 'folded'>[], { dull }: Lexicon): string[] {
  const kept = said.map((word) => (dull.has(word.folded) ? undefined : word))
  return kept.flatMap((word, i) => {
    if (!word) return []
    const next = kept[i + 1]
    return [
      word.folded,
      ...(word.exact !== word.folded ? [word.exact] : []),
      ...(next ? [`${word.folded}_${next.folded}`] : []),
    ]
  })
}

function slotOf(term: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) & (slots - 1)
}
