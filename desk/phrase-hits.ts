import type { Lexicon, signalNames, Weighted } from './lexicon.ts'
import { compilePhrase, type Match, matcher, type Phrase, type Word, wordsOf } from './phrases.ts'
import type { Field } from './ticket.ts'

export type Signal = (typeof signalNames)[number] | `call:${string}`

/** What a phrase speaks for; a mask speaks for nothing and silences what lies inside it. */
interface Tag {
  for: Field | Signal | 'mask' | 'near' | 'about'
  layer: 'field' | 'signal' | 'mask' | 'near' | 'about'
  weight: number
}

/** How strongly the phrases of content/classify.yaml speak for each field and each signal. */
export interface Hits {
  field: ReadonlyMap<string, number>
  signal: ReadonlyMap<string, number>
}

export interface PhraseBook {
  /** Folded words that stand in some phrase: no keyboard left them over, however they look. */
  known: ReadonlySet<string>
  hits(words: readonly Word[]): Hits
}

export function phraseBook(lexicon: Lexicon): PhraseBook {
  const phrases = phrasesOf(lexicon)
  const find = matcher(phrases)
  return {
    known: new Set(phrases.flatMap(wordsOf)),
    hits: (words) => hitsOf(find(words)),
  }
}

/** Each phrase counts once; the longest phrase has its words for itself. */
function hitsOf(matches: Match<Tag>[]): Hits {
  const hits = { field: new Map<string, number>(), signal: new Map<string, number>() }
  const after = (layer: Tag['layer']) =>
    new Set(matches.filter(({ tag }) => tag.layer === layer).map(({ end }) => end))
  const placed = after('near')
  const told = after('about')
  const strongest = new Map<Tag, number>()
  for (const match of matches) {
    if (matches.some((other) => covers(other, match))) continue
    const share = shareOf(match, placed, told)
    if (share > (strongest.get(match.tag) ?? 0)) strongest.set(match.tag, share)
  }
  for (const [tag, share] of strongest) {
    if (tag.layer !== 'field' && tag.layer !== 'signal') continue
    const layer = hits[tag.layer]
    layer.set(tag.for, (layer.get(tag.for) ?? 0) + tag.weight * share)
  }
  return hits
}

/** A bare syllable says little, and what follows "trước" is mostly a place; after "góp ý" it is the matter. */
function shareOf(
  { tag, start, solid, loose }: Match<Tag>,
  placed: ReadonlySet<number>,
  told: ReadonlySet<number>,
): number {
  if (loose) return 1 / 4
  if (tag.layer !== 'field' || !solid) return 1
  if (told.has(start)) return 3 / 2
  return placed.has(start) ? 1 / 2 : 1
}

/** Does the other match leave this one no words of its own? */
function covers(other: Match<Tag>, match: Match<Tag>): boolean {
  const { layer } = other.tag
  const longer = other.end - other.start - (match.end - match.start)
  if (!other.solid || other.start > match.start) return false
  // "chặt chém … khách": what begins amid a silenced word is not said.
  if (layer === 'mask' && !match.solid && other.start < match.start && match.start < other.end)
    return true
  if (other.end < match.end) return false
  // "phòng … cháy" is silenced by "phòng cháy" itself.
  if (layer === 'mask') return longer > 0 || (!match.solid && match.tag.layer !== 'mask')
  return (
    longer > 0 &&
    layer === match.tag.layer &&
    (layer === 'field' || other.tag.for === match.tag.for)
  )
}

function phrasesOf({ classes, masks, near, about, fields, signals }: Lexicon): Phrase<Tag>[] {
  const { emergency, ...others } = signals
  const weighted = (name: Tag['for'], layer: Tag['layer'], byWeight: Weighted) =>
    Object.entries(byWeight).flatMap(([weight, phrases = []]) =>
      phrases.map((phrase) =>
        compilePhrase(phrase, { for: name, layer, weight: Number(weight) }, classes),
      ),
    )
  return [
    ...masks.map((mask) =>
      compilePhrase<Tag>(mask, { for: 'mask', layer: 'mask', weight: 0 }, classes),
    ),
    ...near.map((word) => compilePhrase<Tag>(word, { for: 'near', layer: 'near', weight: 0 })),
    ...about.map((word) => compilePhrase<Tag>(word, { for: 'about', layer: 'about', weight: 0 })),
    // as: the schema has checked the keys.
    ...Object.entries(fields).flatMap(([field, words]) => weighted(field as Field, 'field', words)),
    ...Object.entries(emergency).flatMap(([call, words]) =>
      weighted(`call:${call}`, 'signal', words),
    ),
    ...Object.entries(others).flatMap(([name, words]) => weighted(name as Signal, 'signal', words)),
  ]
}
