import { parse } from 'csv-parse/sync'
import type { Labelled } from '../knowledge/evaluate.ts'
import type { Procedure } from '../knowledge/procedure.ts'
import { fold, normalise } from '../knowledge/vietnamese.ts'
import { dataSet, hasDataSets } from '../test/support/data-set.ts'
import { questionsIn, sampleProcedures, wholeCountryProcedures } from '../test/support/knowledge.ts'

/** A procedure as a search engine is given it: without marks, which suits those that know none. */
export interface SearchRecord {
  code: string
  title: string
  body: string
}

const held = hasDataSets() ? wholeCountryProcedures() : sampleProcedures()
const codes = new Set(held.map(({ code }) => code))

/** So many take a slow engine some seconds. */
const most = 150

/** Single questions whose procedure is held, evenly out of all our sets. */
export const questions: Labelled[] = evenly(
  ['blind-a', 'blind-b', 'blind-c', 'blind-d']
    .flatMap((name) => questionsIn(`${name}.jsonl`))
    .filter(
      ({ expect, context, procedure_ids }) =>
        expect === 'answer' && !context?.length && procedure_ids.some((code) => codes.has(code)),
    ),
)

function evenly<T>(all: T[]): T[] {
  const step = Math.max(1, all.length / most)
  return Array.from(
    { length: Math.min(most, all.length) },
    (_, n) => all[Math.floor(n * step)],
  ).filter((each) => each !== undefined)
}

/**
 * So many procedures, those that are asked for among them. Where fewer are held, the titles of the
 * national catalogue and then variations of titles are added, each with the body of a real record.
 */
export function proceduresOf(size: number): Procedure[] {
  const asked = new Set(questions.flatMap(({ procedure_ids }) => procedure_ids))
  const real = [
    ...held.filter(({ code }) => asked.has(code)),
    ...held.filter(({ code }) => !asked.has(code)),
  ].slice(0, size)
  const titles = otherTitles()
  for (let n = 0; real.length < size; n += 1) {
    const like = held[n % held.length]
    if (!like) throw new Error('no procedures to measure with')
    const title = titles[n % titles.length] ?? like.title
    const round = Math.floor(n / titles.length)
    real.push({
      ...like,
      code: `9.${String(n).padStart(6, '0')}`,
      title: round === 0 ? title : `${title} thuộc diện ${round}`,
      alias: [],
    })
  }
  return real
}

/** Titles of procedures of which no record is held. */
function otherTitles(): string[] {
  if (!hasDataSets()) return held.map(({ title }) => `${title} (trường hợp khác)`)
  // as: the file's own header names the column.
  const rows = parse(dataSet('procedures/catalogue-2025-04.csv'), { columns: true }) as {
    ma_so: string
    ten: string
  }[]
  const known = new Set(held.map(({ title }) => title))
  return rows.filter(({ ma_so, ten }) => !codes.has(ma_so) && !known.has(ten)).map(({ ten }) => ten)
}

export const recordOf = (procedure: Procedure): SearchRecord => {
  const { code, title, field, audience, agency, place, result, conditions, steps } = procedure
  const papers = procedure.cases.flatMap(({ name, papers }) => [name, ...papers.map((p) => p.name)])
  const ways = procedure.channels.flatMap(({ timeText, fee, note }) => [timeText, fee?.text, note])
  const law = procedure.law.map(({ title }) => title)
  const body = [
    field,
    ...audience,
    agency,
    place,
    result,
    conditions,
    steps,
    ...papers,
    ...ways,
    ...law,
  ]
  return { code, title: plain(title), body: plain(body.filter(Boolean).join('\n')) }
}

export const plain = (text: string): string => fold(normalise(text))
