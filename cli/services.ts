import { openProvince } from '../app/province.ts'
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
  const running = config.databaseUrl ? undefined : await askOwner(config.dataDir, '/imports')
  // as: the running product of this folder wrote it.
  if (running) return use({ read: async () => JSON.parse(running) as Imported })
  await withStore(config, (store) => use(importsOf(store)))
}
