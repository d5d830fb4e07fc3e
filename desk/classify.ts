import type { Lexicon, signalNames, Weighted } from './lexicon.ts'
import { compilePhrase, type Match, matcher, type Phrase, readWords, wordsOf } from './phrases.ts'
import type { Classified, Field, Kind } from './ticket.ts'

type Signal = (typeof signalNames)[number] | `call:${string}`

/** What a phrase speaks for; a mask speaks for nothing and silences what lies inside it. */
interface Tag {
  for: Field | Signal | 'mask' | 'near' | 'about'
  layer: 'field' | 'signal' | 'mask' | 'near' | 'about'
  weight: number
}

type Scores = Map<string, number>

interface Scored {
  field: Field
  score: number
}

/** How strongly each must be heard. Misrouting a denunciation is the worst error, missing an emergency the next. */
const enough = {
  emergency: 4,
  hazard: 4,
  offence: 5,
  appeal: 3,
  decision: 3,
  propose: 4,
  ask: 4,
  praise: 4,
  chatter: 4,
  trouble: 2,
}

/** A bare wish is short, "xin giấy độc thân"; a long text that names a paper tells a story. */
const longestWish = 14

/** Reads what a submission is: by its content, not by the word its writer used for it. */
export function classifier(lexicon: Lexicon): (text: string) => Classified {
  const phrases = phrasesOf(lexicon)
  const find = matcher(phrases)
  const known = new Set(phrases.flatMap(wordsOf))
  const spellings = new Map(
    Object.entries(lexicon.spellings).flatMap(([word, typed]) =>
      typed.map((form) => [form.normalize('NFC'), word] as const),
    ),
  )
  return (text) => {
    const words = readWords(text, spellings, known)
    const { field: byField, signal } = scoresOf(find(words))
    const heard = (name: Signal) => signal.get(name) ?? 0
    const ranked = [...byField]
      .filter(([, score]) => score > 0)
      .sort((a, b) => b[1] - a[1])
      // as: the keys of this layer are fields.
      .map(([field, score]) => ({ field: field as Field, score }))
    const calls = hotlinesOf(signal)
    const kind = kindOf(heard, ranked, calls.score, text, words.length)
    const urgent = kind === 'emergency' || (kind !== 'question' && heard('hazard') >= enough.hazard)
    const inDanger = ranked.filter(({ field }) => dangerous.has(field))
    const best =
      kind === 'emergency' ? inDanger[0] : kind === 'question' ? askedOf(ranked) : ranked[0]
    const field = kind === 'other' ? 'OTHER' : fieldOf(kind, best, calls.numbers[0])
    return {
      kind,
      field,
      urgency: urgent ? 'urgent' : 'normal',
      confidence: confidenceOf(ranked.map(({ score }) => score)),
      alternatives: ranked
        .map(({ field }) => field)
        .filter((other) => other !== field)
        .slice(0, 3),
      ...(kind === 'emergency' && { hotlines: calls.numbers }),
    }
  }
}

function kindOf(
  heard: (name: Signal) => number,
  ranked: Scored[],
  emergency: number,
  text: string,
  length: number,
): Kind {
  const matter = ranked[0]?.score ?? 0
  if (emergency - heard('calm') >= enough.emergency) return 'emergency'

  const accuses = heard('accuse') > 0
  const offence = heard('offence')
  const appeals = heard('appeal') >= enough.appeal && heard('decision') >= enough.decision
  // Who fights a decision tells of wrongs too; the decision is what must be answered.
  if (appeals && !accuses && offence < 2 * enough.offence) return 'complaint'
  if (offence >= enough.offence || (accuses && offence > 0)) return 'denunciation'
  // "Tôi tố cáo ổ gà": the word alone, about a thing that is no crime.
  if (accuses && (matter < 2 || (ranked[0] && criminal.has(ranked[0].field)))) return 'denunciation'
  if (appeals || (heard('appeal') >= enough.appeal && matter < 3)) return 'complaint'

  const chatter = heard('chatter')
  if (chatter >= 2 * enough.chatter) return 'other'
  const trouble = heard('trouble')
  if (heard('praise') >= enough.praise && heard('praise') > trouble && heard('propose') < 4)
    return 'praise'
  const ask = heard('ask') + (text.includes('?') ? 2 : 0)
  const propose = heard('propose')
  if (ask >= enough.ask && ask >= propose) return 'question'
  if (propose >= enough.propose) return 'proposal'
  if (heard('wish') > 0 && trouble < enough.trouble && length <= longestWish) return 'question'
  if (chatter >= enough.chatter && matter < 4) return 'other'
  if (matter === 0 && trouble === 0 && length < 4) return 'other'
  return 'report'
}

/** In danger people name what hurts, not the field: then the number to call tells it. */
function fieldOf(kind: Kind, best: Scored | undefined, call: string | undefined): Field {
  const called = call && fieldOfCall[call]
  if (kind === 'emergency' && called && (best?.score ?? 0) < 4) return called
  return best?.field ?? 'OTHER'
}

/** Who asks for the papers of a marriage asks about marriages, not about papers. */
const askedOf = (ranked: Scored[]): Scored | undefined =>
  ranked[0]?.field === 'TTHC' && (ranked[1]?.score ?? 0) >= 4 ? ranked[1] : ranked[0]

const fieldOfCall: Record<string, Field> = {
  '111': 'CHILD',
  '112': 'DISASTER',
  '113': 'SECURITY',
  '114': 'FIRE',
  '115': 'HEALTH',
}

/** Where the word "tố cáo" is taken at its word though no offence is named. */
const criminal: ReadonlySet<Field> = new Set<Field>(['SECURITY', 'SCAM', 'CHILD'])

/** Where a danger to life belongs: no pond and no noise is at stake then. */
const dangerous: ReadonlySet<Field> = new Set<Field>([
  'FIRE',
  'DISASTER',
  'SECURITY',
  'CHILD',
  'HEALTH',
  'TRAFFIC',
  'POWER',
  'BUILD',
  'FOOD',
])

function hotlinesOf(signal: Scores): { score: number; numbers: string[] } {
  const calls = [...signal].filter(([name, score]) => name.startsWith('call:') && score > 0)
  const score = calls.reduce((sum, [, score]) => sum + score, 0)
  const numbers = calls
    .filter(([name]) => name !== 'call:any')
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name.slice('call:'.length))
  return { score, numbers: numbers.length > 0 ? numbers : ['113', '114', '115', '112'] }
}

/** Each phrase counts once; the longest phrase has its words for itself. */
function scoresOf(matches: Match<Tag>[]): { field: Scores; signal: Scores } {
  const scores = { field: new Map<string, number>(), signal: new Map<string, number>() }
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
    const layer = scores[tag.layer]
    layer.set(tag.for, (layer.get(tag.for) ?? 0) + tag.weight * share)
  }
  return scores
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

/** The share of the first field among the first two, tempered by how much was heard at all. */
function confidenceOf([first = 0, second = 0]: number[]): number {
  if (first === 0) return 0
  const share = first / (first + second)
  return Math.round(share * (first / (first + 2)) * 100) / 100
}
