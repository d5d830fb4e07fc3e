import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BadInput } from '../border.ts'
import type { Part } from './asked.ts'
import { type Phrase, type Phrases, phrasesOf } from './phrases.ts'
import { fold, normalise, pairs, words } from './vietnamese.ts'

/** How citizens speak, read from the files of content/lexicon: tab-separated, `#` begins a comment. */
export interface Lexicon {
  /** One word as typed → what it may stand for; `sure` readings replace it, others stand beside it. */
  short: Map<string, { reading: readonly string[]; sure: boolean }[]>
  /** Citizens' phrase → official words that are added to the query. */
  synonyms: Phrases<readonly string[]>
  /** Which part of a procedure a phrase asks for; a faint one only where no plain one is said. */
  parts: Phrases<{ part: Part; faint: boolean }>
  /** Polite filler that says nothing of the matter. */
  fillers: Phrases<true>
  /** As written, and without marks: true where no other word of weight is written so. */
  stopwords: { exact: Set<string>; folded: Map<string, boolean> }
  variants: Variant[]
  /** How citizens speak of a variant → its name. */
  said: Phrases<string>
  /** Outside the service, and emergencies: kind by phrase. */
  beyond: Phrases<string>
  /** Messages on other matters, from which their likes are learned. */
  examples: string[]
  /** Real matters of which there may be no record: what they are called. */
  notHeld: { title: string; names: string[] }[]
  /** Syllables as written and without marks, and neighbours without, that stand in any question, whatever it is about. */
  dull: Set<string>
  /** What citizens call a procedure, by code. */
  names: Map<string, string[]>
  /** Every syllable that stands in a phrase, folded: such a word is never taken for several. */
  vocabulary: Set<string>
  /** Neighbours in phrases, folded: "tach_khau". */
  neighbours: Set<string>
  /** How often a procedure is asked for, 1 (sometimes) … 3 (daily), by code. */
  popularity: Map<string, number>
}

/** A special form of a procedure (re-issue, foreign element …): held back unless the question names it. */
export interface Variant {
  name: string
  /** How a title says it. */
  title: Phrase<true>[]
  /** How much it weighs when one side has it and the other has not, 0…1. */
  weight: number
}

const files = [
  'abbreviations.tsv',
  'chat.tsv',
  'synonyms.tsv',
  'parts.tsv',
  'fillers.tsv',
  'stopwords.tsv',
  'variants.tsv',
  'beyond.tsv',
  'beyond-examples.tsv',
  'names.tsv',
  'popularity.tsv',
  'not-held.tsv',
] as const
type LexiconFile = (typeof files)[number]

export const readLexicon = (folder: string): Lexicon =>
  parseLexicon((file) => readFileSync(join(folder, file), 'utf8'))

function parseLexicon(textOf: (file: LexiconFile) => string): Lexicon {
  const rows = (file: LexiconFile, columns: number): string[][] =>
    rowsOf(file, textOf(file), columns)
  const variantRows = rows('variants.tsv', 4)
  const lexicon = {
    short: shortOf([...rows('abbreviations.tsv', 2), ...rows('chat.tsv', 2)]),
    synonyms: longestFirst(
      rows('synonyms.tsv', 2).map(([said = '', official = '']) => phrase(said, words(official))),
    ),
    // as: the file's own header lists the parts; an unknown one would never be asked for.
    parts: longestFirst(
      rows('parts.tsv', 2).map(([said = '', part, plain]) =>
        phrase(said, { part: part as Part, faint: plain === '0' }),
      ),
    ),
    fillers: longestFirst(rows('fillers.tsv', 1).map(([said = '']) => phrase(said, true as const))),
    stopwords: stopwordsOf(rows('stopwords.tsv', 1)),
    variants: variantRows.map(([name = '', title = '', , weight]) => ({
      name,
      title: phrases(title, true as const),
      weight: Number(weight),
    })),
    said: phrasesOf(variantRows.flatMap(([name = '', , said = '']) => phrases(said, name))),
    beyond: longestFirst(rows('beyond.tsv', 2).map(([said = '', kind = '']) => phrase(said, kind))),
    examples: rows('beyond-examples.tsv', 2).flatMap(([, said = '']) => listOf(said)),
    notHeld: rows('not-held.tsv', 2).map(([title = '', said = '']) => ({
      title,
      names: listOf(said),
    })),
    names: namesOf(rows('names.tsv', 2)),
    popularity: new Map(
      rows('popularity.tsv', 2).map(([code = '', times]) => [code, Number(times)]),
    ),
  }
  const { synonyms, parts, fillers, beyond, stopwords } = lexicon
  return {
    ...lexicon,
    vocabulary: new Set([synonyms, parts, fillers, beyond].flatMap(syllablesOf)),
    neighbours: new Set([synonyms, parts, fillers, beyond].flatMap(pairsOf)),
    dull: new Set([
      ...common(syllablesOf(parts)),
      ...syllablesOf(fillers),
      ...stopwords.folded.keys(),
      ...common(writtenIn(parts)),
      ...writtenIn(fillers),
      ...stopwords.exact,
      ...pairsOf(parts),
      ...pairsOf(fillers),
    ]),
  }
}

const syllablesOf = ({ all }: Phrases<unknown>): string[] =>
  all.flatMap(({ syllables }) => syllables.map(({ folded }) => folded))

const writtenIn = ({ all }: Phrases<unknown>): string[] =>
  all.flatMap(({ syllables }) => syllables.map(({ exact }) => exact))

/** What stands in several phrases; "mua" of a single one still tells something. */
const common = (syllables: readonly string[]): string[] => {
  const times = new Map<string, number>()
  for (const each of syllables) times.set(each, (times.get(each) ?? 0) + 1)
  return [...times].flatMap(([syllable, n]) => (n >= severalPhrases ? [syllable] : []))
}
const severalPhrases = 6

const pairsOf = ({ all }: Phrases<unknown>): string[] =>
  all.flatMap(({ syllables }) => pairs(syllables.map(({ folded }) => folded)))

function rowsOf(file: string, text: string, columns: number): string[][] {
  return text.split('\n').flatMap((line, i) => {
    if (!line.trim() || line.startsWith('#')) return []
    const cells = line.split('\t').map((part) => part.trim())
    if (cells.length < columns)
      throw new BadInput(`${file}:${i + 1}: cần ${columns} cột, cách nhau bằng phím Tab`)
    return [cells]
  })
}

function shortOf(rows: string[][]): Lexicon['short'] {
  const short: Lexicon['short'] = new Map()
  for (const [typed = '', full = '', sure = '1'] of rows) {
    const key = normalise(typed)
    const readings = full
      .split('|')
      .map((reading) => ({ reading: words(reading), sure: sure === '1' }))
    short.set(key, [...(short.get(key) ?? []), ...readings])
  }
  return short
}

const stopwordsOf = (rows: string[][]): Lexicon['stopwords'] => ({
  exact: new Set(rows.map(([word = '']) => normalise(word))),
  folded: new Map(rows.map(([word = '', safe]) => [fold(normalise(word)), safe === '1'])),
})

function namesOf(rows: string[][]): Lexicon['names'] {
  const names: Lexicon['names'] = new Map()
  for (const [codes = '', said = ''] of rows)
    for (const code of codes.split(' '))
      names.set(code, [...(names.get(code) ?? []), ...listOf(said)])
  return names
}

const listOf = (cell: string): string[] =>
  cell
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean)

const phrases = <T>(cell: string, means: T): Phrase<T>[] =>
  cell
    .split('|')
    .filter((part) => part.trim())
    .map((part) => phrase(part, means))

function phrase<T>(said: string, means: T): Phrase<T> {
  return { syllables: words(said).map((exact) => ({ exact, folded: fold(exact) })), means }
}

const longestFirst = <T>(list: Phrase<T>[]): Phrases<T> =>
  phrasesOf(
    list
      .filter((p) => p.syllables.length > 0)
      .sort((a, b) => b.syllables.length - a.syllables.length),
  )
