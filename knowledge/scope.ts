import type { Lexicon } from './lexicon.ts'
import { findAll, type Word } from './phrases.ts'
import type { Question } from './question.ts'

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
    ({ at, length, means }) => length > 1 || courtesies.has(means) || words[at]?.marked,
  )
  if (found.some(({ means }) => means === 'emergency')) return 'emergency'
  const replies = found.filter(({ means }) => courtesies.has(means))
  if (words.length > 0 && lengthOf(replies) === words.length) return 'courtesy'
  if (isPlace(words, content)) return 'courtesy'
  const courteous = replies.filter(({ means }) => means !== 'reply')
  const covered = lengthOf(courteous)
  if (covered > 0 && words.length - covered <= courtesyWords && content - covered <= 0)
    return 'courtesy'
  const beyond = found.filter(
    (f) => !replies.includes(f) && (firm.has(f.means) || nearness < plainlyOurs),
  )
  return beyond.length > 0 ? 'beyond' : 'within'
}
