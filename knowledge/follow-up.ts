import type { Question, Term } from './question.ts'
import type { Scored } from './score.ts'

/** What the procedure of the talk has before the others. */
const favour = 0.5

/** What was talked of before. */
interface Talk {
  question?: Question
  ranked: Scored[]
}

/** From this likeness on, a message names its own matter; two words must do so plainly. */
const standsAlone = (content: number): number => (content <= 2 ? 0.65 : 0.45)
/** A message that says something of itself leaves a talk whose procedure it fits so much worse than another. */
const leaving = { content: 4, ahead: 2, chance: 0.45 }
/** How much of the talk a message takes over that says little or something of itself. */
const carried = 0.6

/**
 * A message in a talk: "bao nhiêu tiền" keeps the procedure, "thế mở lại thì sao" bends it, and a new
 * matter leaves it. `kept` says that the procedure of the talk was kept as it is.
 */
export function followUp(
  question: Question,
  alone: Scored[],
  talk: Talk,
  rank: (question: Question) => Scored[],
): { ranked: Scored[]; kept: boolean } {
  const before = talk.ranked[0]
  if (!before) return { ranked: alone, kept: false }
  if (question.content === 0) return { ranked: talk.ranked, kept: true }
  const own = alone[0]
  if (own && (own.near.best >= standsAlone(question.content) || leaves(question, alone, before)))
    return { ranked: alone, kept: false }
  const joined = talk.question ? rank(join(question, talk.question)) : alone
  const favoured = joined
    .map((s) => (s.code === before.code ? { ...s, score: s.score + favour } : s))
    .sort((a, b) => b.score - a.score)
  return { ranked: favoured, kept: favoured[0]?.code === before.code }
}

function leaves({ content }: Question, alone: readonly Scored[], before: Scored): boolean {
  const [own] = alone
  if (!own || content < leaving.content || own.chance < leaving.chance) return false
  const still = alone.find(({ code }) => code === before.code)
  return !still || own.score - still.score > leaving.ahead
}

/** Both messages as one question, the older one fainter. */
function join(question: Question, earlier: Question): Question {
  const terms = new Map<string, Term>(question.terms)
  for (const [word, term] of earlier.terms)
    if (!terms.has(word)) terms.set(word, { ...term, weight: term.weight * carried })
  return {
    ...question,
    terms,
    words: [...earlier.words, ...question.words],
    variants: question.variants.size > 0 ? question.variants : earlier.variants,
    content: question.content + earlier.content,
  }
}
