import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'

export interface HealthPorts {
  metrics: Registry
  /** What must work before this process can do its duty; each throws when it does not. */
  checks: Record<string, () => Promise<unknown>>
}

const patienceMs = 2_000

/** Alive, able to work, and the figures: for supervisors and dashboards. */
export async function health(
  app: FastifyInstance,
  { metrics, checks }: HealthPorts,
): Promise<void> {
  app.get('/healthz', async () => ({ status: 'ok' }))

  app.get('/readyz', async (_request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await answers(check)] as const),
    )
    const ready = results.every(([, ok]) => ok)
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ok' : 'not ready',
      ...Object.fromEntries(results.map(([name, ok]) => [name, ok ? 'ok' : 'failed'])),
    })
  })

  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  )
}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), patienceMs)
  })
  try {
    return await Promise.race([check().then(() => true), late])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
