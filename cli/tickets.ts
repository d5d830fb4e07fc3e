import { type Command, Option } from 'commander'
import { FinalError } from '../border.ts'
import { type Config, readConfig } from '../config.ts'
import { loadContent } from '../content.ts'
import { vnDate } from '../desk/calendar.ts'
import { ticketOf } from '../desk/desk.ts'
import { asCsv, asJsonLines, asOpen311, type ExportOptions, exportRow } from '../desk/export.ts'
import { eventsOf, listTickets, ticketByCode } from '../store/tickets.ts'
import { withStore } from './open-store.ts'
import { print, printJson } from './output.ts'

const formats = ['csv', 'jsonl', 'open311'] as const
type Format = (typeof formats)[number]

/** Tickets for clerks and other systems; contacts are masked unless asked for. */
export function ticketsCommand(program: Command): void {
  const group = program.command('tickets').description('list, show or export tickets')
  group
    .command('list')
    .description('newest first')
    .option('--state <state>', 'only those in this state')
    .option('--json', 'print JSON')
    .action(list)
  group
    .command('show')
    .description('one ticket and its history')
    .argument('<code>', 'PA-2026-000123')
    .option('--json', 'print JSON')
    .action(show)
  group
    .command('export')
    .description('all tickets')
    .addOption(new Option('--format <format>').choices(formats).default('csv'))
    .option('--unmasked', 'contacts in full, for the national system')
    .action(exportAll)
}

function setting(): { config: Config; options: ExportOptions } {
  const config = readConfig(process.env, 'tool')
  const { fields } = loadContent(config.contentDir)
  return { config, options: { fieldName: (field) => fields[field] } }
}

async function list({ state, json }: { state?: string; json?: boolean }): Promise<void> {
  const { config, options } = setting()
  await withStore(config, async ({ db }) => {
    const tickets = (await listTickets(db, state ? { state } : {})).map(ticketOf)
    if (json) return printJson(tickets.map((ticket) => exportRow(ticket, options)))
    for (const { code, state, field, dueAt, office } of tickets) {
      print(`${code}  ${state.padEnd(11)}  ${field.padEnd(8)}  hạn ${vnDate(dueAt)}  ${office}`)
    }
  })
}

async function show(code: string, { json }: { json?: boolean }): Promise<void> {
  const { config, options } = setting()
  await withStore(config, async ({ db }) => {
    const row = await ticketByCode(db, code)
    if (!row) throw new FinalError(`no ticket has the code ${code}; see: cau-noi tickets list`)
    const ticket = exportRow(ticketOf(row), options)
    const events = (await eventsOf(db, row.id)).map(({ at, actor, action, state, text }) => ({
      at,
      actor,
      action,
      state,
      text,
    }))
    if (json) return printJson({ ...ticket, events })
    for (const [key, value] of Object.entries(ticket)) print(`${key}: ${value}`)
    for (const { at, actor, action, text } of events)
      print(`${at.toISOString()} ${action} (${actor}) ${text ?? ''}`)
  })
}

async function exportAll({
  format,
  unmasked,
}: {
  format: Format
  unmasked?: boolean
}): Promise<void> {
  const { config, options } = setting()
  await withStore(config, async ({ db }) => {
    const tickets = (await listTickets(db, { most: 1_000_000 })).map(ticketOf)
    const rows = () =>
      tickets.map((ticket) => exportRow(ticket, { ...options, ...(unmasked && { unmasked }) }))
    const written = {
      csv: () => asCsv(rows()),
      jsonl: () => asJsonLines(rows()),
      open311: () => asOpen311(tickets, options),
    }
    process.stdout.write(written[format]())
  })
}
