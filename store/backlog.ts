import type { Store } from './database.ts'

export interface Backlog {
  lanesWaiting: number
  doubtful: number
  oldestUnsentSeconds: number
  alarms: number
}

/** How much waits, for the gauges. */
export async function backlog({ query }: Store): Promise<Backlog> {
  const [counts] = await query<Backlog>(
    `select
       (select count(*)::int from app.citizens where wake_at < now()) as "lanesWaiting",
       (select count(*)::int from app.outbox where state = 'doubtful') as doubtful,
       (select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 from app.outbox
         where state in ('waiting', 'claimed', 'sending')) as "oldestUnsentSeconds",
       (select count(*)::int from app.alarms) as alarms`,
  )
  return counts ?? { lanesWaiting: 0, doubtful: 0, oldestUnsentSeconds: 0, alarms: 0 }
}

/** Is a citizen waiting for us, or we with something to say to them? */
export async function openTalks({ query }: Store, citizenId: string): Promise<boolean> {
  const [row] = await query<{ open: boolean }>(
    `select exists (select 1 from app.incoming where citizen_id = $1 and done_at is null)
       or exists (select 1 from app.outbox where citizen_id = $1 and kind = 'reply'
         and state in ('waiting', 'claimed', 'sending')) as open`,
    [citizenId],
  )
  return row?.open ?? false
}
