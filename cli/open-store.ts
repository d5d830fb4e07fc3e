import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { openEmbedded, openPostgres, type Store } from '../store/database.ts'
import { ownFolder } from '../store/own-folder.ts'

/**
 * The store for one command. Embedded, the folder is ours while we work; when the product runs on
 * it, this throws FolderTaken, which says so.
 */
export async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const leave = config.databaseUrl
    ? async () => {}
    : await ownFolder(config.dataDir, (_request, reply) => reply.end('{}'))
  try {
    const store = config.databaseUrl
      ? await openPostgres(config.databaseUrl)
      : await openEmbedded(config.dataDir)
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  } finally {
    await leave()
  }
}

/** Nothing was ever kept here: a command that only reads need not create a database for it. */
export const isEmpty = ({ databaseUrl, dataDir }: Config): boolean =>
  !databaseUrl && !existsSync(join(dataDir, 'pg'))
