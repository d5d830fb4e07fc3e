import { replay } from '../knowledge/telex.ts'
import { fold, normalise, runs } from '../knowledge/vietnamese.ts'

/**
 * A phrase as a clerk writes it, always with its marks:
 *   ổ gà              matches "ổ gà" and "o ga"
 *   =cháy             only with its marks ("chay" may mean chạy)
 *   đòi … triệu       up to five words of the same sentence may stand between
 *   đòi <số> triệu    any number
 *   <quan> … đòi      any word of the class "quan"
 *   không <hết>       at the end of a sentence
 */
export interface Phrase<Tag> {
  tag: Tag
  parts: Part[]
  exact: boolean
  /** Words without which it cannot be: most phrases fall by them at once. */
  needs: string[]
}

/** The ways to say one part of a phrase, by their first word without marks, the longest first. */
type Part = ReadonlyMap<string, readonly Word[][]>

export type Classes = Readonly<Record<string, readonly string[]>>

export interface Match<Tag> {
  tag: Tag
  start: number
  /** The word after the last. */
  end: number
  /** Nothing stands between its words. */
  solid: boolean
  /** Bare syllables taken for ones with marks: "o" for "ổ". They say little. */
  loose: boolean
}

export interface Word {
  marked: string
  /** With one sign for hỏi and ngã: half of the country writes the one for the other. */
  levelled: string
  folded: string
  hasMarks: boolean
  isNumber: boolean
}

const longestGap = 5
const number = '<số>'
const sentenceEnd = '<hết>'

export function compilePhrase<Tag>(text: string, tag: Tag, classes: Classes = {}): Phrase<Tag> {
  const exact = text.startsWith('=')
  const parts = (exact ? text.slice(1) : text)
    .split('…')
    .map((part) => partOf(waysToSay(part.trim().split(/\s+/), classes)))
  const needs = parts
    .slice(1)
    .flatMap((part) => (part.size === 1 ? [...part.keys()] : []))
    .filter((word) => word !== number)
  return { tag, parts, exact, needs }
}

/** Every class in turn by each of its words: ["<quan>", "đòi"] → ["cán bộ đòi", "công an đòi"]. */
function waysToSay(tokens: readonly string[], classes: Classes): string[][] {
  return tokens.reduce<string[][]>(
    (ways, token) => {
      const choices = classes[token.slice(1, -1)] ?? [token]
      return ways.flatMap((way) => choices.map((choice) => [...way, ...choice.split(' ')]))
    },
    [[]],
  )
}

function partOf(ways: readonly string[][]): Part {
  const part = new Map<string, Word[][]>()
  for (const way of [...ways].sort((a, b) => b.length - a.length)) {
    const words = way.map(wordOf)
    const first = words[0]?.folded ?? ''
    part.set(first, [...(part.get(first) ?? []), words])
  }
  return part
}

/** The folded words a phrase is made of. */
export const wordsOf = ({ parts }: Phrase<unknown>): string[] =>
  parts.flatMap((part) => [...part.values()].flat(2).map(({ folded }) => folded))

/** Finds every phrase in a text. */
export function matcher<Tag>(phrases: Phrase<Tag>[]): (words: readonly Word[]) => Match<Tag>[] {
  const byOpening = new Map<string, Set<Phrase<Tag>>>()
  for (const phrase of phrases)
    for (const [first, second] of [...(phrase.parts[0]?.values() ?? [])].flat()) {
      const opening = second ? `${first?.folded} ${second.folded}` : `${first?.folded}`
      const known = byOpening.get(opening) ?? new Set()
      byOpening.set(opening, known.add(phrase))
    }
  return (words) => {
    const strict = words.filter(({ hasMarks }) => hasMarks).length * 3 > words.length
    const heard = new Set(words.map(({ folded }) => folded))
    const matches: Match<Tag>[] = []
    for (const start of words.keys())
      for (const opening of openingsAt(words, start))
        for (const phrase of byOpening.get(opening) ?? []) {
          if (!phrase.needs.every((word) => heard.has(word))) continue
          const match = matchAt(phrase, words, start, strict)
          if (match) matches.push(match)
        }
    return matches
  }
}

/** By what a phrase may begin here: one word or two, a number also as "any number". */
function openingsAt(words: readonly Word[], start: number): string[] {
  const [firsts, seconds] = [words[start], words[start + 1]].map((word) =>
    word ? (word.isNumber ? [word.folded, number] : [word.folded]) : [],
  )
  return (firsts ?? []).flatMap((first) => [
    first,
    ...(seconds ?? []).map((second) => `${first} ${second}`),
  ])
}

function matchAt<Tag>(
  { tag, parts, exact }: Phrase<Tag>,
  words: readonly Word[],
  start: number,
  strict: boolean,
): Match<Tag> | undefined {
  const solid = parts.length === 1
  let at = start
  let syllables = true
  let bare = false
  for (const [i, part] of parts.entries()) {
    const last = i === 0 ? at : at + longestGap
    let way = wayAt(part, words, at, exact, strict && solid)
    while (!way && at < last && words[at] && words[at]?.marked !== sentenceEnd) {
      at += 1
      way = wayAt(part, words, at, exact, strict && solid)
    }
    if (!way) return undefined
    syllables &&= way.length === 1
    bare ||= way.some(({ hasMarks }, j) => hasMarks && !words[at + j]?.hasMarks)
    at += way.length
  }
  // Without their marks single syllables say little: "bão … kẹt" is "bao lâu có kết quả".
  return { tag, start, end: at, solid, loose: syllables && bare }
}

/** How the words at a place say this part, if they do. */
function wayAt(
  part: Part,
  words: readonly Word[],
  at: number,
  exact: boolean,
  strict: boolean,
): readonly Word[] | undefined {
  const word = words[at]
  if (!word) return undefined
  const fitting = (ways: readonly Word[][] | undefined) =>
    ways?.find((way) => {
      // In a text that has marks, one bare syllable is taken at its word: "cong" there is no "cống".
      const literal = exact || (strict && way.length === 1)
      return way.every((said, j) => fits(said, words[at + j], literal, way.length > 1))
    })
  return fitting(part.get(word.folded)) ?? (word.isNumber ? fitting(part.get(number)) : undefined)
}

function fits(word: Word, heard: Word | undefined, literal: boolean, inCompany: boolean): boolean {
  if (!heard) return false
  if (word.marked === number) return heard.isNumber
  if (heard.marked === word.marked) return true
  // Alone "bảo" is never "bão".
  if (inCompany && heard.levelled === word.levelled) return true
  return !literal && !heard.hasMarks && heard.folded === word.folded
}

/**
 * The words of a text as typed, each sentence closed: names of places left out, keys left over undone,
 * chat spellings written out. `known` holds words that no keyboard left over, however they look: "gas".
 */
export function readWords(
  text: string,
  spellings: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): Word[] {
  return normalise(withoutNames(text.normalize('NFC')))
    .split(/[.!?…;\n]+(?=\s|$)/u)
    .flatMap((sentence) => {
      const words = runs(sentence)
        .flat()
        .flatMap((word) =>
          (spellings.get(word) ?? (known.has(word) ? word : (replay(word) ?? word))).split(' '),
        )
        .map(wordOf)
      return words.length > 0 ? [...words, closing] : []
    })
}

/** "xã Nam Đàn" says nothing of "nạn dân": the capitals after such a word are a name. */
const withoutNames = (text: string): string => text.replace(named, 'x')

const named =
  /(?<=(?<!\p{L})(?:[xX][ãa]|[pP]h(?:ường|uong)|[tT]h[iị] (?:trấn|xã|tran|xa)|[hH]uy[eệ]n|[qQ]u[aậ]n|[tT][iỉ]nh|[tT]h[aà]nh ph[oố]|TP|[đĐ]ường|[pP]hố|[tT]hôn|[ấẤ]p|[bB]ản|[lL]àng|[xX]óm|[bB]uôn|[sS]ông|[kK]ênh|[cC]hợ|[đĐ]èo|[hH]ồ|[nN]gõ|[hH]ẻm)\.?\s)\p{Lu}\p{Ll}*(?:,?\s\p{Lu}\p{Ll}+)*(?!\p{L})/gu

/** Read once: the language has some 7,000 syllables, and every message is made of them. */
const known = new Map<string, Word>()
const mostKnown = 10_000

function wordOf(word: string): Word {
  const before = known.get(word)
  if (before) return before
  const read = readWord(word)
  if (word.length <= 8 && known.size < mostKnown) known.set(word, read)
  return read
}

function readWord(word: string): Word {
  // "<số>" and "<hết>" are signs, not words: neither folds nor misses its marks.
  if (word.startsWith('<'))
    return { marked: word, levelled: word, folded: word, hasMarks: false, isNumber: false }
  const marked = normalise(word)
  const levelled = marked.normalize('NFD').replaceAll('\u0303', '\u0309').normalize('NFC')
  const folded = fold(marked)
  return { marked, levelled, folded, hasMarks: folded !== marked, isNumber: /^\d/.test(marked) }
}

const closing = wordOf(sentenceEnd)
