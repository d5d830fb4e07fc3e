import { z } from 'zod'
import { Procedure } from './procedure.ts'

const Id = z.string().regex(/^[a-z0-9-]+$/)
const Code = Procedure.shape.code

/** One answer a citizen may give, and the question or result it leads to. */
const Pick = z.strictObject({
  label: z.string(),
  /** What citizens type instead of pressing: "quá hạn", "người hàn". */
  said: z.array(z.string()).default([]),
  /** A number typed as the answer (an age): from … up to, but not including, `below`. */
  from: z.number().optional(),
  below: z.number().optional(),
  /** Taken for "không biết". */
  unsure: z.literal(true).optional(),
  to: Id,
})

const Question = z.strictObject({
  ask: z.string(),
  /** For "vì sao hỏi": one line. */
  why: z.string().optional(),
  choices: z.array(Pick).min(2).max(5),
})

/** Which procedure, and which of its papers are for this citizen. */
const Result = z.strictObject({
  procedure: Code,
  /** What matters in this case, in one or two sentences. */
  says: z.string().optional(),
  /** Cases of the procedure whose papers come on top of the ordinary ones. */
  cases: z.array(z.string()).default([]),
  /** False: only the papers of `cases`, without the ordinary ones. */
  ordinary: z.boolean().default(true),
  /** Papers of the ordinary case that this citizen does not need. */
  without: z.array(z.string()).default([]),
  /** The `caseName` of the ways to apply whose time and fee hold here; absent: the ordinary ones. */
  way: z.string().optional(),
  /** False: by the conditions we know, this citizen is not entitled yet. */
  fits: z.boolean().default(true),
  /** Further procedures that belong to the matter. */
  also: z.array(Code).default([]),
})

/** A tree (bộ câu hỏi): a few short questions that lead to a procedure and the papers for one's own case. */
export const Tree = z.strictObject({
  id: Id,
  /** What it is about, as a citizen says it: "Khai sinh cho con". */
  title: z.string(),
  /** Procedures whose answers offer it. */
  about: z.array(Code).nonempty(),
  /** The first one is asked first. */
  questions: z.record(Id, Question),
  results: z.record(Id, Result),
  reviewBy: z.iso.date().optional(),
})
export type Tree = z.infer<typeof Tree>
export type TreeQuestion = z.infer<typeof Question>
export type TreeResult = z.infer<typeof Result>

export const mostQuestions = 5

/** Where some answers lead: the next question, a result, or nowhere, when the content changed meanwhile. */
export type Stand =
  | { at: 'question'; id: string; question: TreeQuestion }
  | { at: 'result'; id: string; result: TreeResult }
  | { at: 'nowhere' }

/** An answer as it is kept: which question, and which of its choices. */
export const pickOf = (question: string, choice: number): string => `${question}.${choice}`

/** Follows the answers from the first question on; the first that does not fit ends the way. */
export function stand({ questions, results }: Tree, picks: readonly string[]): Stand {
  let at = Object.keys(questions)[0] ?? ''
  for (const pick of picks) {
    const [id = '', choice = ''] = pick.split('.')
    const next = id === at ? questions[id]?.choices[Number(choice)]?.to : undefined
    if (next === undefined) break
    at = next
  }
  const question = questions[at]
  if (question) return { at: 'question', id: at, question }
  const result = results[at]
  return result ? { at: 'result', id: at, result } : { at: 'nowhere' }
}

/** Every way through a tree, as the picks that go it; a circle is cut at its first return. */
export function waysThrough({ questions }: Tree): { picks: string[]; to: string }[] {
  const walk = (at: string, picks: string[], seen: string[]): { picks: string[]; to: string }[] => {
    const question = questions[at]
    if (!question || seen.includes(at)) return [{ picks, to: at }]
    return question.choices.flatMap(({ to }, i) =>
      walk(to, [...picks, pickOf(at, i)], [...seen, at]),
    )
  }
  return walk(Object.keys(questions)[0] ?? '', [], [])
}

/** A procedure narrowed to one result: its papers, times and fees are those of this case only. */
export function narrowed(procedure: Procedure, result: TreeResult): Procedure {
  const { cases, channels } = procedure
  const ordinary = cases.find(({ name }) => !name)?.papers ?? []
  const papers = [
    ...(result.ordinary ? ordinary.filter(({ name }) => !result.without.includes(name)) : []),
    ...cases.flatMap(({ name, papers }) => (name && result.cases.includes(name) ? papers : [])),
  ]
  const ways = channels.filter(({ caseName }) => caseName === result.way)
  return {
    ...procedure,
    cases: [{ papers }],
    // Rows that are all cases, and none of them named: then each may be this one's.
    channels: ways.length > 0 ? ways : channels,
  }
}
