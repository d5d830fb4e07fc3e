import { calledOf } from './called.ts'
import type { Lexicon } from './lexicon.ts'
import { buildNames } from './names.ts'
import type { Names } from './nearness.ts'
import { findEach, type Phrases, phrasesOf, wordOf } from './phrases.ts'
import { buildIndex, type Index, loadIndex, storeIndex } from './rank.ts'
import type { Facts } from './score.ts'
import type { Source } from './source.ts'
import { words } from './vietnamese.ts'

/** Everything that is computed from procedures and lexicon before the first question. */
export interface Tables {
  index: Index
  names: Names
  facts: Facts[]
}

/** The same as plain data: it can be kept in a file. */
export type StoredTables = Omit<Tables, 'index'> & { index: ReturnType<typeof storeIndex> }

export const storeTables = ({ index, ...tables }: Tables): StoredTables => ({
  ...tables,
  index: storeIndex(index),
})
export const loadTables = ({ index, ...tables }: StoredTables): Tables => ({
  ...tables,
  index: loadIndex(index),
})

export function buildTables(procedures: readonly Source[], lexicon: Lexicon): Tables {
  const inTitle = phrasesOf(
    lexicon.variants.flatMap(({ title }, n) =>
      title.map(({ syllables }) => ({ syllables, means: n })),
    ),
  )
  const titles = procedures.map(({ title }) => words(title))
  return {
    index: buildIndex(procedures, lexicon.names),
    names: buildNames(
      calledOf(procedures, lexicon).map(({ given, derived }) => ({
        given: given.map(nameWords),
        derived: derived.map(nameWords),
      })),
    ),
    facts: procedures.map((procedure, i) => factsOf(procedure, titles[i] ?? [], inTitle, lexicon)),
  }
}

/** Every title may begin with "Thủ tục": it tells nothing. */
const nameWords = (name: string): string[] =>
  words(name).filter((word) => word !== 'thủ' && word !== 'tục')

function factsOf(
  { code, level, doubts }: Source,
  title: string[],
  inTitle: Phrases<number>,
  { popularity }: Lexicon,
): Facts {
  const found = findEach(
    title.map((word) => wordOf(word)),
    inTitle,
  )
  // A record of the abolished district keeps its code but is nobody's way any more.
  const isGone = doubts.some(({ field }) => field === 'title')
  return {
    code,
    variants: [...new Set(found.map(({ means }) => means))],
    commune: isGone ? 0 : level.includes('commune') ? 1 : level.includes('province') ? 0.3 : 0,
    popular: popularity.get(code) ?? 0,
  }
}
