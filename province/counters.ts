import type { Procedure } from '../knowledge/procedure.ts'
import { plain } from '../knowledge/vietnamese.ts'
import type { CounterRule } from './offices.ts'

type Where = Pick<Procedure, 'place' | 'agency' | 'level'>

/** Finds the rule of offices.yaml that says where a procedure is handed in; its own place speaks before its agency. */
export function counterFinder(
  rules: readonly CounterRule[],
): (procedure: Where) => CounterRule | undefined {
  const named = rules.flatMap((rule) =>
    (rule.words ?? []).map((word) => ({ rule, word: ` ${plain(word)} ` })),
  )
  const general = rules.filter(({ words }) => !words)
  return ({ place, agency, level }) => {
    for (const text of [place, agency]) {
      const spoken = text && ` ${plain(text)} `
      const found = spoken && named.find(({ word }) => spoken.includes(word))
      if (found) return found.rule
    }
    return general.find((rule) => !rule.level || level.includes(rule.level))
  }
}
