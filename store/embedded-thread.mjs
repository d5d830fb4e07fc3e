// The embedded database, in a thread of its own: a statement never holds up the thread that answers
// webhooks. It takes whole messages of PostgreSQL's protocol and gives back what the database says.
import { fdatasyncSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

const { folder, flushes } = workerData

/**
 * PGlite alone never flushes: it starts PostgreSQL with -F, and its NodeFS has no fsync.
 * Both halves are mended here, so that a commit is on disk before anybody hears of it.
 */
class DurableNodeFS extends NodeFS {
  async init(...args) {
    const ready = await super.init(...args)
    ready.emscriptenOpts.preRun?.push(({ NODEFS }) => {
      NODEFS.stream_ops.fsync = ({ nfd }) => {
        fdatasyncSync(nfd)
        flushes[0] += 1
        return 0
      }
    })
    return ready
  }
}

const lite = await PGlite.create({
  fs: new DurableNodeFS(folder),
  startParams: [
    ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
    ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=16MB'],
    // Without statistics a planner reads whole tables; all we ask on the way of a message has its index.
    ...['-c', 'enable_seqscan=off'],
  ],
})

async function answer(messages) {
  const pieces = []
  await lite.execProtocolRawStream(messages, {
    syncToFs: false,
    onRawData: (bytes) => pieces.push(bytes.slice()),
  })
  const [only] = pieces
  const all = pieces.length === 1 ? only : new Uint8Array(await new Blob(pieces).arrayBuffer())
  parentPort.postMessage(all, [all.buffer])
}

parentPort.on('message', async (messages) => {
  if (messages !== 'close') return answer(messages)
  await lite.close()
  process.exit(0)
})
parentPort.postMessage('ready')
