import type { Command } from 'commander'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import { tell } from '../flows/ask.ts'
import type { Services } from '../flows/flow.ts'
import type { Asked } from '../knowledge/asked.ts'
import type { PlaceFound } from '../knowledge/place.ts'
import { readBatch } from './batch.ts'
import { print, printJson } from './output.ts'
import { withServices } from './services.ts'

interface Options {
  batch?: string
  json?: boolean
}

const Question = z.object({ q: z.string(), context: z.array(z.string()).optional() })
const Text = z.object({ text: z.string() })

/** What the product understands, without a running product: ask, classify, place. */
export function askCommands(program: Command): void {
  commandOf(program, 'ask', 'QUESTION', 'what the knowledge base answers', (given, options) =>
    run<z.infer<typeof Question>>(
      options,
      given,
      Question,
      (q) => ({ q }),
      (services, { q, context }) => {
        const asked = services.ask(q, context ? { earlier: context } : {})
        // As the chat tells it: the office of a place that is named, what is switched off.
        const words =
          asked.outcome === 'answer'
            ? tell(q, asked, services, new Date()).reply.text
            : listed(asked)
        const { outcome, results, part } = asked
        return { json: { q, outcome, results, ...(part && { part }) }, words }
      },
    ),
  )
  commandOf(program, 'classify', 'TEXT', 'how a submission is understood', (given, options) =>
    run(
      options,
      given,
      Text,
      (text) => ({ text }),
      (services, { text }) => {
        const json = classified(services, text)
        return {
          json,
          words: `${json.kind} · ${json.field} · ${json.urgency}${json.mailbox ? ` → ${json.mailbox}` : ''}`,
        }
      },
    ),
  )
  commandOf(
    program,
    'place',
    'TEXT',
    'which present-day unit an old or new place name means',
    (given, options) =>
      run(
        options,
        given,
        Text,
        (text) => ({ text }),
        (services, { text }) => {
          const json = placed(text, services.place(text))
          const units = json.code ? [json] : (json.candidates ?? [])
          const words = units
            .map(({ code, name, province }) => `${name}, ${province} (${code})`)
            .join('\n')
          return { json, words: words || 'không rõ nơi nào' }
        },
      ),
  )
}

function commandOf(
  program: Command,
  name: string,
  what: string,
  description: string,
  action: (given: string | undefined, options: Options) => Promise<void>,
): void {
  program
    .command(name)
    .description(description)
    .argument(`[${what}]`)
    .option('--batch <file>', 'JSON lines, answered line by line')
    .option('--json', 'print JSON')
    .action((given: string | undefined, options: Options, command: Command) => {
      if (!given === !options.batch)
        command.error(`give either ${what} or --batch FILE`, { exitCode: 2 })
      return action(given, options)
    })
}

async function run<Line>(
  { batch, json }: Options,
  given: string | undefined,
  schema: z.ZodType<Line>,
  lineOf: (given: string) => Line,
  answer: (services: Services, line: Line) => { json: unknown; words: string },
): Promise<void> {
  const lines = batch ? readBatch(batch, schema) : [lineOf(given ?? '')]
  const config = readConfig(process.env, 'tool')
  await withServices(config, (services) => {
    for (const line of lines) {
      const told = answer(services, line)
      if (json) printJson(told.json)
      else print(told.words)
    }
  })
}

const listed = ({ outcome, results }: Asked): string =>
  [outcome, ...results.slice(0, 3).map(({ id, title }) => `${id} ${title}`)].join('\n')

function classified(services: Services, text: string) {
  const { kind, field, urgency, confidence } = services.classify(text)
  const place = services.place(text)
  const commune = place.found === 'one' ? place.commune : undefined
  const ticketKind = (['report', 'proposal', 'question', 'praise'] as const).find(
    (each) => each === kind,
  )
  const mailbox =
    ticketKind &&
    services.route({ kind: ticketKind, field, ...(commune && { commune }), on: new Date() }).mailbox
  return {
    text,
    kind,
    field,
    urgency,
    ...(commune && { place: commune }),
    ...(mailbox && { mailbox }),
    confidence,
  }
}

interface Placed {
  text: string
  code?: string
  name?: string
  province?: string
  candidates?: { code: string; name: string; province: string }[]
}

/** Asked for the country, not for home: whoever shares the name is told. */
function placed(text: string, found: PlaceFound): Placed {
  if (found.found === 'none') return { text }
  const { elsewhere = [] } = found
  if (found.found === 'one' && elsewhere.length === 0) return { text, ...found.commune }
  const home = found.found === 'one' ? [found.commune] : found.candidates
  return { text, candidates: [...home, ...elsewhere] }
}
