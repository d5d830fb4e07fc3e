import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadContent } from '../../content.ts'
import { buildKnowledge, type Knowledge } from '../../knowledge/ask.ts'
import type { Labelled } from '../../knowledge/evaluate.ts'
import type { LabelledPlace } from '../../knowledge/evaluate-places.ts'
import { type Lexicon, readLexicon } from '../../knowledge/lexicon.ts'
import { mergeProcedures } from '../../knowledge/merge.ts'
import type { Procedure } from '../../knowledge/procedure.ts'
import { readProcedures } from '../../knowledge/sources.ts'
import { root } from '../../root.ts'
import { dataSet } from './data-set.ts'

const today = '2026-11-22'
const contentDir = join(root, 'content')
export const lexicon = (): Lexicon => readLexicon(join(contentDir, 'lexicon'))
/** What the sample province brings itself. */
export const sampleProcedures = (): Procedure[] =>
  loadContent(contentDir, new Date(`${today}T02:00:00Z`)).procedures

function knows(procedures: Procedure[]): Knowledge & { codes: ReadonlySet<string> } {
  const codes = new Set(procedures.map(({ code }) => code))
  return {
    ...buildKnowledge({ procedures, lexicon: lexicon() }),
    codes,
  }
}

/** What the product knows before anything is imported. */
export const sampleProvince = () => knows(sampleProcedures())

/** What it knows once the three national sets are in. */
export const wholeCountry = () => knows(wholeCountryProcedures())

/** The three national sets; the province's own words stand before a national record. */
export function wholeCountryProcedures(): Procedure[] {
  const files = ['dvcqg-2026-07.jsonl', 'dvcqg-docx-2025-12.jsonl', 'bqp-2025.jsonl']
  const national = files.reduce<Procedure[]>(
    (held, file) =>
      mergeProcedures(held, readProcedures(file, dataSet(`procedures/${file}`), today).procedures, {
        today,
      }).procedures,
    [],
  )
  const first = sampleProcedures()
  const written = new Set(first.map(({ code }) => code))
  return [...first, ...national.filter(({ code }) => !written.has(code))]
}

/** A set of ours, one labelled question or address a line. */
export const questionsIn = <Question extends Labelled | LabelledPlace = Labelled>(
  file: string,
): Question[] =>
  readFileSync(join(root, 'test/knowledge', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
