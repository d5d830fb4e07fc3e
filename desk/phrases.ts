import { replay } from '../knowledge/telex.ts'
import { fold, isMarked, normalise, runs } from '../knowledge/vietnamese.ts'

/**
 * A phrase as a clerk writes it, always with its marks:
 *   ổ gà              matches "ổ gà" and "o ga"
 *   =cháy             only with its marks ("chay" may mean chạy)
 *   đòi … triệu       up to five words may stand between
 *   đòi <số> triệu    any number
 */
export interface Phrase<Tag> {
  tag: Tag
  parts: Word[][]
  exact: boolean
}

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
  folded: string
  hasMarks: boolean
}

const longestGap = 5
const number = '<số>'

export function compilePhrase<Tag>(text: string, tag: Tag): Phrase<Tag> {
  const exact = text.startsWith('=')
  const parts = (exact ? text.slice(1) : text).split('…').map((part) =>
    part
      .trim()
      .split(/\s+/)
      .map((word) =>
        word === number ? { marked: number, folded: number, hasMarks: false } : wordOf(word),
      ),
  )
  return { tag, parts, exact }
}

/** Finds every phrase in a text. */
export function matcher<Tag>(phrases: Phrase<Tag>[]): (words: readonly Word[]) => Match<Tag>[] {
  const byFirst = new Map<string, Phrase<Tag>[]>()
  for (const phrase of phrases) {
    const first = phrase.parts[0]?.[0]?.folded ?? ''
    const known = byFirst.get(first)
    if (known) known.push(phrase)
    else byFirst.set(first, [phrase])
  }
  return (words) => {
    const strict = words.filter(({ hasMarks }) => hasMarks).length * 3 > words.length
    return words.flatMap((word, start) =>
      [...(byFirst.get(word.folded) ?? []), ...(byFirst.get(number) ?? [])].flatMap((phrase) => {
        const end = endOf(phrase, words, start, strict)
        if (!end) return []
        const solid = phrase.parts.length === 1
        return [{ tag: phrase.tag, start, end, solid, loose: !word.hasMarks && isFaint(phrase) }]
      }),
    )
  }
}

/** Only single syllables that live by their marks: without them "bão … kẹt" is "bao lâu có kết quả". */
const isFaint = ({ parts }: Phrase<unknown>): boolean =>
  parts.every(([word, more]) => word?.hasMarks && !more)

function endOf<Tag>(
  { parts, exact }: Phrase<Tag>,
  words: readonly Word[],
  start: number,
  strict: boolean,
): number | undefined {
  // In a text that has marks, one bare syllable is taken at its word: "cong" there is no "cống".
  const literal = exact || (strict && parts.length === 1 && parts[0]?.length === 1)
  let at = start
  for (const [i, part] of parts.entries()) {
    const last = i === 0 ? at : Math.min(at + longestGap, words.length - part.length)
    while (at <= last && !part.every((word, j) => fits(word, words[at + j], literal))) at++
    if (at > last) return undefined
    at += part.length
  }
  return at
}

function fits(word: Word, heard: Word | undefined, literal: boolean): boolean {
  if (!heard) return false
  if (word.marked === number) return /^\d/.test(heard.marked)
  if (heard.marked === word.marked) return true
  return !literal && !heard.hasMarks && heard.folded === word.folded
}

/**
 * The words of a text as typed: keys left over undone, chat spellings written out. `known` holds words
 * that no keyboard left over, however they look: "gas".
 */
export const readWords = (
  text: string,
  spellings: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): Word[] =>
  runs(normalise(text))
    .flat()
    .flatMap((word) =>
      (spellings.get(word) ?? (known.has(word) ? word : (replay(word) ?? word))).split(' '),
    )
    .map(wordOf)

function wordOf(word: string): Word {
  // Half of the country writes hỏi for ngã: one sign for both.
  const marked = normalise(word).normalize('NFD').replaceAll('\u0303', '\u0309').normalize('NFC')
  return { marked, folded: fold(marked), hasMarks: isMarked(marked) }
}
