import { addHits, buildPostings, type Postings, type Tally, tallyOf } from './postings.ts'
import type { Question, Term } from './question.ts'
import type { Source } from './source.ts'
import { fold, normalise, pairs, runs } from './vietnamese.ts'

/**
 * The index: every text stands in it twice, as written and without marks, so that a word typed with
 * marks can prefer the field that keeps them. Pairs of syllables are terms too. Plain data.
 */
export interface Index {
  codes: string[]
  fields: Record<keyof typeof boosts, Postings>
}

/** What a hit is worth by field. A hit that keeps its marks counts beside the same hit without them. */
const boosts = {
  title: 1.2,
  names: 1,
  titleFolded: 2,
  namesFolded: 1.6,
  field: 0.5,
  body: 0.25,
}
const marked = ['title', 'names'] as const
const folded = ['titleFolded', 'namesFolded'] as const
const around = ['field', 'body'] as const

export function buildIndex(
  procedures: readonly Source[],
  names: ReadonlyMap<string, string[]>,
): Index {
  const titles = procedures.map(({ title }) => runs(normalise(title)))
  const known = procedures.map(({ code, alias }) =>
    runs(normalise([...(names.get(code) ?? []), ...alias].join('\n'))),
  )
  return {
    codes: procedures.map(({ code }) => code),
    fields: {
      title: buildPostings(titles.map(termsOf)),
      names: buildPostings(known.map(termsOf)),
      titleFolded: buildPostings(titles.map(foldRuns).map(termsOf)),
      namesFolded: buildPostings(known.map(foldRuns).map(termsOf)),
      field: buildPostings(
        procedures.map(({ field = '' }) => termsOf(foldRuns(runs(normalise(field))))),
      ),
      body: buildPostings(procedures.map(bodyOf)),
    },
  }
}

const foldRuns = (list: string[][]): string[][] => list.map((run) => run.map(fold))

/** Words and pairs. */
const termsOf = (list: string[][]): string[] => list.flatMap((run) => [...run, ...pairs(run)])

/** How many different words of a body are indexed: what comes first says what the matter is. */
const bodyWords = 80
const bodyLetters = 4_000

function bodyOf({ result, conditions, cases, audience, agency }: Source): string[] {
  const papers = cases.flatMap(({ name, papers }) => [name ?? '', ...papers.map((p) => p.name)])
  const text = [result ?? '', agency ?? '', ...papers, conditions ?? '', ...audience].join('\n')
  const found = new Set<string>()
  for (const run of runs(normalise(text.slice(0, bodyLetters))))
    for (const word of run) {
      if (word.length > 1) found.add(fold(word))
      if (found.size === bodyWords) return [...found]
    }
  return [...found]
}

/** How many terms are looked up: the rarest find the candidates, the second look counts them all. */
const mostTerms = { marked: 8, folded: 14, around: 8 }

/** The entries that hold most of what the question tells, best first. */
export function search(
  { codes, fields }: Index,
  question: Question,
  most: number,
  rarity: (folded: string) => number,
): { entry: number; score: number }[] {
  const tally = tallyOf(codes.length)
  let nth = 0
  for (const [term, lookUps] of wanted(question, rarity)) {
    nth++
    for (const { field, weight } of lookUps)
      addHits(fields[field], term, weight * boosts[field], nth, tally)
  }
  return best(tally, most)
}

/** Many terms hit once say more than one term hit well. */
function best({ scores, hits }: Tally, most: number): { entry: number; score: number }[] {
  const found: { entry: number; score: number }[] = []
  for (let entry = 0; entry < scores.length; entry++) {
    const score = (scores[entry] ?? 0) * (hits[entry] ?? 0)
    if (score === 0 || (found.length === most && score <= (found.at(-1)?.score ?? 0))) continue
    let at = found.length
    while (at > 0 && (found[at - 1]?.score ?? 0) < score) at--
    found.splice(at, 0, { entry, score })
    if (found.length > most) found.pop()
  }
  return found
}

type LookUp = { field: keyof typeof boosts; weight: number }

/** Each term with the fields in which it is looked for. */
function wanted(question: Question, rarity: (folded: string) => number): Map<string, LookUp[]> {
  const terms = telling(question, rarity)
  const wanted = new Map<string, LookUp[]>()
  const want = (list: Map<string, number>, fields: readonly (keyof typeof boosts)[]): void => {
    for (const [term, weight] of list)
      wanted.set(term, [...(wanted.get(term) ?? []), ...fields.map((field) => ({ field, weight }))])
  }
  const asWritten = terms.filter(({ word }) => word.marked).slice(0, mostTerms.marked)
  want(new Map(asWritten.map(({ word, weight }) => [word.exact, weight])), marked)
  const bare = terms.map(({ word, weight }) => [word.folded, weight] as const)
  want(new Map(bare), folded)
  want(new Map(bare.slice(0, mostTerms.around)), around)
  return wanted
}

/** The terms that tell most; a pair is as rare as its syllables together. */
function telling({ terms }: Question, rarity: (folded: string) => number): Term[] {
  const worth = ({ word, weight, pair }: Term): number =>
    weight *
    (pair
      ? word.folded.split('_').reduce((sum, s) => sum + rarity(s), 0) * 0.6
      : rarity(word.folded))
  return [...terms.values()]
    .map((term) => ({ term, value: worth(term) }))
    .sort((a, b) => b.value - a.value)
    .slice(0, mostTerms.folded)
    .map(({ term }) => term)
}
