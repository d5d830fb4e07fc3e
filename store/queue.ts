import { setTimeout as pause } from 'node:timers/promises'
import { createPostgresBackend, Queue, type Job as Queued, runMigrations, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type { Store } from './database.ts'
import { grouped } from './group.ts'

/** What a bell says: lanes have words to read, the outbox has something to send or hand on. */
export type Bell = 'lanes' | 'outbox'

export interface HandedJob {
  /** The outbox row: the queue takes each id once. */
  id: number
  name: string
  payload: unknown
  attempts: number
}

export interface Queues {
  /** Wakes a worker in some process. Never throws: whatever a lost ring leaves, the sweep finds. */
  ring(bell: Bell): Promise<void>
  hand(jobs: HandedJob[]): Promise<void>
  /** Starts taking rings and jobs in this process; `gaveUp` hears of a job after its last attempt. */
  work(parts: {
    rung(bell: Bell): void
    run(job: { name: string; data: unknown }): Promise<void>
    gaveUp(job: { name: string; id: string }): void
  }): void
  /** Throws when the queue cannot be reached. */
  check(): Promise<void>
  close(): Promise<void>
}

/** A lane waits longer than this for more of a burst, so that nobody's answer is later for it. */
const betweenRingsMs = 50

const spent = { removeOnComplete: true, removeOnFail: true } as const
/** Done jobs are remembered for a while: one that is handed over again after a crash is known. */
const remembered = {
  removeOnComplete: { age: 3_600, count: 10_000 },
  removeOnFail: { count: 1_000 },
} as const

/**
 * BullMQ on whatever the configuration offers: Redis when there is one, else the database.
 * `installation` stands in every name, so that a queue that outlives its database swallows nothing.
 */
export async function openQueues(
  store: Store,
  { installation, redisUrl }: { installation: string; redisUrl?: string | undefined },
): Promise<Queues> {
  const make = redisUrl ? onRedis(redisUrl, `cau-noi-${installation}`) : await onPostgres(store)
  const bells = make.queue('bells')
  const jobs = make.queue('jobs')
  const workers: AnyWorker[] = []
  // Embedded there is no other process to wake.
  const alone = !redisUrl && 'pool' in store.queueOn
  let rungHere: ((bell: Bell) => void) | undefined

  // A ring says only "look": those of one moment are one, and a storm of them is a few a second.
  const rings = {
    lanes: grouped(ringOnce('lanes'), { most: Number.POSITIVE_INFINITY }),
    outbox: grouped(ringOnce('outbox'), { most: Number.POSITIVE_INFINITY }),
  }
  function ringOnce(bell: Bell) {
    return async (all: undefined[]) => {
      rungHere?.(bell)
      if (!alone) await bells.add(bell, {}, spent).catch(() => {})
      await pause(betweenRingsMs)
      return all
    }
  }

  return {
    async ring(bell) {
      await rings[bell](undefined)
    },
    async hand(handed) {
      await jobs.addBulk(
        handed.map(({ id, name, payload, attempts }) => ({
          name,
          data: payload,
          opts: {
            ...remembered,
            jobId: `${installation}-outbox-${id}`,
            attempts,
            backoff: { type: 'exponential', delay: 5_000, jitter: 0.3 },
          },
        })),
      )
    },
    work({ rung, run, gaveUp }) {
      rungHere = rung
      // as: only we ring, and only with a Bell.
      if (!alone) workers.push(make.worker('bells', async ({ name }) => rung(name as Bell), 1))
      const worker = make.worker('jobs', run, 8)
      worker.on('failed', (job) => {
        if (job && (job.finishedOn ?? 0) > 0) gaveUp({ name: job.name, id: String(job.id) })
      })
      workers.push(worker)
    },
    async check() {
      await jobs.getJobCounts('waiting')
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()))
      await Promise.all([bells.close(), jobs.close()])
      await make.close()
    },
  }
}

type Processor = (job: Queued) => Promise<void>

/** What we use of a Worker, whichever engine it runs on. */
interface AnyWorker {
  on(event: 'failed', listener: (job: Queued | undefined) => void): unknown
  close(): Promise<void>
}

interface Make {
  queue(name: string): Pick<Queue, 'add' | 'addBulk' | 'getJobCounts' | 'close'>
  worker(name: string, processor: Processor, concurrency: number): AnyWorker
  close(): Promise<void>
}

/** A job whose worker was killed is another's soon, and however often that happens it is not lost. */
const patient = { maxStalledCount: 1_000, stalledInterval: 10_000, lockDuration: 30_000 }

function onRedis(url: string, prefix: string): Make {
  // A producer fails at once when Redis is away; a worker waits for it to come back.
  const producer = quiet(new Redis(url, { maxRetriesPerRequest: null, enableOfflineQueue: false }))
  const consumer = quiet(new Redis(url, { maxRetriesPerRequest: null }))
  return {
    queue: (name) => quiet(new Queue(name, { connection: producer, prefix })),
    worker: (name, processor, concurrency) =>
      quiet(new Worker(name, processor, { connection: consumer, prefix, concurrency, ...patient })),
    async close() {
      producer.disconnect()
      consumer.disconnect()
    },
  }
}

async function onPostgres({ queueOn }: Store): Promise<Make> {
  if ('pool' in queueOn) await runMigrations(await queueOn.pool.connect())
  const connection =
    'pool' in queueOn
      ? queueOn.pool
      : { connectionString: queueOn.url, migrate: true, max: 4, keepAlive: true }
  return {
    queue: (name) => quiet(new Queue(name, { connection }, createPostgresBackend)),
    worker: (name, processor, concurrency) =>
      quiet(
        new Worker(name, processor, { connection, concurrency, ...patient }, createPostgresBackend),
      ),
    async close() {},
  }
}

/** Lost connections are mended by the libraries; without a listener they would end the process. */
function quiet<Emitter extends { on(event: 'error', listener: () => void): unknown }>(
  emitter: Emitter,
): Emitter {
  emitter.on('error', () => {})
  return emitter
}
