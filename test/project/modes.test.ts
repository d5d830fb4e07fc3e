import { Redis } from 'ioredis'
import pg from 'pg'
import { expect, test } from 'vitest'
import { forEachMode } from '../support/modes.ts'

forEachMode((mode) => {
  test('the servers of a mode are there, empty, and keep every write', async () => {
    expect(mode.databaseUrl !== undefined).toBe(mode.name !== 'embedded')
    expect(mode.redisUrl !== undefined).toBe(mode.name === 'postgres+redis')

    if (mode.databaseUrl) {
      const client = new pg.Client({ connectionString: mode.databaseUrl })
      await client.connect()
      const { rows: settings } = await client.query('show fsync')
      const { rows: tables } = await client.query(
        "select count(*)::int as n from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
      )
      await client.end()
      expect([settings, tables]).toEqual([[{ fsync: 'on' }], [{ n: 0 }]])
    }
    if (mode.redisUrl) {
      const redis = new Redis(mode.redisUrl)
      expect(await redis.config('GET', 'appendfsync')).toContain('always')
      expect(await redis.dbsize()).toBe(0)
      await redis.quit()
    }
  })
})
