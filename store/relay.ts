import type { Store } from './database.ts'

export interface PromisedJob {
  id: number
  name: string
  payload: unknown
}

/**
 * Hands promised jobs to the queue and marks them. If we die in between they are handed again
 * under the same id, which the queue takes once. How many went over.
 */
export async function relayJobs(
  { query }: Store,
  hand: (jobs: PromisedJob[]) => Promise<void>,
  most = 200,
): Promise<number> {
  let handed = 0
  for (;;) {
    const jobs = await waitingJobs(query, most)
    if (jobs.length === 0) return handed
    await hand(jobs)
    await query(
      `update app.outbox set state = 'done', done_at = now() where id = any($1::bigint[])`,
      [jobs.map(({ id }) => id)],
    )
    handed += jobs.length
  }
}

const waitingJobs = (query: Store['query'], most: number) =>
  query<PromisedJob>(
    `select id::int as id, body->>'name' as name, body->'payload' as payload from app.outbox
     where kind = 'job' and state = 'waiting' and next_at <= now() order by id limit $1`,
    [most],
  )
