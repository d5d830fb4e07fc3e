import { execFile } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { startChildServer } from './child-server.ts'
import { needsPostgres } from './needs.ts'

const run = promisify(execFile)

/** PostgreSQL of our own, empty, flushing every commit as in production. */
export async function startPostgres(): Promise<{ url: string; close(): Promise<void> }> {
  const program = needsPostgres.find()
  if (!program) throw new Error(`PostgreSQL is missing: ${needsPostgres.install}`)
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-postgres-'))
  const user = await asPostgres(folder)
  const data = join(folder, 'data')
  const create = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C']
  await run('setpriv', [...user, join(dirname(program), 'initdb'), ...create, '--no-sync'])

  const server = await startChildServer({
    program,
    args: (port) => [
      ...['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', ''],
      ...['-c', 'fsync=on', '-c', 'max_connections=200'],
    ],
    user,
    // "Fast": open connections are ended, and the shutdown is a clean one.
    stopSignal: 'SIGINT',
  })
  const url = `postgres://postgres@127.0.0.1:${server.port}/postgres`
  await takesQueries(url)
  return {
    url,
    async close() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root: there it gets the user that Debian's package made for it. */
async function asPostgres(folder: string): Promise<string[]> {
  if (process.getuid?.() !== 0) return []
  const { stdout } = await run('id', ['-u', 'postgres'])
  const uid = Number(stdout)
  chownSync(folder, uid, statSync(folder).gid)
  return [`--reuid=${uid}`, '--regid=postgres', '--init-groups']
}

/** A port may be open while the server still says "the database system is starting up". */
async function takesQueries(url: string): Promise<void> {
  for (let left = 500; ; left -= 1) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (left === 0) throw error
      await pause(10)
    }
  }
}
