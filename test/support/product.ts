import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { request } from 'undici'
import { root } from '../../root.ts'
import type { FakeMessenger } from './fake-messenger.ts'
import type { FakeZalo } from './fake-zalo.ts'
import type { Mode } from './modes.ts'
import { copyTemplate } from './template.ts'

export type Role = 'start' | 'serve' | 'work'

/** The built product as its own process, as an operator runs it. */
export interface Product {
  url: string
  role: Role
  /** Its log, one parsed line each. */
  log: Record<string, unknown>[]
  /** Everything it wrote, to look for what must not be there. */
  output(): string
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export async function startProduct(
  role: Role,
  environment: Record<string, string>,
): Promise<Product> {
  const child = spawn(process.execPath, [join(root, 'dist/main.js'), role], {
    cwd: environment.DATA_DIR,
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const written: string[] = []
  const log: Record<string, unknown>[] = []
  child.stderr.on('data', (piece: Buffer) => written.push(piece.toString()))
  const lines = createInterface({ input: child.stdout })
  const url = await new Promise<string>((ready, fail) => {
    lines.on('line', (line) => {
      written.push(line)
      const entry = jsonOf(line)
      log.push(entry)
      if (entry.msg === 'listening') ready(String(entry.url))
    })
    child.once('exit', (code) =>
      fail(new Error(`${role} ended with ${code}: ${written.join('\n')}`)),
    )
  })
  return { url, role, log, output: () => written.join('\n'), stop: (signal) => stop(child, signal) }
}

async function stop(
  child: ChildProcess,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
  return child.exitCode
}

function jsonOf(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line)
  } catch {
    return { text: line }
  }
}

export interface Installation {
  folder: string
  environment: Record<string, string>
  /** The processes of this mode: one, or two web and two worker processes; or those named. */
  up(roles?: Role[]): Promise<Product[]>
  close(): Promise<void>
}

/** What an administrator would set up: both platforms' keys, a data folder, the mode's servers. */
export function install(
  mode: Mode,
  fakes: { messenger?: FakeMessenger; zalo?: FakeZalo },
): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-e2e-'))
  if (!mode.databaseUrl) copyTemplate(folder)
  const { messenger, zalo } = fakes
  const environment: Record<string, string> = {
    DATA_DIR: folder,
    ...(mode.databaseUrl && { DATABASE_URL: mode.databaseUrl, SECRET_KEY: 'e2e-'.repeat(10) }),
    ...(mode.redisUrl && { REDIS_URL: mode.redisUrl }),
    ...(messenger && {
      MESSENGER_APP_ID: messenger.appId,
      MESSENGER_APP_SECRET: messenger.appSecret,
      MESSENGER_VERIFY_TOKEN: 'verify-me',
      MESSENGER_PAGE_ID: messenger.pageId,
      MESSENGER_PAGE_TOKEN: messenger.pageToken,
      MESSENGER_GRAPH_URL: messenger.graphUrl,
    }),
    ...(zalo && {
      ZALO_APP_ID: zalo.appId,
      ZALO_APP_SECRET: zalo.appSecret,
      ZALO_OA_ID: zalo.oaId,
      ZALO_OA_SECRET_KEY: zalo.oaSecretKey,
      ZALO_REFRESH_TOKEN: zalo.pair().refreshToken,
      ZALO_API_URL: zalo.url,
      ZALO_OAUTH_URL: zalo.url,
    }),
  }
  const running: Product[] = []
  return {
    folder,
    environment,
    async up(roles = mode.databaseUrl ? ['serve', 'serve', 'work', 'work'] : ['start']) {
      const started = await Promise.all(roles.map((role) => startProduct(role, environment)))
      running.push(...started)
      return started
    },
    async close() {
      await Promise.all(running.map((product) => product.stop('SIGKILL')))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function getJson<T>(url: string): Promise<T> {
  const { body } = await request(url)
  // as: the caller names the shape that interface.md promises.
  return (await body.json()) as T
}

/** Looks again until there is something, and says what it waited for when there never is. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  patienceMs = 30_000,
): Promise<T> {
  const until = Date.now() + patienceMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > until) throw new Error(`never came: ${what}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}
