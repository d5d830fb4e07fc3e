import type { Lexicon } from './lexicon.ts'
import { isPairIn, type Names, rarityIn } from './names.ts'
import { fold, isSyllable } from './vietnamese.ts'

/** What the names of procedures say of words, all of them without marks. */
export interface Vocabulary {
  /** Does any procedure speak of it? */
  isKnown(folded: string): boolean
  /** How little the word tells, 0 for one that no name contains: a slip is a slip of a common word. */
  commonness(folded: string): number
  /** Do two words stand side by side in any name? */
  isPair(first: string, second: string): boolean
}

export function vocabularyOf(names: Names, lexicon: Lexicon): Vocabulary {
  const rarity = rarityIn(names)
  return {
    isKnown: (folded) => names.folded.has(folded),
    commonness: (folded) =>
      Math.max(names.unknown - rarity(folded), lexicon.vocabulary.has(folded) ? spoken : 0),
    isPair: (first, second) =>
      lexicon.neighbours.has(`${first}_${second}`) || isPairIn(names, first, second),
  }
}

/** A word of our phrases is as common as one of a few names. */
const spoken = 2

export const noWords: Vocabulary = {
  isKnown: () => false,
  commonness: () => 0,
  isPair: () => false,
}

/** A word as typed: what it is taken for, and what it may have been besides. */
export interface Mended {
  words: string[]
  slip: boolean
  maybe: string[]
}

/**
 * Slips of the finger in one run of words: letters swapped, doubled, dropped, the key beside, a lost
 * space. Only a word that no name and no phrase of ours contains is replaced; one that is a word, but
 * never stands beside its neighbours, gets the likeliest reading added.
 */
export function mend(
  run: readonly string[],
  isFine: (folded: string) => boolean,
  vocabulary: Vocabulary,
): Mended[] {
  const folded = run.map(fold)
  return run.map((word, i) => {
    const typed = folded[i] ?? word
    const around = { before: folded[i - 1], after: folded[i + 1] }
    const keep = { words: [word], slip: false, maybe: [] }
    if (!/^[a-z]{2,14}$/.test(typed)) return keep
    if (!isFine(typed) && !vocabulary.isKnown(typed)) {
      const [best] = readings(typed, around, vocabulary)
      if (best && (best.pairs > 0 || !isSyllable(typed)))
        return { words: best.words, slip: true, maybe: [] }
      return keep
    }
    if (isFine(typed) || isUsual(typed, around, vocabulary)) return keep
    const [likely] = readings(typed, around, vocabulary).filter(({ pairs }) => pairs > 0)
    return likely ? { ...keep, maybe: likely.words } : keep
  })
}

interface Around {
  before: string | undefined
  after: string | undefined
}

const isUsual = (word: string, { before, after }: Around, { isPair }: Vocabulary): boolean =>
  (before !== undefined && isPair(before, word)) || (after !== undefined && isPair(word, after))

interface Reading {
  words: string[]
  /** With how many of its neighbours it stands in names. */
  pairs: number
  value: number
}

/** What a word may have been meant to be, likeliest first. */
function readings(typed: string, { before, after }: Around, vocabulary: Vocabulary): Reading[] {
  const { commonness, isPair } = vocabulary
  const found = new Map<string, Reading>()
  const consider = (words: string[], cost: number) => {
    if (words.some((word) => commonness(word) === 0)) return
    const first = words[0] ?? ''
    const last = words.at(-1) ?? ''
    const pairs =
      Number(before !== undefined && isPair(before, first)) +
      Number(after !== undefined && isPair(last, after)) +
      (words.length > 1 && isPair(first, last) ? 1 : 0)
    const usual = Math.min(...words.map(commonness))
    const value = pairs * worth.pair + usual * worth.common - cost
    const key = words.join(' ')
    const known = found.get(key)
    if (!known || known.value < value) found.set(key, { words, pairs, value })
  }
  for (const [word, cost] of slipsOf(typed)) consider([word], cost)
  for (let at = 2; at <= typed.length - 2; at++)
    consider([typed.slice(0, at), typed.slice(at)], costs.space)
  return [...found.values()].sort((a, b) => b.value - a.value)
}

const worth = { pair: 1, common: 0.15 }
const costs = { doubled: 0, swapped: 0.3, near: 0.4, dropped: 0.6, extra: 0.8, space: 0.3 }

/** Every word from which one slip leads to the typed one, and how unlikely that slip is. */
function* slipsOf(typed: string): Generator<[string, number]> {
  for (let i = 0; i < typed.length; i++) {
    const [head, letter = '', next = ''] = [typed.slice(0, i), typed[i], typed[i + 1]]
    const rest = typed.slice(i + 1)
    yield [head + rest, letter === next ? costs.doubled : costs.extra]
    if (next && next !== letter) yield [head + next + letter + typed.slice(i + 2), costs.swapped]
    for (const near of beside[letter] ?? '') yield [head + near + rest, costs.near]
  }
  for (let i = 0; i <= typed.length; i++)
    for (const letter of letters) yield [typed.slice(0, i) + letter + typed.slice(i), costs.dropped]
}

const letters = 'abcdeghiklmnopqrstuvxy'

/** The keys around a key. */
const beside: Record<string, string> = {
  a: 'qsz',
  b: 'vghn',
  c: 'xdv',
  d: 'serfcx',
  e: 'wrds',
  f: 'drtgvc',
  g: 'ftyhbv',
  h: 'gyujnb',
  i: 'uokj',
  j: 'huikmn',
  k: 'jiolm',
  l: 'kop',
  m: 'njk',
  n: 'bhjm',
  o: 'iplk',
  p: 'ol',
  q: 'wa',
  r: 'etdf',
  s: 'awedxz',
  t: 'ryfg',
  u: 'yihj',
  v: 'cfgb',
  w: 'qeas',
  x: 'zsdc',
  y: 'tugh',
  z: 'asx',
}
