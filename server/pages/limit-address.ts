import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { Site } from './layout.tsx'
import { sendProblem } from './problem.tsx'

/** Far more than all officers behind one address read; a program that tries links is slowed. */
const mostPerMinute = 300

/** Bounds what one address may ask of the pages that `app` holds. */
export async function limitAddress(app: FastifyInstance, site: Site): Promise<void> {
  if (!app.hasDecorator('createRateLimit')) await app.register(rateLimit, { global: false })
  const ofAddress = app.createRateLimit({ max: mostPerMinute, timeWindow: 60_000 })
  app.addHook('onRequest', async (request, reply) => {
    const use = await ofAddress(request)
    if (use.isAllowed || !use.isExceeded) return
    reply.header('retry-after', use.ttlInSeconds)
    return sendProblem(site, request, reply, 429)
  })
}
