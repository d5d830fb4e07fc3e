import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { askCommands } from './cli/ask.ts'
import { chatCommand } from './cli/chat.ts'
import { contentCommand } from './cli/content.ts'
import { dataCommands } from './cli/data.ts'
import { doctorCommand } from './cli/doctor.ts'
import { evalCommand } from './cli/eval.ts'
import { foreseen } from './cli/foreseen.ts'
import { importCommand } from './cli/import.ts'
import { qrCommand } from './cli/qr.ts'
import { runCommands } from './cli/run.ts'
import { setupCommand } from './cli/setup.ts'
import { ticketsCommand } from './cli/tickets.ts'
import { topicsCommand } from './cli/topics.ts'
import { root } from './root.ts'

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The process: command line and exit codes. 0 done, 1 fault, 2 wrong use. */
async function main(argv: string[]): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const program = new Command('cau-noi')
    .description('Cầu Nối: citizens on Zalo, Messenger and the web; offices by email')
    .version(version)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
  for (const add of [
    runCommands,
    chatCommand,
    askCommands,
    evalCommand,
    contentCommand,
    importCommand,
    setupCommand,
    qrCommand,
    ticketsCommand,
    topicsCommand,
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
    console.error(foreseen(error) ?? error)
    return 1
  }
}

// Whoever reads us has seen enough ("… | head"): nothing is wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exit(await main(process.argv))
