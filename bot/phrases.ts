import { fold, words } from '../knowledge/vietnamese.ts'

/** A written phrase as its words; `marked`: it is only meant where its marks were typed. */
export interface Phrase<Meaning> {
  words: string[]
  /** The same words without their marks. */
  folded: string[]
  marked: boolean
  meaning: Meaning
}

/** Reads "dạ, đồng ý, bỏ!" into phrases, the longest first, so that "không sao" counts before "không". */
export function phrasesOf<Meaning>(lists: readonly (readonly [string, Meaning])[]) {
  return lists
    .flatMap(([list, meaning]) =>
      list.split(',').map((entry): Phrase<Meaning> => {
        const said = words(entry.replace('!', '')).map(short)
        return { words: said, folded: said.map(fold), marked: entry.includes('!'), meaning }
      }),
    )
    .filter((phrase) => phrase.words.length > 0)
    .sort((a, b) => b.words.length - a.words.length)
}

/**
 * The meanings of the phrases that a message is made of, in their order; undefined as soon as a word
 * belongs to none. A word without marks may be any that it can stand for: "da" is "dạ", "đá" is not.
 */
export function readWhole<Meaning>(
  text: string,
  phrases: readonly Phrase<Meaning>[],
  mostWords: number,
): Meaning[] | undefined {
  const said = words(text).map((word) => inFull.get(word) ?? short(word))
  if (said.length > mostWords) return undefined
  const meanings: Meaning[] = []
  for (let at = 0; at < said.length; ) {
    const found = phrases.find((phrase) => stands(phrase, said, at))
    if (!found) return undefined
    meanings.push(found.meaning)
    at += found.words.length
  }
  return meanings
}

const stands = <M>({ words, folded, marked }: Phrase<M>, said: readonly string[], at: number) =>
  words.every((word, i) => {
    const typed = said[at + i]
    return typed === word || (!marked && typed === folded[i])
  })

/** "okkkk", "ừmmm", "vângggg": a held key says the same word. A row of one consonant is laughter. */
const short = (word: string) =>
  /^([bcdghklmnpqrstvx])\1+$/.test(word) ? word : word.replace(/(\p{L})\1+$/u, '$1')

/** What phones shorten in front of another word. */
const inFull = new Map([
  ['ko', 'không'],
  ['k', 'không'],
  ['kh', 'không'],
  ['hok', 'không'],
  ['hem', 'không'],
  ['hông', 'không'],
  ['hong', 'không'],
  ['hổng', 'không'],
])
