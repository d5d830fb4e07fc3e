import { randomBytes } from 'node:crypto'
import type { Store } from './database.ts'

/** A fact of this installation, made on first need and the same for every process after. */
async function fact(store: Store, key: string, make: () => string): Promise<string> {
  const rows = await store.query<{ value: string }>(
    `with made as (
       insert into app.facts (key, value) values ($1, to_jsonb($2::text))
       on conflict (key) do nothing returning value
     )
     select value #>> '{}' as value from made
     union all select value #>> '{}' from app.facts where key = $1 limit 1`,
    [key, make()],
  )
  const [row] = rows
  // Another process made it between our two looks: now it is there.
  return row?.value ?? fact(store, key, make)
}

/** Stands in queue names, so that a queue that outlives its database swallows nothing. */
export const installationId = (store: Store) =>
  fact(store, 'installation', () => randomBytes(6).toString('hex'))

/** Names a process for leases and claims. */
export const processId = () => randomBytes(6).toString('hex')
