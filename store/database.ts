import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { root } from '../root.ts'
import { type Embedded, openThread } from './embedded.ts'
import { PglitePool } from './pglite-pool.ts'
import { prepared } from './prepared.ts'
import * as schema from './schema.ts'

/** Drizzle on either engine. A transaction handle has the same type. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>

export interface Store {
  db: Database
  /** One statement, one round trip, for the hot paths. A server sends int8 as text: cast it. */
  query<Row>(text: string, params?: unknown[]): Promise<Row[]>
  /** What BullMQ runs on when no Redis is configured: our one session, or the server's address. */
  queueOn: { pool: PglitePool } | { url: string }
  /** Wakes listeners in every process; the payload must be short and hold nothing personal. */
  notify(channel: string, payload: string): Promise<void>
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  /** Clears away old row versions, which a server does by itself and PGlite never. */
  tidy(): Promise<void>
  close(): Promise<void>
}

const migrations = {
  migrationsFolder: join(root, 'store/migrations'),
  migrationsSchema: 'app_migrations',
}
/** A plan is kept for long, and made while a table is small: what has an index is read by it. */
const byIndex = '-c enable_seqscan=off'
const options = { schema, casing: 'snake_case' } as const

/** The embedded database of a folder that this process owns. */
export async function openEmbedded(dataDir: string): Promise<Store & Pick<Embedded, 'flushes'>> {
  const embedded = await openThread(dataDir)
  const { pool, notified, flushes, close } = embedded
  const db = drizzle({ client: pool, ...options })
  await migrate(db, migrations)
  await pool.query('set search_path to bullmq, public')
  return {
    ...onPool(pool, db),
    flushes,
    queueOn: { pool: new PglitePool(embedded) },
    async listen(channel, heard) {
      const hear = (message: pg.Notification) => {
        if (message.channel === channel) heard(message.payload ?? '')
      }
      notified.on('notification', hear)
      await pool.query(`listen ${pg.escapeIdentifier(channel)}`)
      return async () => void notified.off('notification', hear)
    },
    tidy: async () => {
      const { rows } = await pool.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
         where schemaname in ('app', 'bullmq')`,
      )
      // One table at a time: whatever waits for the session gets its turn in between.
      for (const { name } of rows) await pool.query(`vacuum (analyze) ${name}`)
    },
    close,
  }
}

/** A PostgreSQL server shared by many processes. */
export async function openPostgres(url: string): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 12, keepAlive: true, options: byIndex })
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', () => {})
  const db = drizzle({ client: pool, ...options })
  await migrateTogether(pool)
  return {
    ...onPool(pool, db),
    queueOn: { url },
    listen: (channel, heard) => listenOn(url, channel, heard),
    tidy: async () => {},
    close: () => pool.end(),
  }
}

/** What both engines do alike. */
const onPool = (pool: pg.Pool, db: Database) => ({
  db,
  query: async <Row>(text: string, params: unknown[] = []) =>
    // as: who wrote the statement knows its columns.
    (await pool.query(prepared(text, params))).rows as Row[],
  notify: async (channel: string, payload: string) => {
    await pool.query('select pg_notify($1, $2)', [channel, payload])
  },
})

/** Several processes may start at once: one migrates, the others wait and find it done. */
async function migrateTogether(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [74_001])
    await migrate(drizzle({ client, ...options }), migrations)
    await client.query('select pg_advisory_unlock($1)', [74_001])
  } finally {
    client.release()
  }
}

/** Listens on a connection of its own, and opens it again when it breaks. */
async function listenOn(url: string, channel: string, heard: (payload: string) => void) {
  let closed = false
  let client: pg.Client | undefined
  const open = async () => {
    const next = new pg.Client({ connectionString: url, keepAlive: true })
    next.on('notification', ({ payload }) => heard(payload ?? ''))
    next.on('error', () => {})
    next.on('end', () => {
      if (!closed) setTimeout(() => open().catch(() => next.emit('end')), 1_000).unref()
    })
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = next
  }
  await open()
  return async () => {
    closed = true
    await client?.end()
  }
}
