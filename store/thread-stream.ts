import { Duplex } from 'node:stream'
import type { Worker } from 'node:worker_threads'

const sync = 'S'.charCodeAt(0)
const query = 'Q'.charCodeAt(0)
const terminate = 'X'.charCodeAt(0)

/** What the driver takes for a socket: its bytes go to the database's thread, the answers come back. */
export function threadStream(thread: Worker): Duplex {
  let open: Buffer[] = []
  let started = false
  const heard = (bytes: Uint8Array) =>
    stream.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))

  function write(bytes: Buffer): void {
    open.push(bytes)
    const all = open.length === 1 ? bytes : Buffer.concat(open)
    const last = started ? lastMessage(all) : sync
    if (last === terminate) return void stream.destroy()
    if (last !== sync && last !== query) return
    started = true
    open = []
    // A copy of its own, handed over: what lies in the driver's buffer would be cloned with all of it.
    const own = new Uint8Array(all)
    thread.postMessage(own, [own.buffer])
  }

  const stream = Object.assign(
    new Duplex({
      read() {},
      write(bytes: Buffer, _encoding, done) {
        write(bytes)
        done()
      },
      writev(pieces, done) {
        write(Buffer.concat(pieces.map(({ chunk }) => chunk)))
        done()
      },
      destroy(error, done) {
        thread.off('message', heard)
        done(error)
      },
    }),
    {
      connect() {
        thread.on('message', heard)
        setImmediate(() => stream.emit('connect'))
      },
      setNoDelay() {},
      setKeepAlive() {},
      ref() {},
      unref() {},
    },
  )
  return stream
}

/** The kind of the last message, or undefined in the middle of one. Each is a letter, its length and its words. */
function lastMessage(bytes: Buffer): number | undefined {
  let at = 0
  let kind: number | undefined
  while (at + 5 <= bytes.length) {
    kind = bytes[at]
    at += 1 + bytes.readUInt32BE(at + 1)
  }
  return at === bytes.length ? kind : undefined
}
