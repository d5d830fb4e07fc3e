import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { buildKnowledge } from '../../knowledge/ask.ts'
import { evaluate, type Labelled } from '../../knowledge/evaluate.ts'
import { readLexicon } from '../../knowledge/lexicon.ts'
import { mergeProcedures } from '../../knowledge/merge.ts'
import type { Procedure } from '../../knowledge/procedure.ts'
import { readProcedures } from '../../knowledge/sources.ts'
import { fold } from '../../knowledge/vietnamese.ts'
import { dataSet } from '../support/data-set.ts'
import { describeWithDataSets } from '../support/data-sets.ts'

/** Floors a little below what was measured: they catch a loss, they are no goal. */
describeWithDataSets('with the three national sets', () => {
  const today = '2026-11-22'
  const files = ['dvcqg-2026-07.jsonl', 'dvcqg-docx-2025-12.jsonl', 'bqp-2025.jsonl']
  const procedures = files.reduce<Procedure[]>(
    (held, file) =>
      mergeProcedures(held, readProcedures(file, dataSet(`procedures/${file}`), today).procedures, {
        today,
      }).procedures,
    [],
  )
  const lexicon = readLexicon('content/lexicon')
  const { ask } = buildKnowledge({ procedures, lexicon })
  const codes = new Set(procedures.map(({ code }) => code))
  const questionsOf = (text: string): Labelled[] =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))

  test('questions labelled for development', () => {
    const questions = questionsOf(dataSet('questions-dev.jsonl'))
    const { top1, top3, declined, wronglyDeclined } = evaluate(questions, ask)
    expect(top1.rate).toBeGreaterThanOrEqual(0.87)
    expect(top3.rate).toBeGreaterThanOrEqual(0.96)
    expect(declined.rate).toBeGreaterThanOrEqual(0.96)
    expect(wronglyDeclined.rate).toBeLessThanOrEqual(0.02)
  })

  test('the same questions without marks lose little', () => {
    const marked = questionsOf(dataSet('questions-dev.jsonl')).filter(({ q }) => fold(q) !== q)
    const bare = marked.map((question) => ({
      ...question,
      q: fold(question.q),
      ...(question.context && { context: question.context.map(fold) }),
    }))
    expect(evaluate(bare, ask).top1.rate).toBeGreaterThanOrEqual(
      evaluate(marked, ask).top1.rate - 0.05,
    )
  })

  test('our own questions', () => {
    const own = questionsOf(readFileSync('test/knowledge/questions.jsonl', 'utf8')).filter(
      ({ procedure_ids }) => procedure_ids.every((code) => codes.has(code)),
    )
    const { top1, top3, declined, classes } = evaluate(own, ask)
    expect(top1.rate).toBeGreaterThanOrEqual(0.9)
    expect(top3.rate).toBeGreaterThanOrEqual(0.95)
    expect(declined.rate).toBeGreaterThanOrEqual(0.95)
    for (const style of ['minimal', 'multi_turn', 'unmarked'])
      expect(classes[style]?.rate, style).toBeGreaterThanOrEqual(0.85)
  })
})
