import type { Lexicon } from './lexicon.ts'
import { findAll } from './phrases.ts'
import type { Question } from './question.ts'

export type Scope =
  /** Danger to life now: numbers to call, nothing else. */
  | 'emergency'
  /** Plainly another matter: football, loans, medicine, orders to the machine. */
  | 'beyond'
  /** A greeting or a thank-you and nothing more. */
  | 'courtesy'
  | 'within'

/** How much of a message may stand around a greeting that is the whole message. */
const courtesyWords = 3

/** These stay refused however much the rest of the message sounds like a procedure. */
const firm = new Set([
  'injection',
  'illegal',
  'abolished',
  'absurd',
  'abuse',
  'privacy',
  'elsewhere',
  'finance',
  'legal',
  'politics',
  'smalltalk',
])
/** From this likeness to a procedure's name on, a word of another matter is a side remark. */
const plainlyOurs = 0.3

/** Whose business a message is: its words, and how like it is to anything we hold. */
export function scopeOf(
  { words, content, code }: Question,
  nearness: number,
  lexicon: Lexicon,
): Scope {
  if (code) return 'within'
  const found = findAll(words, lexicon.beyond).filter(
    // One syllable without marks means too many things to send somebody away for it.
    ({ at, length, means }) =>
      length > 1 || means === 'greeting' || means === 'ack' || words[at]?.marked,
  )
  if (found.some(({ means }) => means === 'emergency')) return 'emergency'
  const courteous = found.filter(({ means }) => means === 'greeting' || means === 'ack')
  const covered = courteous.reduce((sum, { length }) => sum + length, 0)
  if (covered > 0 && words.length - covered <= courtesyWords && content - covered <= 0)
    return 'courtesy'
  const beyond = found.filter(
    (f) => !courteous.includes(f) && (firm.has(f.means) || nearness < plainlyOurs),
  )
  return beyond.length > 0 ? 'beyond' : 'within'
}
