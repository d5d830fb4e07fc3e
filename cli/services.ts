import { setTimeout as pause } from 'node:timers/promises'
import { openProvince } from '../app/province.ts'
import { FinalError } from '../border.ts'
import type { Config } from '../config.ts'
import type { Services } from '../flows/flow.ts'
import { type Imported, type Imports, importsOf } from '../store/imports.ts'
import { askOwner } from '../store/own-folder.ts'
import { isEmpty, withStore } from './open-store.ts'

/** Content and imports as the product has them, whether it runs or not. */
export async function withServices(
  config: Config,
  work: (services: Services) => void,
): Promise<void> {
  const use = async (imports?: Imports) => {
    const { contentDir, dataDir, publicUrl = '' } = config
    const province = await openProvince({
      contentDir,
      dataDir,
      publicUrl,
      ...(imports && { imports: { read: imports.read } }),
      fault: () => {},
    })
    work(province.services())
  }
  if (isEmpty(config)) return use()
  const imported = config.databaseUrl ? undefined : await importsOfOwner(config.dataDir)
  if (imported) return use({ read: async () => imported })
  await withStore(config, (store) => use(importsOf(store)))
}

const askings = 50
const betweenMs = 200

/** What the process that owns the folder has imported; undefined when nobody owns it. */
async function importsOfOwner(dataDir: string): Promise<Imported | undefined> {
  for (let asked = 0; asked < askings; asked += 1) {
    const told = await askOwner(dataDir, '/imports')
    if (told === undefined) return undefined
    // as: the running product of this folder wrote it; while it starts it has nothing to tell yet.
    const answer = JSON.parse(told || '{}') as Partial<Imported>
    if (answer.procedures) return { ...answer, procedures: answer.procedures }
    await pause(betweenMs)
  }
  throw new FinalError(`another command is using ${dataDir}; try again when it has ended`)
}
