import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../root.ts'

/**
 * Tests that start the product start what `npm start` would start. A source that does not build
 * fails its own test (test/project/build.test.ts) and must not hide what the others have to say.
 */
export function setup() {
  spawnSync(process.execPath, [join(root, 'build.mjs'), '--if-needed'], { stdio: 'inherit' })
}
