import type { Command } from 'commander'
import { type Profile, setUpMessenger } from '../adapters/messenger-profile.ts'
import { setUpZaloBot } from '../adapters/zalo-bot-setup.ts'
import { graphAccess } from '../app/look-at-channels.ts'
import { FinalError } from '../border.ts'
import { readConfig } from '../config.ts'
import { loadContent } from '../content.ts'
import { menuChoices } from '../flows/welcome.ts'
import { print, printJson } from './output.ts'
import { setupZalo } from './setup-zalo.ts'

interface Options {
  dryRun?: boolean
  json?: boolean
}

/** What people see on the platform before and beside the talk. Twice is the same as once. */
export function setupCommand(program: Command): void {
  const group = program
    .command('setup')
    .description('menus, greeting, subscriptions on the platform')
  group
    .command('messenger')
    .description('greeting, menu and webhook subscriptions of the Page')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--json', 'print JSON')
    .action(setupMessenger)
  group
    .command('zalo')
    .description(
      'the consent link of the Official Account, and what its console needs, step by step',
    )
    .option(
      '--code <code>',
      'what Zalo answered, where its callback cannot reach us: the address or its code',
    )
    .option('--dry-run', 'the same: without --code this command changes nothing')
    .option('--json', 'print JSON')
    .action(setupZalo)
  group
    .command('zalo-bot')
    .description('the webhook of the bot on the Zalo Bot Platform')
    .option('--dry-run', 'say what would be set, and set nothing')
    .option('--json', 'print JSON')
    .action(setupZaloBot)
}

async function setupMessenger({ dryRun = false, json }: Options): Promise<void> {
  const { messenger, contentDir, publicUrl } = readConfig(process.env, 'tool')
  if (!messenger) throw new FinalError('Messenger is off: set the MESSENGER_… keys first')
  const { province } = loadContent(contentDir)

  const profile: Profile = {
    greeting: `Trợ lý ảo của UBND ${province.name}: hướng dẫn thủ tục, tiếp nhận phản ánh. Khẩn cấp gọi 113, 114, 115.`,
    openers: menuChoices,
    menu: menuChoices,
  }
  // Facebook tries the address at once, so the product must run there already.
  const webhook = publicUrl && {
    callbackUrl: `${publicUrl}/webhooks/messenger`,
    verifyToken: messenger.MESSENGER_VERIFY_TOKEN,
  }
  const done = await setUpMessenger(graphAccess(messenger), profile, {
    webhook: webhook || undefined,
    dryRun,
  })
  if (!done.ok) {
    throw new FinalError(`Messenger refused to ${done.step} (${done.code}); run: cau-noi doctor`)
  }
  if (json) return printJson(done)
  print(`${dryRun ? 'would change' : 'changed'}: ${done.changed.join(', ') || 'nothing'}`)
}

async function setupZaloBot({ dryRun, json }: Options): Promise<void> {
  const { zaloBot, publicUrl } = readConfig(process.env, 'tool')
  if (!zaloBot) throw new FinalError('The Zalo bot is off: set the ZALO_BOT_… keys first')
  if (!publicUrl) throw new FinalError('PUBLIC_URL is missing: Zalo must know where to deliver')
  const { ZALO_BOT_TOKEN: token, ZALO_BOT_SECRET: secret, apiUrl } = zaloBot
  const url = `${publicUrl}/webhooks/zalo-bot`
  if (dryRun) return json ? printJson({ webhook: url }) : print(`would set: ${url}`)
  const done = await setUpZaloBot({ token, apiUrl }, { url, secret })
  if (!done.ok) throw new FinalError(`Zalo: ${done.note}`)
  if (json) return printJson(done)
  print(done.note)
}
