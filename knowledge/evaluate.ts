import type { AskContext, Asked } from './asked.ts'
import { type Rate, rateOf } from './rate.ts'

/** A question whose right answer is known. */
export interface Labelled {
  q: string
  context?: string[] | undefined
  /** Any of these is right. */
  procedure_ids: string[]
  expect: 'answer' | 'clarify' | 'decline' | 'emergency' | 'not_in_data'
  /** Classes it is counted in: "marked", "telex", "multi_turn" … */
  style?: string[] | undefined
}

export interface Evaluation {
  top1: Rate
  top3: Rate
  /** Questions outside the service that were turned away; emergencies count as turned away. */
  declined: Rate
  /** Questions that fit several procedures and were asked back. */
  clarified: Rate
  /** Real matters of which no record is held, that were not answered with another one. */
  admitted: Rate
  /** Questions with an answer that were turned away all the same. */
  wronglyDeclined: Rate
  /** Top-1 by class. */
  classes: Record<string, Rate>
}

/** Scores labelled questions by class; pure, so that a command and a test print the same figures. */
export function evaluate(
  questions: readonly Labelled[],
  ask: (question: string, context: AskContext) => Asked,
): Evaluation {
  const asked = questions.map((question) => ({
    question,
    answer: ask(question.q, { earlier: question.context ?? [] }),
  }))
  const answerable = asked.filter(({ question }) => question.expect === 'answer')
  const outside = asked.filter(({ question }) => ['decline', 'emergency'].includes(question.expect))
  const styles = [...new Set(answerable.flatMap(({ question }) => question.style ?? []))].sort()
  return {
    top1: rateOf(answerable, (one) => place(one) === 0),
    top3: rateOf(answerable, (one) => place(one) >= 0 && place(one) < 3),
    declined: rateOf(outside, turnedAway),
    clarified: rateOf(
      asked.filter(({ question }) => question.expect === 'clarify'),
      ({ answer }) => answer.outcome === 'clarify',
    ),
    admitted: rateOf(
      asked.filter(({ question }) => question.expect === 'not_in_data'),
      ({ answer }) => answer.outcome !== 'answer',
    ),
    wronglyDeclined: rateOf(answerable, turnedAway),
    classes: Object.fromEntries(
      styles.map((style) => [
        style,
        rateOf(
          answerable.filter(({ question }) => question.style?.includes(style)),
          (one) => place(one) === 0,
        ),
      ]),
    ),
  }
}

interface One {
  question: Labelled
  answer: Asked
}

const place = ({ question, answer }: One): number =>
  answer.results.findIndex(({ id }) => question.procedure_ids.includes(id))

const turnedAway = ({ answer }: One): boolean =>
  answer.outcome === 'decline' || answer.outcome === 'emergency'
