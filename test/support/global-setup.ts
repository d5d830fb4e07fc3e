import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../root.ts'

/** Tests that start the product start what `npm start` would start. */
export function setup() {
  execFileSync(process.execPath, [join(root, 'build.mjs'), '--if-needed'], { stdio: 'inherit' })
}
