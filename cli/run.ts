import type { Command } from 'commander'
import { runApp } from '../app.ts'
import { type Role, readConfig } from '../config.ts'

const roles: [Role, string][] = [
  ['start', 'the whole product in one process'],
  ['serve', 'the web role: webhooks, chat, pages'],
  ['work', 'the worker role: turns, sends, letters, deadlines'],
]

export function runCommands(program: Command): void {
  for (const [role, what] of roles) {
    program
      .command(role)
      .description(what)
      .action(() => runApp(readConfig(process.env, role), role))
  }
}
