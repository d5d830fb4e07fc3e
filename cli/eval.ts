import type { Command } from 'commander'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import { type Evaluation, evaluate, type Rate } from '../knowledge/evaluate.ts'
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

/** How often the knowledge base is right on labelled questions, as the product stands. */
export function evalCommand(program: Command): void {
  program
    .command('eval')
    .description('how often labelled questions are answered right')
    .argument('<files...>', 'JSON lines: q, procedure_ids, expect, context?, style?')
    .option('--json', 'print JSON')
    .action(async (files: string[], { json }: { json?: boolean }) => {
      const sets = files.map((file) => ({ file, questions: readBatch(file, Labelled) }))
      await withServices(readConfig(process.env, 'tool'), ({ ask, procedure }) => {
        for (const { file, questions } of sets) {
          // What no record is held of cannot be found: such questions are told, not counted.
          const held = questions.filter(
            ({ expect, procedure_ids }) =>
              expect !== 'answer' || procedure_ids.some((code) => procedure(code)),
          )
          const evaluation = evaluate(held, ask)
          const left = questions.length - held.length
          if (json) printJson({ file, ...evaluation, notHeld: left })
          else print([`${file}:`, ...linesOf(evaluation), `without a record: ${left}`].join('\n'))
        }
      })
    })
}

function linesOf({ classes, ...rates }: Evaluation): string[] {
  return [
    ...Object.entries(rates).map(([name, rate]) => `${name}: ${inWords(rate)}`),
    ...Object.entries(classes).map(([name, rate]) => `  top1 of ${name}: ${inWords(rate)}`),
  ]
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
const inWords = ({ right, of, rate, low, high }: Rate): string =>
  of === 0 ? '–' : `${percent(rate)} (${right}/${of}; 95 %: ${percent(low)} to ${percent(high)})`
