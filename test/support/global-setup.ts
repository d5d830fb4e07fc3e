import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../root.ts'
import { makeTemplate } from './template.ts'

/**
 * Made once for all: what `npm start` would start, and an empty store. A source that does not build
 * fails its own test (test/project/build.test.ts) and must not hide what the others have to say.
 */
export async function setup() {
  spawnSync(process.execPath, [join(root, 'build.mjs'), '--if-needed'], { stdio: 'inherit' })
  await makeTemplate()
}
