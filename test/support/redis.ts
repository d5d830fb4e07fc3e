import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChildServer } from './child-server.ts'
import { needsRedis } from './needs.ts'

/** Redis of our own, empty, set as a production queue must be: every write kept, nothing evicted. */
export async function startRedis(): Promise<{ url: string; close(): Promise<void> }> {
  const program = needsRedis.find()
  if (!program) throw new Error(`Redis is missing: ${needsRedis.install}`)
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-redis-'))
  const server = await startChildServer({
    program,
    args: (port) => [
      ...['--bind', '127.0.0.1', '--port', String(port), '--dir', folder],
      ...['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''],
      ...['--maxmemory-policy', 'noeviction'],
    ],
    stopSignal: 'SIGTERM',
  })
  return {
    url: `redis://127.0.0.1:${server.port}`,
    async close() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
