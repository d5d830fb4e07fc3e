import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { drain } from './drain.ts'
import { type HealthPorts, health } from './health.ts'
import { assets } from './pages/assets.ts'
import { chatPages } from './pages/chat.tsx'
import { type DeletionState, deletionPages } from './pages/deletion.tsx'
import { deskPages } from './pages/desk.tsx'
import type { Desk } from './pages/desk-view.ts'
import { type Inbox, inboxPages } from './pages/inbox.tsx'
import type { Site } from './pages/layout.tsx'
import { sendProblem } from './pages/problem.tsx'
import { procedurePages } from './pages/procedure.tsx'
import type { Procedures } from './pages/procedure-view.ts'
import { type PublicFigures, publicPages } from './pages/public.tsx'
import { type Scans, scanPages } from './pages/scan.tsx'
import { type CitizenTickets, ticketPages } from './pages/ticket.tsx'
import type { WebChat } from './pages/web-chat.ts'
import { type Consented, type ConsentQuery, zaloConsentPage } from './pages/zalo-consent.tsx'
import { type WebhookPorts, webhooks } from './webhooks.ts'
import { zaloVerification } from './zalo-verification.ts'

export interface WebPorts {
  site: Site
  webhooks: WebhookPorts
  webChat: WebChat
  desk: Desk
  tickets: CitizenTickets
  procedures: Procedures
  results: PublicFigures
  scans: Scans
  /** Only with Messenger: what became of a request that Facebook passed on. */
  deletionState?: ((code: string) => Promise<DeletionState | undefined>) | undefined
  /** Only without a mail server, and only on a loopback address. */
  inbox?: Inbox | undefined
  zaloDomainVerification?: string | undefined
  /** Only with Zalo: what an administrator brings back from the consent page. */
  zaloConsent?: ((query: ConsentQuery) => Promise<Consented>) | undefined
}

export interface ServerParts {
  log: FastifyBaseLogger
  health: HealthPorts
  /** Absent in the worker role, which has no pages. */
  web?: WebPorts | undefined
}

/** The HTTP side of a process; who listens, and on which port, is main.ts's business. */
export async function createServer({
  log,
  health: ports,
  web,
}: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    // An address may hold a signed link; what is worth knowing of requests stands in the metrics.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: 'loopback, linklocal, uniquelocal',
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    // An officer's signed link is one long part of a path.
    routerOptions: { maxParamLength: 1_000 },
  })
  await app.register(helmet, {
    contentSecurityPolicy: false,
    // We speak for our own name only, not for whatever else the province runs below it.
    strictTransportSecurity: { includeSubDomains: false },
  })
  await app.register(cookie)
  await app.register(health, ports)
  if (web) await mount(app, web)
  return app
}

async function mount(app: FastifyInstance, web: WebPorts): Promise<void> {
  const { site } = web
  app.setNotFoundHandler((request, reply) => sendProblem(site, request, reply, 404))
  app.setErrorHandler(async (error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status === 413) await drain(request.raw)
    if (status >= 500) request.log.error({ err: error }, 'a request failed')
    return sendProblem(site, request, reply, status)
  })

  await app.register(assets, {})
  await app.register(webhooks, web.webhooks)
  await app.register(chatPages, { site, webChat: web.webChat })
  await app.register(ticketPages, { site, tickets: web.tickets })
  await app.register(deskPages, { site, desk: web.desk })
  await app.register(procedurePages, { site, procedures: web.procedures })
  await app.register(publicPages, { site, results: web.results })
  await app.register(scanPages, { site, scans: web.scans })
  if (web.deletionState) await app.register(deletionPages, { site, state: web.deletionState })
  if (web.inbox) await app.register(inboxPages, { site, inbox: web.inbox })
  if (web.zaloConsent) await app.register(zaloConsentPage, { site, consent: web.zaloConsent })
  if (web.zaloDomainVerification) {
    await app.register(zaloVerification, { code: web.zaloDomainVerification })
  }
}
