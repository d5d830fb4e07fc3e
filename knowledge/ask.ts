import type { AskContext, Asked, Ranked } from './asked.ts'
import { candidatesOf } from './features.ts'
import { followUp } from './follow-up.ts'
import type { Lexicon } from './lexicon.ts'
import { vocabularyOf } from './mend.ts'
import type { Procedure } from './procedure.ts'
import { type Question, understand } from './question.ts'
import { search } from './rank.ts'
import { scopeOf } from './scope.ts'
import { certain, type Scored, score, type Weights, withChance } from './score.ts'
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

/**
 * How sure the likeliest procedure must be: the less a message says, the more it may mean something
 * else. Who asks for a part of it has the ordinary case in mind.
 */
function sureEnough({ content, part }: Question): number {
  if (content > 4) return 0.35
  if (part) return 0.45
  return content === 4 ? 0.6 : 0.75
}

/** From this share on, what is typed with other marks is another word and no slip: lưu trữ is not lưu trú. */
const otherWord = 0.15

/** A matter without a record is meant when nothing that is held comes near it. */
const absentFrom = 0.6

export function buildKnowledge({
  procedures,
  lexicon,
  tables = buildTables(procedures, lexicon),
  weights,
}: Parts): Knowledge {
  const byCode = new Map(procedures.map((procedure) => [procedure.code, procedure]))
  const { index, names, leaning } = tables
  const vocabulary = vocabularyOf(names, lexicon)
  const read = (text: string): Question => understand(text, lexicon, vocabulary)
  const rank = (question: Question): Scored[] =>
    score(candidatesOf(search(index, question, looked), question, tables, lexicon), weights)

  function ask(text: string, context: AskContext = {}): Asked {
    const question = read(text)
    const part = question.part && { part: question.part }
    const named = question.code && byCode.get(question.code)
    if (named) return { outcome: 'answer', results: toldOf([certain(named.code)], byCode), ...part }
    const talk = talkOf(context)
    const found = rank(question)
    const known = { leaning, talk: talk.ranked.length > 0 }
    const scope = scopeOf(question, found, known, lexicon)
    const alone = held(found)
    const { ranked, kept } = followUp(question, alone, talk, (joined) => held(rank(joined)))
    const results = toldOf(ranked, byCode)
    if (scope === 'emergency') return { outcome: 'emergency', results, ...part }
    if (scope !== 'within') return { outcome: 'decline', results, ...part }
    if (kept) return { outcome: 'answer', results, ...part, followUp: true }
    const notHeld = ranked === alone && absentIn(found)
    if (notHeld) return { outcome: 'decline', results, ...part, notHeld }
    return { outcome: outcomeOf(question, ranked), results, ...part }
  }

  function outcomeOf(question: Question, ranked: Scored[]): Asked['outcome'] {
    const [first] = ranked
    if (!first || question.content === 0) return 'decline'
    // The same procedure at two levels is no choice: the nearer level is answered.
    const title = baseTitle(first.code)
    const chance = ranked.reduce(
      (sum, { code, chance }) => sum + (baseTitle(code) === title ? chance : 0),
      0,
    )
    const isSure = chance >= sureEnough(question) && first.near.against <= otherWord
    return isSure ? 'answer' : 'clarify'
  }

  const baseTitles = new Map<string, string>()
  function baseTitle(code: string): string {
    const known = baseTitles.get(code)
    if (known !== undefined) return known
    const title = words(byCode.get(code)?.title.replace(/\(.*$/, '') ?? code).join(' ')
    baseTitles.set(code, title)
    return title
  }

  /** What was talked of before this message, found again from the citizen's own words. */
  function talkOf({ earlier = [], procedure }: AskContext): {
    question?: Question
    ranked: Scored[]
  } {
    if (procedure && byCode.has(procedure))
      return {
        ranked: [certain(procedure)],
        ...questionsOf(earlier),
      }
    const [last, ...before] = earlier.toReversed()
    if (!last) return { ranked: [] }
    const question = read(last)
    const { ranked } = followUp(
      question,
      held(rank(question)),
      talkOf({ earlier: before.toReversed() }),
      (joined) => held(rank(joined)),
    )
    return { question, ranked }
  }

  const questionsOf = (earlier: string[]): { question?: Question } => {
    const last = earlier.at(-1)
    return last ? { question: read(last) } : {}
  }

  return { ask, procedure: (code) => byCode.get(code) }
}

/** Those that a record is held of. */
function held(found: Scored[]): Scored[] {
  const kept = found.filter(({ absent }) => absent === undefined)
  return kept.length === found.length ? found : withChance(kept)
}

function absentIn(found: Scored[]): string | undefined {
  const [first] = found
  return first?.absent && first.chance >= absentFrom ? first.absent : undefined
}

const toldOf = (ranked: Scored[], byCode: Map<string, Procedure>): Ranked[] =>
  ranked.slice(0, told).map(({ code, score }) => ({
    id: code,
    title: byCode.get(code)?.title ?? code,
    score: Math.round(score * 1_000) / 1_000,
  }))
