import type { Lexicon } from './lexicon.ts'
import { type Hits, phraseBook } from './phrase-hits.ts'
import { readWords, type Word } from './phrases.ts'

/** What the learner sees of a text: names of traits, each with how much of it there is. */
export interface Features {
  traits: ReadonlyMap<string, number>
  hits: Hits
}

export type ReadFeatures = (text: string) => Features

/**
 * Words with and without their marks, neighbours, words one apart, how the text begins and ends, and
 * how strongly the phrases of content/classify.yaml speak. Whatever is new here makes old weights void.
 */
export function featureReader(lexicon: Lexicon): ReadFeatures {
  const book = phraseBook(lexicon)
  const spellings = new Map(
    Object.entries(lexicon.spellings).flatMap(([word, typed]) =>
      typed.map((form) => [form.normalize('NFC'), word] as const),
    ),
  )
  return (text) => {
    const words = readWords(text, spellings, book.known)
    const hits = book.hits(words)
    return { traits: traitsOf(text, words, hits), hits }
  }
}

function traitsOf(text: string, words: readonly Word[], hits: Hits): Map<string, number> {
  const said = new Set(wordTraits(words))
  // A long story must not drown what a short one says.
  const each = said.size === 0 ? 0 : 1 / Math.sqrt(Math.min(said.size, most))
  const traits = new Map<string, number>()
  for (const trait of said) traits.set(trait, each)
  for (const [field, score] of hits.field)
    if (score > 0) traits.set(`#${field}`, Math.min(score, 8) / 8)
  for (const [signal, score] of hits.signal)
    if (score > 0) traits.set(`#${signal}`, Math.min(score, 8) / 8)
  const calls = [...hits.signal].filter(([name]) => name.startsWith('call:'))
  const danger = calls.reduce((sum, [, score]) => sum + score, 0)
  if (danger > 0) traits.set('#danger', Math.min(danger, 8) / 8)
  if (text.includes('?')) traits.set('#?', 1 / 2)
  const length = words.length
  traits.set(length < 5 ? '#1' : length < 10 ? '#2' : length < 25 ? '#3' : '#4', 1 / 2)
  return traits
}

const most = 60

function wordTraits(words: readonly Word[]): string[] {
  const shown = words.map((word) => (word.isNumber ? '0' : word.folded))
  return words.flatMap((word, i) => {
    const here = shown[i] ?? ''
    if (here.startsWith('<')) return []
    const next = shown[i + 1] ?? '<hết>'
    const after = shown[i + 2]
    return [
      here,
      ...(word.hasMarks ? [word.levelled] : []),
      `${here} ${next}`,
      ...(i === 0 ? [`^ ${here}`, `^ ${here} ${next}`] : []),
      ...(after && !after.startsWith('<') ? [`${here} _ ${after}`] : []),
    ]
  })
}
