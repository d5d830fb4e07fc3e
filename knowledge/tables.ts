import { bodyOf } from './body.ts'
import { calledOf } from './called.ts'
import { buildLeaning, type Leaning } from './leaning.ts'
import type { Lexicon } from './lexicon.ts'
import { buildNames, type Names } from './names.ts'
import { findEach, type Phrases, phrasesOf, wordOf } from './phrases.ts'
import { buildIndex, type Index, loadIndex, type StoredIndex, storeIndex } from './rank.ts'
import type { Source } from './source.ts'
import { words } from './vietnamese.ts'

/** What the second look knows of an entry besides its names. */
export interface Facts {
  /** Empty where it is a matter of which no record is held. */
  code: string
  /** What such a matter is called. */
  absent?: string
  /** Its field's number. */
  field: number
  /** Numbers of the special forms in its title. */
  variants: number[]
  /** Numbers of the special forms that its other names speak of: who asks for one may mean it. */
  also: number[]
  /** 1 where the commune does it: where people go first. */
  commune: number
  popular: number
}

/** Everything that is computed from procedures and lexicon before the first question. */
export interface Tables {
  index: Index
  names: Names
  leaning: Leaning
  facts: Facts[]
}

/** The same as plain data: it can be kept in a file. */
export type StoredTables = Omit<Tables, 'index'> & { index: StoredIndex }

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
  const absent = notHeld(procedures, lexicon)
  const called = [
    ...calledOf(procedures, lexicon),
    ...absent.map(({ title, names }) => ({ given: [title, ...names], derived: [] })),
  ]
  const bodies = [...procedures.map(bodyOf), ...absent.map(() => [])]
  const fields = new Map<string, number>()
  return {
    index: buildIndex(called, bodies),
    // What citizens call the rest is a province's matter too, held or not.
    leaning: buildLeaning(
      [
        ...new Set([
          ...called.flatMap(({ given }) => given),
          ...[...lexicon.names.values()].flat(),
        ]),
      ],
      lexicon,
    ),
    names: buildNames(
      called.map(({ given, derived }, i) => ({
        given: given.map(nameWords),
        derived: derived.map(nameWords),
        body: bodies[i] ?? [],
      })),
    ),
    facts: [
      ...procedures.map((procedure, i) => ({
        ...factsOf(procedure, titles[i] ?? [], inTitle, lexicon),
        also: spokenOf(called[i]?.given.slice(1) ?? [], lexicon),
        field: numberOf(procedure.field ?? '', fields),
      })),
      ...absent.map(({ title }) => ({
        code: '',
        absent: title,
        field: -1,
        variants: [],
        also: [],
        commune: 0.5,
        popular: 0,
      })),
    ],
  }
}

/** Every title may begin with "Thủ tục": it tells nothing. */
const nameWords = (name: string): string[] =>
  words(name).filter((word) => word !== 'thủ' && word !== 'tục')

/** A matter that a record speaks of in its title is held after all. */
function notHeld(procedures: readonly Source[], { notHeld }: Lexicon): Lexicon['notHeld'] {
  const titles = procedures.map(({ title }) => words(title).join(' '))
  return notHeld.filter(({ title }) => {
    const own = words(title).join(' ')
    return !titles.some((held) => held.includes(own))
  })
}

function spokenOf(names: readonly string[], { said, variants }: Lexicon): number[] {
  const found = names.flatMap((name) =>
    findEach(
      words(name).map((word) => wordOf(word)),
      said,
    ),
  )
  const spoken = new Set(found.map(({ means }) => means))
  return variants.flatMap(({ name }, n) => (spoken.has(name) ? [n] : []))
}

function numberOf(field: string, fields: Map<string, number>): number {
  const known = fields.get(field) ?? fields.size
  fields.set(field, known)
  return known
}

function factsOf(
  { code, level, doubts }: Source,
  title: readonly string[],
  inTitle: Phrases<number>,
  { popularity }: Lexicon,
): Omit<Facts, 'field' | 'also'> {
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
