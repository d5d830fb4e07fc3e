import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded, openPostgres, type Store } from '../../store/database.ts'
import type { Mode } from './modes.ts'
import { copyTemplate } from './template.ts'

/** A store of the mode, empty, in a folder of its own. */
export async function openTestStore({ databaseUrl }: Mode): Promise<Store & { folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-test-'))
  if (!databaseUrl) copyTemplate(folder)
  const store = databaseUrl ? await openPostgres(databaseUrl) : await openEmbedded(folder)
  return {
    ...store,
    folder,
    async close() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
