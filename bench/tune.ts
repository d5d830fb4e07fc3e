import type { Labelled } from '../knowledge/evaluate.ts'
import { type Candidate, candidatesOf, type Feature, featureNames } from '../knowledge/features.ts'
import type { Lexicon } from '../knowledge/lexicon.ts'
import { vocabularyOf } from '../knowledge/mend.ts'
import { type Question, understand } from '../knowledge/question.ts'
import { search } from '../knowledge/rank.ts'
import { doubtsOf } from '../knowledge/scope.ts'
import { score, type Weights } from '../knowledge/score.ts'
import { buildTables } from '../knowledge/tables.ts'
import { dataSet, hasDataSets } from '../test/support/data-set.ts'
import {
  lexicon,
  questionsIn,
  sampleProcedures,
  wholeCountryProcedures,
} from '../test/support/knowledge.ts'
import { chanceOf, dot, fitChoices, fitVerdicts, type Verdict } from './fit.ts'

/**
 * `npm run tune`: fits the weights of ranking (score.ts) and of refusal (scope.ts) to labelled
 * questions. What each set gets from a fit that has not seen it stands first; then the weights
 * fitted to all. Names and examples of the lexicon, held out of it, are questions too: they keep the
 * weights from trusting that every name is known.
 */

const looked = 60
const words = lexicon()
const procedures = hasDataSets() ? wholeCountryProcedures() : sampleProcedures()

interface Read {
  set: string
  labelled: Pick<Labelled, 'q' | 'expect' | 'procedure_ids'>
  question: Question
  candidates: Candidate[]
  leaning: ReturnType<typeof buildTables>['leaning']
}

function read(set: string, all: readonly Read['labelled'][], known: Lexicon): Read[] {
  const tables = buildTables(procedures, known)
  const vocabulary = vocabularyOf(tables.names, known)
  return all.map((labelled) => {
    const question = understand(labelled.q, known, vocabulary)
    const found = search(tables.index, question, looked)
    const candidates = candidatesOf(found, question, tables, known)
    return { set, labelled, question, candidates, leaning: tables.leaning }
  })
}

/** Every nth name and example is asked instead of known. */
function heldOut(of: number, at: number): Read[] {
  let n = 0
  const isOut = () => n++ % of === at
  const asked = new Map<string, string[]>()
  const names = new Map<string, string[]>()
  for (const [code, all] of words.names) {
    const out = all.length < 4 ? [] : all.filter(isOut)
    for (const name of out) asked.set(name, [...(asked.get(name) ?? []), code])
    names.set(
      code,
      all.filter((name) => !out.includes(name)),
    )
  }
  const out = words.examples.filter(isOut)
  const examples = words.examples.filter((example) => !out.includes(example))
  return read(
    'names held out',
    [
      ...[...asked].map(([q, procedure_ids]) => ({ q, procedure_ids, expect: 'answer' as const })),
      ...out.map((q) => ({ q, procedure_ids: [], expect: 'decline' as const })),
    ],
    { ...words, names, examples },
  )
}

const sets: Record<string, Labelled[]> = {
  ...(hasDataSets() && { dev: linesOf(dataSet('questions-dev.jsonl')) }),
  ...Object.fromEntries(
    ['blind-a', 'blind-b', 'blind-c', 'blind-d', 'questions', 'parts'].map((name) => [
      name,
      questionsIn(`${name}.jsonl`),
    ]),
  ),
}
const all = [
  ...Object.entries(sets).flatMap(([set, questions]) =>
    read(
      set,
      questions.filter(({ context }) => !context?.length),
      words,
    ),
  ),
  ...heldOut(7, 0),
]
const names = [...Object.keys(sets), 'names held out']

/* Ranking. */

const choices = all
  .filter(({ labelled }) => labelled.expect === 'answer')
  .map(({ set, labelled, candidates }) => ({
    set,
    rows: candidates.map(({ features }) => features),
    right: candidates.map(({ facts }) => labelled.procedure_ids.includes(facts.code)),
    held: candidates.map(({ facts }) => facts.code !== ''),
  }))

for (const name of names) {
  const weights = fitChoices(choices.filter(({ set }) => set !== name))
  const places = choices
    .filter(({ set }) => set === name)
    .map(({ rows, right, held }) =>
      rows
        .map((row, i) => ({ right: right[i], held: held[i], score: dot(row, weights) }))
        .filter(({ held }) => held)
        .sort((a, b) => b.score - a.score)
        .findIndex(({ right }) => right),
    )
  const first = share(places, (place) => place === 0)
  const three = share(places, (place) => place >= 0 && place < 3)
  console.log(`ranking, ${name} left out: first ${first}, among three ${three} of ${places.length}`)
}
const ranking = fitChoices(choices)
print(featureNames, ranking)

/* Refusal. */

// as: one weight for each name, in their order.
const weighed = Object.fromEntries(
  featureNames.map((name, i) => [name, ranking[i] ?? 0]),
) as Record<Feature, number> satisfies Weights

const beyond = new Set(['decline', 'emergency'])
const verdicts = all
  .filter(({ labelled }) => labelled.expect === 'answer' || beyond.has(labelled.expect))
  .map(({ set, labelled, question, candidates, leaning }) => {
    const doubts = doubtsOf(question, score(candidates, weighed), { leaning }, words)
    const verdict: Verdict = {
      row: Object.values(doubts),
      yes: beyond.has(labelled.expect),
      worth: set === 'names held out' ? 0.35 : 1,
    }
    return { set, names: Object.keys(doubts), verdict }
  })

for (const name of names) {
  const weights = fitVerdicts(verdicts.filter(({ set }) => set !== name).map((v) => v.verdict))
  const own = verdicts.filter(({ set }) => set === name).map(({ verdict }) => verdict)
  const turnedAway = (least: number) =>
    [true, false]
      .map((side) =>
        share(
          own.filter(({ yes }) => yes === side),
          ({ row }) => chanceOf(row, weights) > least,
        ),
      )
      .join(' and ')
  const figures = [0.6, 0.68, 0.75].map((least) => `from ${least}: ${turnedAway(least)}`)
  console.log(`refusal, ${name} left out, of others and of ours: ${figures.join('; ')}`)
}
print(['bias', ...(verdicts[0]?.names ?? [])], fitVerdicts(verdicts.map(({ verdict }) => verdict)))

function print(names: readonly string[], weights: readonly number[]): void {
  for (const [i, name] of names.entries())
    console.log(`  ${name}: ${(weights[i] ?? 0).toFixed(2)},`)
}

function share<T>(list: readonly T[], is: (item: T) => boolean): string {
  return `${((100 * list.filter(is).length) / Math.max(1, list.length)).toFixed(1)} %`
}

function linesOf(text: string): Labelled[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
