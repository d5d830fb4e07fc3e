import { type Leaning, leaningOf } from './leaning.ts'
import type { Lexicon } from './lexicon.ts'
import { type Found, findAll, type Word } from './phrases.ts'
import type { Question } from './question.ts'
import type { Scored } from './score.ts'

export type Scope =
  /** Danger to life now: numbers to call, nothing else. */
  | 'emergency'
  /** Plainly another matter: football, loans, medicine, orders to the machine. */
  | 'beyond'
  /** A greeting, a thank-you, a yes, a place, and nothing more. */
  | 'courtesy'
  | 'within'

/** How much of a message may stand around a greeting that is the whole message. */
const courtesyWords = 3

/** These stay refused however much the rest of the message sounds like a procedure. */
const firm = new Set(['injection', 'illegal', 'abolished', 'absurd', 'abuse', 'privacy'])
const courtesies = new Set(['greeting', 'ack', 'reply'])
const lengthOf = (found: readonly { length: number }[]): number =>
  found.reduce((sum, { length }) => sum + length, 0)

const placeWords =
  /^(?:(?:o|tai|em o|toi o) )?(?:xa|phuong|thi tran|huyen|quan|tinh|thanh pho|tp|thon|ap)((?: \S+){1,3})$/

/** "ở phường Nam Định" and nothing else: where, but not what. */
function isPlace(words: readonly Word[], content: number): boolean {
  const [, name] = placeWords.exec(words.map(({ folded }) => folded).join(' ')) ?? []
  return name !== undefined && content > name.trim().split(' ').length
}

interface Known {
  leaning: Leaning
  /** Something was talked of before: what is left out now was said then. */
  talk: boolean
}

/** Whose business a message is: its words, and how like it is to anything we hold. */
export function scopeOf(
  question: Question,
  ranked: readonly Scored[],
  known: Known,
  lexicon: Lexicon,
): Scope {
  const { words, content, code } = question
  if (code) return 'within'
  const found = phrasesIn(question, lexicon)
  const replies = found.filter(({ means }) => courtesies.has(means))
  if (words.length > 0 && lengthOf(replies) === words.length) return 'courtesy'
  if (isPlace(words, content)) return 'courtesy'
  const courteous = replies.filter(({ means }) => means !== 'reply')
  const covered = lengthOf(courteous)
  if (covered > 0 && words.length - covered <= courtesyWords && content - covered <= 0)
    return 'courtesy'
  const others = othersIn(question, lexicon)
  const doubt = doubtOf(question, ranked, known, lexicon)
  if (others.some(({ means }) => means === 'emergency') && doubt > least.emergency)
    return 'emergency'
  if (others.some(({ means }) => firm.has(means)) && doubt > least.firm) return 'beyond'
  // In a talk a message may say little of its matter, but not of another one.
  if (known.talk && others.length === 0)
    return content > 2 && doubt > least.talk ? 'beyond' : 'within'
  return doubt > least.any ? 'beyond' : 'within'
}

const phrasesIn = ({ words }: Question, lexicon: Lexicon): Found<string>[] =>
  findAll(words, lexicon.beyond).filter(
    // One syllable without marks means too many things to send somebody away for it.
    ({ at, length, means }) => length > 1 || courtesies.has(means) || words[at]?.marked,
  )

/** Phrases of matters that are none of ours; a courtesy says nothing of the matter. */
const othersIn = (question: Question, lexicon: Lexicon): Found<string>[] =>
  phrasesIn(question, lexicon).filter(({ means }) => !courtesies.has(means))

/** From this doubt on a message is not ours; a plain word for danger or mischief needs less. */
const least = { emergency: 0.5, firm: 0.15, any: 0.68, talk: 0.98 }

/** Fitted to labelled messages and to names and examples held out: `npm run tune`. */
const weights = {
  leaning: 1.21,
  gap: -1.28,
  own: -0.86,
  pairs: -0.38,
  chance: -1.16,
  content: -1.77,
  score: -1.03,
  phrase: 1.22,
  phrases: 0.94,
  said: -1.13,
}
const bias = 5.91

export type Doubts = typeof weights

/** What speaks for and against a message being ours. */
export function doubtsOf(
  question: Question,
  ranked: readonly Scored[],
  { leaning }: Omit<Known, 'talk'>,
  lexicon: Lexicon,
): Doubts {
  const { words, content } = question
  const [first] = ranked
  const others = othersIn(question, lexicon)
  return {
    leaning: leaningOf(words, leaning, lexicon),
    gap: ((first?.score ?? 0) - (ranked[5]?.score ?? 0)) / 10,
    own: first?.near.own ?? 0,
    pairs: first?.near.pairs ?? 0,
    chance: first?.chance ?? 0,
    content: Math.min(8, content) / 8,
    score: (first?.score ?? 0) / 10,
    phrase: others.length > 0 ? 1 : 0,
    phrases: Math.min(1, lengthOf(others) / Math.max(1, content)),
    said: first?.near.said ?? 0,
  }
}

function doubtOf(...about: Parameters<typeof doubtsOf>): number {
  const doubts = doubtsOf(...about)
  // as: both have the keys of `weights`.
  const names = Object.keys(weights) as (keyof Doubts)[]
  const sum = names.reduce((sum, name) => sum + weights[name] * doubts[name], bias)
  return 1 / (1 + Math.exp(-sum))
}
