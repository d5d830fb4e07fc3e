import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { FinalError } from '../border.ts'

/** Another process runs on this data folder. */
export class FolderTaken extends FinalError {
  override name = 'FolderTaken'
}

/** A socket path is cut at some 100 bytes by the system; a deep folder gets a short one elsewhere. */
export function socketPath(wanted: string): string {
  const path = resolve(wanted)
  if (Buffer.byteLength(path) <= 100) return path
  const name = createHash('sha256').update(path).digest('hex').slice(0, 24)
  return join(tmpdir(), `cau-noi-${name}.sock`)
}

/**
 * PGlite takes no lock, and two processes would write over each other. The owner listens on a
 * socket in the folder: whoever is answered there is refused; a socket that nobody answers is
 * left from a killed process and is replaced. `answer` serves the owner's command line.
 */
export async function ownFolder(
  dataDir: string,
  answer: RequestListener,
): Promise<() => Promise<void>> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const socket = socketPath(join(dataDir, '.lock.sock'))
  const server = createServer(answer)
  const listen = () =>
    new Promise<void>((done, fail) => {
      server.once('error', fail)
      server.listen(socket, () => {
        server.off('error', fail)
        done()
      })
    })
  try {
    await listen()
  } catch (error) {
    if (!isTaken(error)) throw error
    if ((await askOwner(dataDir, '/')) !== undefined) {
      throw new FolderTaken(
        `Cầu Nối is running on ${dataDir}: another process owns it; stop that one first, or set another DATA_DIR`,
      )
    }
    rmSync(socket, { force: true })
    await listen()
  }
  return () =>
    new Promise((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
}

/** How long an owner may take; one that is stopped or stuck owns the folder all the same. */
const answerMs = 5_000

/** Asks the process that owns the folder; undefined when there is none, empty when it is stuck. */
export function askOwner(
  dataDir: string,
  path: string,
  body?: unknown,
): Promise<string | undefined> {
  return new Promise((done) => {
    const asking = request(
      {
        socketPath: socketPath(join(dataDir, '.lock.sock')),
        path,
        method: body === undefined ? 'GET' : 'POST',
      },
      (answer) => {
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('end', () => done(Buffer.concat(pieces).toString()))
        answer.on('error', () => done(undefined))
      },
    )
    asking.on('error', () => done(undefined))
    asking.setTimeout(answerMs, () => {
      done('')
      asking.destroy()
    })
    asking.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

const isTaken = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
