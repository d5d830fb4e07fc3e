import { afterAll, beforeAll } from 'vitest'
import { describeWith, leavesNothingOut, type Need, needsPostgres, needsRedis } from './needs.ts'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'

/** What the product runs on: nothing of its own, PostgreSQL, or PostgreSQL and Redis. */
export interface Mode {
  name: 'embedded' | 'postgres' | 'postgres+redis'
  /** Servers that this test file has to itself; empty until its beforeAll() has run. */
  readonly databaseUrl?: string
  readonly redisUrl?: string
}

const modes: { name: Mode['name']; needs: Need[] }[] = [
  { name: 'embedded', needs: [] },
  { name: 'postgres', needs: [needsPostgres] },
  { name: 'postgres+redis', needs: [needsPostgres, needsRedis] },
]

/**
 * The same suite once for every mode whose servers are installed; the others are counted as
 * skipped. CAU_NOI_TEST_MODES narrows it to a list ("embedded,postgres"); "all" fails where a
 * server is missing.
 */
export function forEachMode(suite: (mode: Mode) => void) {
  for (const { name, needs } of modes.filter(({ name }) => wanted(name))) {
    describeWith(needs, name, () => suite(withServers(name, needs)))
  }
}

function wanted(name: Mode['name']): boolean {
  const asked = process.env.CAU_NOI_TEST_MODES
  return !asked || leavesNothingOut || asked.split(',').includes(name)
}

function withServers(name: Mode['name'], needs: Need[]): Mode {
  const mode: { name: Mode['name']; databaseUrl?: string; redisUrl?: string } = { name }
  const closing: (() => Promise<void>)[] = []
  beforeAll(async () => {
    if (needs.includes(needsPostgres)) {
      const { url, close } = await startPostgres()
      mode.databaseUrl = url
      closing.push(close)
    }
    if (needs.includes(needsRedis)) {
      const { url, close } = await startRedis()
      mode.redisUrl = url
      closing.push(close)
    }
  })
  afterAll(async () => {
    for (const close of closing) await close()
  })
  return mode
}
