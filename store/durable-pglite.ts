import { execFile } from 'node:child_process'
import { existsSync, fdatasyncSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { root } from '../root.ts'

type Emscripten = {
  NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => number } }
}

/** How often a commit reached the disk; a test compares it with the commits made. */
export const flushes = { count: 0 }

/**
 * PGlite alone never flushes: it starts PostgreSQL with -F, and its NodeFS has no fsync.
 * Both halves are mended here, so that a commit is on disk when its promise resolves.
 */
class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const ready = await super.init(...args)
    ready.emscriptenOpts.preRun?.push((module: unknown) => {
      // as: PGlite does not type its file system's stream operations.
      const { stream_ops } = (module as Emscripten).NODEFS
      stream_ops.fsync = ({ nfd }) => {
        fdatasyncSync(nfd)
        flushes.count += 1
        return 0
      }
    })
    return ready
  }
}

const startParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=16MB'],
]

/** Opens the database in `dataDir`/pg, creating it on first start. The caller owns the folder (own-folder.ts). */
export async function openDurablePglite(dataDir: string): Promise<PGlite> {
  const folder = join(dataDir, 'pg')
  if (!existsSync(folder)) {
    mkdirSync(dataDir, { recursive: true })
    await promisify(execFile)(process.execPath, [join(root, 'store/init-data.mjs'), folder])
  }
  return PGlite.create({ fs: new DurableNodeFS(folder), startParams })
}
