import { createHash } from 'node:crypto'
import type { Lexicon } from './lexicon.ts'
import type { Procedure } from './procedure.ts'

/** All of a procedure that the tables are made from: `digestOf` covers nothing else. */
const sources = [
  'code',
  'title',
  'alias',
  'level',
  'field',
  'doubts',
  'result',
  'agency',
  'cases',
  'conditions',
  'audience',
] as const
export type Source = Pick<Procedure, (typeof sources)[number]>

/** Changes when tables built from these would. */
export function digestOf(procedures: readonly Source[], lexicon: Lexicon): string {
  const hash = createHash('sha256')
  for (const procedure of procedures)
    hash.update(JSON.stringify(sources.map((name) => procedure[name] ?? null)))
  const { names, popularity, variants, examples, dull, notHeld } = lexicon
  return hash
    .update(JSON.stringify([[...names], [...popularity], variants, examples, [...dull], notHeld]))
    .digest('hex')
}
