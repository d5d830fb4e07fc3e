import type { AskContext, Asked, Ranked } from './asked.ts'
import { followUp } from './follow-up.ts'
import type { Lexicon } from './lexicon.ts'
import { rarityIn } from './nearness.ts'
import type { Procedure } from './procedure.ts'
import { type Question, understand } from './question.ts'
import { search } from './rank.ts'
import { scopeOf } from './scope.ts'
import { type Scored, score, type Weights } from './score.ts'
import { buildTables, type Tables } from './tables.ts'
import { words } from './vietnamese.ts'

export interface Knowledge {
  /** Deterministic: same question, same context, same answer. */
  ask(question: string, context?: AskContext): Asked
  procedure(code: string): Procedure | undefined
}

interface Parts {
  procedures: readonly Procedure[]
  lexicon: Lexicon
  /** Made earlier from the same procedures and lexicon. */
  tables?: Tables
  weights?: Weights
}

/** How many candidates of the index get the second look, and how many are told. */
const looked = 60
const told = 10

/** Below this score, or likeness to any name, nothing was understood. */
const least = { score: 0.22, nearness: 0.17 }
/** Another procedure this near the best one (its share of the score) makes us ask back … */
const asClose = 0.85
/** … when the question says hardly more than these names have in common. */
const vagueWords = 3

export function buildKnowledge({
  procedures,
  lexicon,
  tables = buildTables(procedures, lexicon),
  weights,
}: Parts): Knowledge {
  const byCode = new Map(procedures.map((procedure) => [procedure.code, procedure]))
  const { index, names } = tables
  const rarity = rarityIn(names)
  const read = (text: string): Question =>
    understand(text, lexicon, (folded) => names.folded.has(folded))
  const rank = (question: Question): Scored[] =>
    score(search(index, question, looked, rarity), question, tables, lexicon, weights)

  function ask(text: string, context: AskContext = {}): Asked {
    const question = read(text)
    const named = question.code && byCode.get(question.code)
    if (named)
      return answerTo(question, [{ code: named.code, score: 1, nearness: 1, unasked: 0 }], byCode)
    const alone = rank(question)
    const scope = scopeOf(question, alone[0]?.nearness ?? 0, lexicon)
    const { ranked, kept } = followUp(question, alone, talkOf(context), rank)
    const results = toldOf(ranked, byCode)
    const part = question.part && { part: question.part }
    if (scope === 'emergency') return { outcome: 'emergency', results, ...part }
    if (scope !== 'within') return { outcome: 'decline', results, ...part }
    return {
      outcome: kept ? 'answer' : outcomeOf(question, ranked),
      results,
      ...part,
      ...(kept && { followUp: true }),
    }
  }

  function outcomeOf(question: Question, ranked: Scored[]): Asked['outcome'] {
    const [first] = ranked
    if (!first || question.content === 0) return 'decline'
    if (first.score < least.score || first.nearness < least.nearness) return 'decline'
    // The same procedure at two levels is no choice: the nearer level is answered.
    // Nor is a special form that nobody spoke of.
    const other = ranked.find(
      ({ code, unasked }) => unasked <= first.unasked && baseTitle(code) !== baseTitle(first.code),
    )
    const close = other !== undefined && other.score > first.score * asClose
    return close && question.content <= vagueWords ? 'clarify' : 'answer'
  }

  const baseTitle = (code: string): string =>
    words(byCode.get(code)?.title.replace(/\(.*$/, '') ?? code).join(' ')

  /** What was talked of before this message, found again from the citizen's own words. */
  function talkOf({ earlier = [], procedure }: AskContext): {
    question?: Question
    ranked: Scored[]
  } {
    if (procedure && byCode.has(procedure))
      return {
        ranked: [{ code: procedure, score: 1.5, nearness: 1, unasked: 0 }],
        ...questionsOf(earlier),
      }
    const [last, ...before] = earlier.toReversed()
    if (!last) return { ranked: [] }
    const question = read(last)
    const { ranked } = followUp(
      question,
      rank(question),
      talkOf({ earlier: before.toReversed() }),
      rank,
    )
    return { question, ranked }
  }

  const questionsOf = (earlier: string[]): { question?: Question } => {
    const last = earlier.at(-1)
    return last ? { question: read(last) } : {}
  }

  return { ask, procedure: (code) => byCode.get(code) }
}

function answerTo(question: Question, ranked: Scored[], byCode: Map<string, Procedure>): Asked {
  return {
    outcome: 'answer',
    results: toldOf(ranked, byCode),
    ...(question.part && { part: question.part }),
  }
}

const toldOf = (ranked: Scored[], byCode: Map<string, Procedure>): Ranked[] =>
  ranked.slice(0, told).map(({ code, score }) => ({
    id: code,
    title: byCode.get(code)?.title ?? code,
    score: Math.round(score * 1_000) / 1_000,
  }))
