import { once } from 'node:events'
import { type Core, openCore } from './app/core.ts'
import { freePort } from './app/free-port.ts'
import { watchGauges } from './app/gauges.ts'
import { createLog } from './app/log.ts'
import { watchMailbox } from './app/mail-collector.ts'
import { openMailDoor } from './app/mail-door.ts'
import { ownerAnswers } from './app/owner-answers.ts'
import { openWebPorts } from './app/web-ports.ts'
import { startWorker } from './app/worker.ts'
import type { Config, Role } from './config.ts'
import { createServer } from './server/server.ts'
import { ownFolder } from './store/own-folder.ts'

export interface App {
  url: string
  /** Takes nothing new, finishes what is under way, closes what is open. */
  close(): Promise<void>
}

/** How long requests under way may take when we stop. */
const patienceMs = 3_000

/** People write in bursts; the terminal sends one finished line. */
const quietMs = (channel: string): number => (channel === 'console' ? 0 : 900)

/** Runs a role until it is told to stop. */
export async function runApp(config: Config, role: Role): Promise<void> {
  const log = createLog(config)
  const app = await openApp(config, role, log)
  await Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)))
  log.info('stopping')
  await app.close()
}

/** Builds every part of a role and hands them to each other. */
async function openApp(config: Config, role: Role, log = createLog(config)): Promise<App> {
  const port = config.port || (await freePort(config.host))
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  const publicUrl = config.publicUrl ?? url

  // Embedded: nobody else may touch the folder from here on; its command line asks us.
  let core: Core | undefined
  const leaveFolder = config.databaseUrl
    ? async () => {}
    : await ownFolder(config.dataDir, (request, reply) => ownerAnswers(core, request, reply))

  core = await openCore({ config, log, publicUrl, quietMs, print: () => {} })
  const { metrics, store, queues, fault } = core
  const web = role === 'work' ? undefined : await openWebPorts(config, core, publicUrl)
  const server = await createServer({
    log,
    health: {
      metrics: metrics.registry,
      checks: { store: () => store.query('select 1'), queue: () => queues.check() },
    },
    web: web?.ports,
  })
  const worker = role === 'serve' ? undefined : startWorker(core)
  const mailDoor = role === 'work' ? undefined : await openMailDoor(config, core)
  const imapUrl = role === 'serve' ? undefined : config.mailIn?.imapUrl
  const mailbox = imapUrl ? watchMailbox(imapUrl, core) : undefined
  const gauges = watchGauges(core)
  await server.listen({ host: config.host, port })
  log.info({ url, ...addresses(publicUrl, role, web?.ports.inbox !== undefined) }, 'listening')

  const { close } = core
  return {
    url,
    async close() {
      // A browser keeps connections open that it does not use; they must not hold us.
      setTimeout(() => server.server.closeAllConnections(), patienceMs).unref()
      await server.close()
      await web?.close()
      await mailDoor?.close()
      await mailbox?.close()
      await worker?.close()
      await gauges.close()
      await close().catch((error) => fault('stop', error))
      await leaveFolder()
    },
  }
}

function addresses(publicUrl: string, role: Role, inbox: boolean) {
  if (role === 'work') return { role }
  return { role, chat: `${publicUrl}/chat`, ...(inbox && { inbox: `${publicUrl}/inbox` }) }
}
