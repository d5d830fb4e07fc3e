import type { Part } from './asked.ts'
import type { Lexicon } from './lexicon.ts'
import { mend, noWords, type Vocabulary } from './mend.ts'
import { type Found, findAll, findEach, type Word, wordOf } from './phrases.ts'
import { replay } from './telex.ts'
import { fold, isMarked, isSyllable, normalise, runs } from './vietnamese.ts'

/** A question as the index can be asked for it. */
export interface Question {
  words: Word[]
  /** Terms in exact form with their weight; `marked` ones also ask the exact fields. */
  terms: Map<string, Term>
  /** The first part asked for. */
  part?: Part
  /** Names of the special forms that the question speaks of. */
  variants: Set<string>
  /** A code typed as it stands: "1.001193". */
  code?: string
  /** Words that carry the matter: neither filler nor part nor stop word. */
  content: number
}

export interface Term {
  word: Word
  weight: number
  /** A pair of neighbouring syllables. */
  pair: boolean
  /** Said by the citizen, not added by us. */
  own: boolean
}

/** What is said by the citizen weighs 1; the rest is guesswork of ours and weighs less. */
const weights = {
  filler: 0,
  stopword: 0.05,
  bareStopword: 0.3,
  part: 0.15,
  replaced: 0.75,
  synonym: 0.4,
  maybe: 0.35,
  slip: 0.5,
  pair: 0.8,
}

export function understand(
  text: string,
  lexicon: Lexicon,
  vocabulary: Vocabulary = noWords,
): Question {
  const typed = runs(normalise(text))
  const inMarks = writtenInMarks(typed.flat())
  const isFine = (folded: string): boolean =>
    lexicon.vocabulary.has(folded) || lexicon.stopwords.folded.has(folded)
  const mended = typed.map((run) =>
    mend(
      run.flatMap((word) => spell(word, lexicon, vocabulary.isKnown)),
      isFine,
      vocabulary,
    ),
  )
  // Of a mended word only the letters are sure, not their marks.
  const written = mended.map((run) =>
    run.flatMap(({ words, slip }) => words.map((word) => wordOf(word, inMarks && !slip))),
  )
  const words = written.flat()
  const weightAt = words.map((word) => stopWeight(word, lexicon))
  for (const { at, length } of findAll(words, lexicon.fillers))
    weightAt.fill(weights.filler, at, at + length)
  const parts = findAll(words, lexicon.parts)
  for (const { at, length } of parts) lower(weightAt, at, length, weights.part)
  const content = weightAt.filter((weight) => weight > weights.bareStopword).length

  const terms = new Map<string, Term>()
  const synonyms = findAll(words, lexicon.synonyms)
  for (const { at, length } of synonyms)
    if (length > 1) lower(weightAt, at, length, weights.replaced)
  for (const [i, word] of words.entries()) add(terms, word, weightAt[i] ?? 0)
  addPairs(terms, written, weightAt)
  for (const { means } of synonyms) addPhrase(terms, means, weights.synonym)
  for (const word of new Set(words.map(({ exact }) => exact)))
    for (const { reading, sure } of lexicon.short.get(word) ?? [])
      if (!sure) addPhrase(terms, reading, weights.maybe)

  for (const { maybe } of mended.flat()) addPhrase(terms, maybe, weights.slip)

  const code = /(?<!\d)\d\.\d{6}(?!\d)/.exec(text)?.[0]
  return {
    words,
    terms,
    ...partOf(parts),
    variants: new Set(findEach(words, lexicon.said).map(({ means }) => means)),
    ...(code && { code }),
    content,
  }
}

/** "nộp hồ sơ ở đâu" asks where: the plain phrase counts, wherever it stands. */
function partOf(found: readonly Found<{ part: Part; faint: boolean }>[]): { part?: Part } {
  const asked = found.find(({ means }) => !means.faint) ?? found[0]
  return asked ? { part: asked.means.part } : {}
}

/** One typed word → the words meant: keys left undone, chat spelling, words run together. */
function spell(
  word: string,
  lexicon: Lexicon,
  isKnown: (folded: string) => boolean,
): readonly string[] {
  const sure = lexicon.short.get(word)?.find((reading) => reading.sure)
  if (sure) return sure.reading
  const folded = fold(word)
  if (lexicon.short.has(word) || lexicon.vocabulary.has(folded) || isKnown(folded)) return [word]
  return [replay(word)].flatMap((w) => w ?? split(word) ?? word)
}

/** "dangkytamtru" → dang ky tam tru: the fewest syllables that use every letter. */
function split(word: string): string[] | undefined {
  if (word.length < 6 || word.length > 40 || !/^[a-z]+$/.test(word) || isSyllable(word))
    return undefined
  const best: (string[] | undefined)[] = [[]]
  for (let end = 1; end <= word.length; end++)
    for (let start = Math.max(0, end - 7); start < end; start++) {
      const before = best[start]
      const piece = word.slice(start, end)
      // A vowel alone, or y, is a syllable that nobody runs together with others.
      if (!before || piece.length < 2 || !isSyllable(piece)) continue
      const now = best[end]
      if (!now || before.length + 1 < now.length) best[end] = [...before, piece]
    }
  const pieces = best[word.length]
  return pieces?.length ? pieces : undefined
}

/** Unmarked, "cua" may be "của" or "cửa": a stop word without marks keeps some of its weight. */
function stopWeight({ exact, folded, marked }: Word, { stopwords }: Lexicon): number {
  if (marked) return stopwords.exact.has(exact) ? weights.stopword : 1
  const safe = stopwords.folded.get(folded)
  return safe === undefined ? 1 : safe ? weights.stopword : weights.bareStopword
}

function lower(weightAt: number[], at: number, length: number, to: number): void {
  for (let i = at; i < at + length; i++) weightAt[i] = Math.min(weightAt[i] ?? 0, to)
}

function add(
  terms: Map<string, Term>,
  word: Word,
  weight: number,
  { pair = false, own = true } = {},
): void {
  if (weight <= 0) return
  const before = terms.get(word.exact)
  if (!before || before.weight < weight)
    terms.set(word.exact, { word, weight, pair, own: own || before?.own === true })
}

function addPairs(terms: Map<string, Term>, written: Word[][], weightAt: number[]): void {
  let at = 0
  for (const run of written) {
    run.forEach((word, i) => {
      const next = run[i + 1]
      const both = Math.min(weightAt[at + i] ?? 0, weightAt[at + i + 1] ?? 0)
      // Beside its neighbour a bare word is what the index says it is: "can" of "can cuoc".
      const weight = both === weights.bareStopword ? 1 : both
      if (next && weight > weights.part)
        add(terms, pairOf(word.exact, next.exact), weight * weights.pair, { pair: true })
    })
    at += run.length
  }
}

function addPhrase(terms: Map<string, Term>, phrase: readonly string[], weight: number): void {
  phrase.forEach((word, i) => {
    add(terms, wordOf(word), weight, { own: false })
    const next = phrase[i + 1]
    if (next) add(terms, pairOf(word, next), weight * weights.pair, { pair: true, own: false })
  })
}

const pairOf = (a: string, b: string): Word => wordOf(`${a}_${b}`)

/** Half of all syllables carry marks: in a text that has them, a bare word was meant bare. */
const writtenInMarks = (words: string[]): boolean =>
  words.filter(isMarked).length > words.length * 0.4
