import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { type Core, openCore } from '../app/core.ts'
import { createLog } from '../app/log.ts'
import { startWorker } from '../app/worker.ts'
import { type Config, readConfig } from '../config.ts'
import { openTalks } from '../store/backlog.ts'
import { askOwner, ownFolder } from '../store/own-folder.ts'
import { print } from './output.ts'

/** The terminal as a channel: the same intake, lane and outbox as every other. */
export function chatCommand(program: Command): void {
  program
    .command('chat')
    .description('talk to the bot in the terminal')
    .action(async () => {
      const config = readConfig(process.env, 'tool')
      const running = !config.databaseUrl && (await askOwner(config.dataDir, '/'))
      if (!running) return talk(config)
      // The folder has an owner: this talk gets one of its own, and what is filed in it goes with it.
      const dataDir = mkdtempSync(join(tmpdir(), 'cau-noi-chat-'))
      try {
        print('(Hệ thống đang chạy trên thư mục dữ liệu; cuộc trò chuyện này dùng dữ liệu tạm.)')
        await talk({ ...config, dataDir })
      } finally {
        rmSync(dataDir, { recursive: true, force: true })
      }
    })
}

const citizen = { channel: 'console', id: 'terminal' } as const

async function talk(config: Config): Promise<void> {
  const leave = config.databaseUrl
    ? async () => {}
    : await ownFolder(config.dataDir, (_request, reply) => reply.end('{}'))
  const core = await openCore({
    config,
    log: createLog({ logLevel: 'silent' }),
    publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
    quietMs: () => 0,
    print: (text) => print(`\n${text}\n`),
  })
  const worker = startWorker(core)
  try {
    await hear(core, { kind: 'start' })
    // Opened only now: a line that comes before somebody iterates would be lost.
    const { stdin: input, stdout: output } = process
    const lines = createInterface({
      input,
      output,
      terminal: input.isTTY,
      prompt: input.isTTY ? '> ' : '',
    })
    lines.prompt()
    for await (const line of lines) {
      if (!input.isTTY && line.trim() !== '') print(`> ${line}`)
      if (line.trim() !== '')
        await hear(core, { kind: 'message', text: line.normalize('NFC'), attachments: [] })
      lines.prompt()
    }
  } finally {
    await worker.close()
    await core.close()
    await leave()
  }
}

type Said = { kind: 'start' } | { kind: 'message'; text: string; attachments: [] }

/** Resolves when everything that follows from it has been said. */
async function hear({ intake, store, now }: Core, said: Said): Promise<void> {
  await intake.keep([{ key: randomUUID(), from: citizen, at: now(), ...said }])
  while (await openTalks(store, 'console:terminal'))
    await new Promise((done) => setTimeout(done, 20))
}
