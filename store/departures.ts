import { randomUUID } from 'node:crypto'
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { createServer, type Server, Socket } from 'node:net'
import { join } from 'node:path'
import { socketPath } from './own-folder.ts'

/**
 * What has left this machine, noted beside the database. A row marked "sending" says that a request
 * may have left; this says whether it did. The notes are not flushed, so they outlive the process
 * but not the machine: they are believed only within the same boot.
 */
export interface Departures {
  /** The first byte of this row's request is about to leave. */
  note(id: number): void
  /** The database knows how it ended: the note may go. */
  settled(id: number): void
  close(): void
}

/** A process that is gone, and the rows whose requests had left. */
export interface Departed {
  owner: string
  left: number[]
  forget(): void
}

const folderOf = (dataDir: string) => join(dataDir, 'run')
const socketOf = (dataDir: string, owner: string) =>
  socketPath(join(folderOf(dataDir), `${owner}.sock`))
/** Notes of another boot prove nothing; they are cleared away when every hold on a row has long ended. */
const keptMs = 24 * 3_600_000
/** The file is written anew with what is open when it has grown to this. */
const mostLines = 50_000

const boot = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    // Not Linux: nothing is believed after the process is gone.
    return randomUUID()
  }
}
const thisBoot = boot()

/** Opens this process's notes, and a socket that shows the others that it lives. */
export async function openDepartures(dataDir: string, owner: string): Promise<Departures> {
  const folder = folderOf(dataDir)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const alive = await listen(socketOf(dataDir, owner))
  const path = join(folder, `${owner}.sent`)
  const file = openSync(path, 'a', 0o600)
  const open = new Set<number>()
  let lines = 0
  writeSync(file, `${thisBoot}\n`)
  return {
    note(id) {
      open.add(id)
      writeSync(file, `${id}\n`)
      lines += 1
      if (lines < mostLines) return
      ftruncateSync(file)
      writeSync(file, [thisBoot, ...open, ''].join('\n'))
      lines = open.size
    },
    settled(id) {
      open.delete(id)
    },
    close() {
      closeSync(file)
      rmSync(path, { force: true })
      alive.close()
    },
  }
}

/** Processes of this folder and this boot that are gone. Others' rows wait until their time is up. */
export async function departed(dataDir: string): Promise<Departed[]> {
  const gone: Departed[] = []
  for (const name of namesIn(folderOf(dataDir))) {
    const owner = name.replace(/\.sent$/, '')
    if (owner === name || (await answers(socketOf(dataDir, owner)))) continue
    const path = join(folderOf(dataDir), name)
    const [noted, ...ids] = readFileSync(path, 'utf8').split('\n')
    const forget = () => {
      rmSync(path, { force: true })
      rmSync(socketOf(dataDir, owner), { force: true })
    }
    if (noted === thisBoot) gone.push({ owner, left: ids.filter(Boolean).map(Number), forget })
    else if (Date.now() - statSync(path).mtimeMs > keptMs) forget()
  }
  return gone
}

function listen(path: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy())
  server.unref()
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(path, () => done(server))
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = new Socket()
    const end = (alive: boolean) => {
      socket.destroy()
      done(alive)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false))
    socket.connect(path)
  })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
