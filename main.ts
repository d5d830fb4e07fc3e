import { existsSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { FinalError } from './border.ts'
import { askCommands } from './cli/ask.ts'
import { chatCommand } from './cli/chat.ts'
import { contentCommand } from './cli/content.ts'
import { dataCommands } from './cli/data.ts'
import { doctorCommand } from './cli/doctor.ts'
import { importCommand } from './cli/import.ts'
import { runCommands } from './cli/run.ts'
import { setupCommand } from './cli/setup.ts'
import { ticketsCommand } from './cli/tickets.ts'

/** The process: command line and exit codes. 0 done, 1 fault, 2 wrong use. */
async function main(argv: string[]): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const program = new Command('cau-noi')
    .description('Cầu Nối: citizens on Zalo, Messenger and the web; offices by email')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
  for (const add of [
    runCommands,
    chatCommand,
    askCommands,
    contentCommand,
    importCommand,
    setupCommand,
    ticketsCommand,
    dataCommands,
    doctorCommand,
  ])
    add(program)

  try {
    await program.parseAsync(argv)
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    // What we foresaw is told in its own words; anything else with its trace, for whoever mends it.
    console.error(error instanceof FinalError ? error.message : error)
    return 1
  }
}

process.exit(await main(process.argv))
