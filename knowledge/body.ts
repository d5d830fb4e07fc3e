import type { Source } from './source.ts'
import { fold, normalise, runs } from './vietnamese.ts'

/** How many different words of a body count: what comes first says what the matter is. */
const mostWords = 80
const mostLetters = 4_000

/** What a procedure tells besides its names, word by word without marks, each once. */
export function bodyOf({ field, result, conditions, cases, audience, agency }: Source): string[] {
  const papers = cases.flatMap(({ name, papers }) => [name ?? '', ...papers.map((p) => p.name)])
  const text = [field, result, agency, ...papers, conditions, ...audience].join('\n')
  const found = new Set<string>()
  for (const run of runs(normalise(text.slice(0, mostLetters))))
    for (const word of run) {
      if (word.length > 1) found.add(fold(word))
      if (found.size === mostWords) return [...found]
    }
  return [...found]
}
