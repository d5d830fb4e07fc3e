import { followUp } from './follow-up.ts'
import type { Lexicon } from './lexicon.ts'
import type { Procedure } from './procedure.ts'
import { type Question, understand } from './question.ts'
import { buildIndex, type Index } from './rank.ts'
import { scopeOf } from './scope.ts'
import { buildScorer, type Scorer, type Weights } from './score.ts'

export type Part =
  | 'fee'
  | 'time'
  | 'documents'
  | 'place'
  | 'online'
  | 'steps'
  | 'conditions'
  | 'result'
  | 'law'
  | 'form'
  | 'hours'

export interface AskContext {
  /** The citizen's earlier messages, oldest first. */
  earlier?: string[]
  /** The procedure the talk is about. */
  procedure?: string
}

export interface Ranked {
  id: string
  title: string
  score: number
}

/** What the knowledge base makes of a question. `results` is the ranking whatever the outcome, each code once, best first. */
export interface Asked {
  outcome: 'answer' | 'clarify' | 'decline' | 'emergency'
  results: Ranked[]
  part?: Part
  /** The question was a follow-up and kept the procedure of the context. */
  followUp?: boolean
}

export interface Knowledge {
  /** Deterministic: same question, same context, same answer. */
  ask(question: string, context?: AskContext): Asked
  procedure(code: string): Procedure | undefined
  /** The index in the form that buildKnowledge takes back as `stored`. */
  stored(): ReturnType<Index['stored']>
}

interface Parts {
  procedures: readonly Procedure[]
  lexicon: Lexicon
  /** An index made earlier from the same procedures and lexicon. */
  index?: Index
  weights?: Weights
}

/** How many candidates of the index get the second look, and how many are told. */
const looked = 60
const told = 10

/** The least likeness to any name, and to the question, below which nothing was understood. */
export const limits = { score: 0.75, nearness: 0.16, margin: 0.05, vague: 0.4 }

export function buildKnowledge({ procedures, lexicon, index: given, weights }: Parts): Knowledge {
  const byCode = new Map(procedures.map((procedure) => [procedure.code, procedure]))
  const index = given ?? buildIndex(procedures, lexicon.names)
  const scorer = buildScorer(procedures, lexicon, weights)
  const read = (text: string): Question => understand(text, lexicon, scorer.isKnown)
  const rank = (question: Question): Scored[] => rankWith(index, scorer, question)

  function ask(text: string, context: AskContext = {}): Asked {
    const question = read(text)
    const named = question.code && byCode.get(question.code)
    if (named) return answerTo(question, [{ code: named.code, score: 1, nearness: 1 }], byCode)
    const alone = rank(question)
    const scope = scopeOf(question, alone[0]?.nearness ?? 0, lexicon)
    const { ranked, kept } = followUp(question, alone, talkOf(context), rank)
    const results = toldOf(ranked, byCode)
    const part = question.part && { part: question.part }
    if (scope === 'emergency') return { outcome: 'emergency', results, ...part }
    if (scope !== 'within' && !kept) return { outcome: 'decline', results, ...part }
    return {
      outcome: outcomeOf(question, ranked, kept),
      results,
      ...part,
      ...(kept && { followUp: true }),
    }
  }

  /** What was talked of before this message, found again from the citizen's own words. */
  function talkOf({ earlier = [], procedure }: AskContext): {
    question?: Question
    ranked: Scored[]
  } {
    if (procedure && byCode.has(procedure))
      return { ranked: [{ code: procedure, score: 1.5, nearness: 1 }], ...questionsOf(earlier) }
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

  return { ask, procedure: (code) => byCode.get(code), stored: () => index.stored() }
}

export interface Scored {
  code: string
  score: number
  /** Likeness to the nearest name of the procedure, 0…1. */
  nearness: number
}

function rankWith(index: Index, scorer: Scorer, question: Question): Scored[] {
  const found = index.search(question, looked)
  const best = found[0]?.score ?? 1
  return found
    .map(({ code, score }) => ({ code, ...scorer.score(code, score / best, question) }))
    .sort((a, b) => b.score - a.score || a.code.localeCompare(b.code))
}

function outcomeOf(question: Question, ranked: Scored[], kept: boolean): Asked['outcome'] {
  const [first, second] = ranked
  if (!first) return 'decline'
  if (kept) return 'answer'
  if (question.content === 0) return 'decline'
  if (first.score < limits.score || first.nearness < limits.nearness) return 'decline'
  const close = second && first.score - second.score < limits.margin * first.score
  return close && first.nearness < limits.vague ? 'clarify' : 'answer'
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
