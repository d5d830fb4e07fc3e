import type { Command } from 'commander'
import { FinalError } from '../border.ts'
import { readConfig } from '../config.ts'
import { eraseCitizen } from '../store/erase.ts'
import { removeExpired } from '../store/retention.ts'
import { ticketByCode } from '../store/tickets.ts'
import { withStore } from './open-store.ts'
import { print, printJson } from './output.ts'

/** A citizen's data, and what has passed its keeping time. */
export function dataCommands(program: Command): void {
  program
    .command('erase')
    .description(
      "erases a citizen's data: conversation, contact and files; tickets stay without them",
    )
    .option('--ticket <code>', 'the citizen who filed this ticket')
    .option('--citizen <key>', 'channel:id, as in the store')
    .action(
      async ({ ticket, citizen }: { ticket?: string; citizen?: string }, command: Command) => {
        if (!ticket === !citizen)
          command.error('give either --ticket CODE or --citizen KEY', { exitCode: 2 })
        await withStore(readConfig(process.env, 'tool'), async ({ db }) => {
          const citizenId = citizen ?? (await ticketByCode(db, ticket ?? ''))?.citizenId
          if (!citizenId)
            throw new FinalError(`no ticket has the code ${ticket}; check it with: tickets list`)
          await db.transaction((tx) => eraseCitizen(tx, citizenId))
          print('erased')
        })
      },
    )

  program
    .command('retention')
    .description('keeping times')
    .command('run')
    .description('removes what has passed its keeping time')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      await withStore(readConfig(process.env, 'tool'), async (store) => {
        const removed = await removeExpired(store, new Date())
        if (json) printJson(removed)
        else for (const [what, count] of Object.entries(removed)) print(`${what}: ${count}`)
      })
    })
}
