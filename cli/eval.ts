import type { Command } from 'commander'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import { type Evaluation, evaluate } from '../knowledge/evaluate.ts'
import { evaluatePlaces, type PlaceEvaluation } from '../knowledge/evaluate-places.ts'
import type { Rate } from '../knowledge/rate.ts'
import { readBatch } from './batch.ts'
import { print, printJson } from './output.ts'
import { withServices } from './services.ts'

const Labelled = z.object({
  q: z.string(),
  context: z.array(z.string()).optional(),
  procedure_ids: z.array(z.string()),
  expect: z.enum(['answer', 'clarify', 'decline', 'emergency', 'not_in_data']),
  style: z.array(z.string()).optional(),
})

const LabelledPlace = z.object({
  text: z.string(),
  expect: z.union([
    z.object({ code: z.string() }),
    z.object({ codes: z.array(z.string()) }),
    z.object({ ask: z.literal(true) }),
  ]),
  class: z.string().optional(),
})

/** How often labelled questions and addresses are understood, as the product stands. */
export function evalCommand(program: Command): void {
  program
    .command('eval')
    .description('how often labelled questions and addresses are understood')
    .argument(
      '<files...>',
      'JSON lines: q, procedure_ids, expect, context?, style?; or text, expect, class?',
    )
    .option('--json', 'print JSON')
    .action(async (files: string[], { json }: { json?: boolean }) => {
      const sets = files.map((file) => ({
        file,
        lines: readBatch(file, z.union([Labelled, LabelledPlace])),
      }))
      await withServices(readConfig(process.env, 'tool'), ({ ask, procedure, place }) => {
        for (const { file, lines } of sets) {
          const tell = (told: object, words: string[]): void =>
            json ? printJson({ file, ...told }) : print([`${file}:`, ...words].join('\n'))
          const places = lines.filter((line) => 'text' in line)
          if (places.length > 0) {
            const evaluation = evaluatePlaces(places, place)
            tell(evaluation, linesOf(evaluation, ''))
          }
          const questions = lines.filter((line) => 'q' in line)
          if (questions.length === 0) continue
          // What no record is held of cannot be found: such questions are told, not counted.
          const held = questions.filter(
            ({ expect, procedure_ids }) =>
              expect !== 'answer' || procedure_ids.some((code) => procedure(code)),
          )
          const evaluation = evaluate(held, ask)
          const left = questions.length - held.length
          tell({ ...evaluation, notHeld: left }, [
            ...linesOf(evaluation, 'top1 of '),
            `without a record: ${left}`,
          ])
        }
      })
    })
}

function linesOf({ classes, ...rates }: Evaluation | PlaceEvaluation, of: string): string[] {
  return [
    ...Object.entries(rates).map(([name, rate]) => `${name}: ${inWords(rate)}`),
    ...Object.entries(classes).map(([name, rate]) => `  ${of}${name}: ${inWords(rate)}`),
  ]
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
const inWords = ({ right, of, rate, low, high }: Rate): string =>
  of === 0 ? '–' : `${percent(rate)} (${right}/${of}; 95 %: ${percent(low)} to ${percent(high)})`
