import { join } from 'node:path'
import { openProvince } from '../../app/province.ts'
import { root } from '../../root.ts'

/** The sample province as it stands, for what must hold with the real texts, places and procedures. */
export async function realServices() {
  const province = await openProvince({
    contentDir: join(root, 'content'),
    publicUrl: 'https://caunoi.example',
    fault: (place, error) => {
      throw new Error(place, { cause: error })
    },
  })
  return province.services()
}
