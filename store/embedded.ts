import { execFile } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { root } from '../root.ts'
import { threadStream } from './thread-stream.ts'

/** The database of a folder, in its own thread, behind the same driver as a server. */
export interface Embedded {
  /** One session: whatever asks while it is taken waits. */
  pool: pg.Pool
  /** Emits "notification" as the driver does. */
  notified: EventEmitter
  /** How often a commit reached the disk; a test compares it with the commits made. */
  flushes(): number
  close(): Promise<void>
}

/** Opens the database in `dataDir`/pg, creating it on first start. The caller owns the folder (own-folder.ts). */
export async function openThread(dataDir: string): Promise<Embedded> {
  const folder = join(dataDir, 'pg')
  if (!existsSync(folder)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    await promisify(execFile)(process.execPath, [join(root, 'store/init-data.mjs'), folder])
  }
  const flushes = new Uint32Array(new SharedArrayBuffer(4))
  const thread = new Worker(join(root, 'store/embedded-thread.mjs'), {
    workerData: { folder, flushes },
  })
  // No listener for its errors: a database that breaks ends the process, and the next start mends it.
  await new Promise((ready) => thread.once('message', ready))

  const notified = new EventEmitter().setMaxListeners(0)
  const pool = new pg.Pool({
    stream: () => threadStream(thread),
    user: 'postgres',
    database: 'postgres',
    max: 1,
    idleTimeoutMillis: 0,
  })
  pool.on('connect', (client) => {
    client.on('notification', (message) => notified.emit('notification', message))
  })
  return {
    pool,
    notified,
    flushes: () => flushes[0] ?? 0,
    async close() {
      await pool.end()
      const ended = new Promise((done) => thread.once('exit', done))
      thread.postMessage('close')
      await ended
    },
  }
}
