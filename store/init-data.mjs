// Runs in a short-lived child of its own: creating a database cluster takes some 800 MB that
// a process would keep for the rest of its life. Usage: node init-data.mjs FOLDER
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'

const folder = process.argv[2]
const fresh = `${folder}.new`
rmSync(fresh, { recursive: true, force: true })
const lite = await PGlite.create(fresh)
await lite.close()
flush(fresh)
renameSync(fresh, folder)
flushOne(dirname(folder))

function flush(path) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) flush(child)
    else if (entry.isFile()) flushOne(child)
  }
  flushOne(path)
}

function flushOne(path) {
  const file = openSync(path, 'r')
  fsyncSync(file)
  closeSync(file)
}
