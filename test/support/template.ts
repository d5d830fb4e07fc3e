import { createHash } from 'node:crypto'
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { root } from '../../root.ts'
import { openEmbedded } from '../../store/database.ts'

/** Whatever decides what a first start leaves behind; a change in it makes the template anew. */
const madeOf = [
  ...readdirSync(join(root, 'store/migrations'))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => join('store/migrations', name)),
  'store/init-data.mjs',
  'store/embedded-thread.mjs',
  'node_modules/@electric-sql/pglite/package.json',
]
const key = createHash('sha256')
for (const file of madeOf) key.update(readFileSync(join(root, file)))
const template = join(
  root,
  'node_modules/.cache',
  `cau-noi-store-${key.digest('hex').slice(0, 16)}`,
)

/** Creating a database takes seconds, copying one a tenth of a second: made once, before any test. */
export async function makeTemplate(): Promise<void> {
  if (existsSync(template)) return
  const fresh = `${template}.${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  const store = await openEmbedded(fresh)
  await store.close()
  // A run beside this one may have been quicker; its template is as good.
  if (existsSync(template)) rmSync(fresh, { recursive: true })
  else renameSync(fresh, template)
}

/** Puts an empty database with all migrations into a data folder, where a first start is not what is tested. */
export function copyTemplate(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true })
  cpSync(template, dataDir, { recursive: true, mode: constants.COPYFILE_FICLONE })
}
