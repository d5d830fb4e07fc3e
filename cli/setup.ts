import type { Command } from 'commander'
import { type Profile, setUpMessenger } from '../adapters/messenger-profile.ts'
import { FinalError } from '../border.ts'
import { readConfig } from '../config.ts'
import { loadContent } from '../content.ts'
import { menuChoices } from '../flows/welcome.ts'
import { print, printJson } from './output.ts'

interface Options {
  dryRun?: boolean
  json?: boolean
}

/** What people see on the platform before and beside the talk. Twice is the same as once. */
export function setupCommand(program: Command): void {
  const group = program
    .command('setup')
    .description('menus, greeting, subscriptions on the platform')
  for (const [name, what, action] of [
    ['messenger', 'greeting, menu and webhook subscriptions of the Page', setupMessenger],
    ['zalo', 'what the Official Account needs, step by step', setupZalo],
  ] as const) {
    group
      .command(name)
      .description(what)
      .option('--dry-run', 'say what would change, and change nothing')
      .option('--json', 'print JSON')
      .action(action)
  }
}

async function setupMessenger({ dryRun = false, json }: Options): Promise<void> {
  const { messenger, contentDir } = readConfig(process.env, 'tool')
  if (!messenger) throw new FinalError('Messenger is off: set the MESSENGER_… keys first')
  const { province } = loadContent(contentDir)

  const profile: Profile = {
    greeting: `Trợ lý ảo của UBND ${province.name}: hướng dẫn thủ tục, tiếp nhận phản ánh. Khẩn cấp gọi 113, 114, 115.`,
    openers: menuChoices,
    menu: menuChoices,
  }
  const done = await setUpMessenger(
    { pageToken: messenger.MESSENGER_PAGE_TOKEN, graphUrl: messenger.graphUrl },
    profile,
    { dryRun },
  )
  if (!done.ok) {
    throw new FinalError(`Messenger refused to ${done.step} (${done.code}); run: cau-noi doctor`)
  }
  if (json) return printJson(done)
  print(`${dryRun ? 'would change' : 'changed'}: ${done.changed.join(', ') || 'nothing'}`)
}

/** Zalo has no interface for its menu; what a person does in OA Manager is told, ready to copy. */
async function setupZalo({ json }: Options): Promise<void> {
  const { zalo, publicUrl } = readConfig(process.env, 'tool')
  if (!zalo) throw new FinalError('Zalo is off: set the ZALO_… keys first')
  const webhook = `${publicUrl ?? 'PUBLIC_URL'}/webhooks/zalo`
  const items = menuChoices.map(({ label, payload }) => ({ label, query: `#v1:${payload}` }))
  if (json) return printJson({ webhook, menu: items })
  print(`1. Webhook: ${webhook}, every event on, "Lọc cú pháp" off.`)
  print('2. OA Manager → Menu, one item each, action "Gửi câu truy vấn":')
  for (const { label, query } of items) print(`   ${label}: ${query}`)
  print('3. OA Manager → switch the built-in automatic replies off.')
}
