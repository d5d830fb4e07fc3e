import type { Procedure } from '../knowledge/procedure.ts'
import { fold, words } from '../knowledge/vietnamese.ts'
import type { CounterRule } from './offices.ts'

/** The rule of offices.yaml that says where a procedure is handed in; its own place speaks before its agency. */
export function counterFor(
  rules: readonly CounterRule[],
  { place, agency, level }: Pick<Procedure, 'place' | 'agency' | 'level'>,
): CounterRule | undefined {
  for (const text of [place, agency]) {
    const named = text && rules.find((rule) => rule.words?.some((word) => says(text, word)))
    if (named) return named
  }
  return rules.find((rule) => !rule.words && (!rule.level || level.includes(rule.level)))
}

const says = (text: string, word: string): boolean =>
  ` ${plain(text)} `.includes(` ${plain(word)} `)

const plain = (text: string): string => words(text).map(fold).join(' ')
