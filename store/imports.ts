import { eq } from 'drizzle-orm'
import type { Database, Store } from './database.ts'
import { imports, procedures } from './import-schema.ts'
import { type Switch, switchedOff } from './switches.ts'

/** What national files brought in, as it was written. */
export interface Imported {
  procedures: unknown[]
  /** The whole country's units; undefined when they were never imported. */
  units?: unknown
  /** What the province has switched off. */
  off?: Switch[]
}

export interface Imports {
  read(): Promise<Imported>
  /** The switches alone. */
  off?(): Promise<Switch[]>
  /** Calls when something new was imported, by whichever process. */
  listen?(heard: () => void): Promise<() => Promise<void>>
}

export const nothingImported: Imported = { procedures: [] }

const news = 'cau_noi_import'

export const importsOf = (store: Store): Imports => ({
  read: async () => ({
    procedures: await importedProcedures(store.db),
    units: await importedTable(store.db, 'units'),
    off: await switchedOff(store.db),
  }),
  off: () => switchedOff(store.db),
  listen: (heard) => store.listen(news, heard),
})

/** Tells every process that imported data changed. */
export const tellImported = (store: Pick<Store, 'notify'>): Promise<void> => store.notify(news, '')

export const importedProcedures = async (db: Database): Promise<unknown[]> =>
  (await db.select({ body: procedures.body }).from(procedures)).map(({ body }) => body)

/** Replaces what is held of the given codes. */
export async function keepProcedures(
  tx: Database,
  rows: { code: string; body: unknown }[],
): Promise<void> {
  for (const row of rows) {
    await tx
      .insert(procedures)
      .values(row)
      .onConflictDoUpdate({
        target: procedures.code,
        set: { body: row.body, importedAt: new Date() },
      })
  }
}

async function importedTable(db: Database, name: string): Promise<unknown> {
  const [row] = await db.select({ body: imports.body }).from(imports).where(eq(imports.name, name))
  return row?.body
}

export async function keepTable(db: Database, name: string, body: unknown): Promise<void> {
  await db
    .insert(imports)
    .values({ name, body })
    .onConflictDoUpdate({ target: imports.name, set: { body, importedAt: new Date() } })
}
