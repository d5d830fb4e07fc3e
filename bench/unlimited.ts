import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'

/**
 * The sample province on platforms that take whatever comes: what is measured is us, and not the
 * allowance of an account, which holds every process to what the real platforms take.
 */
export function unlimitedContent(): string {
  const folder = join(root, 'node_modules/.cache/bench-content')
  cpSync(join(root, 'content'), folder, { recursive: true })
  const path = join(folder, 'messaging.yaml')
  const limits = readFileSync(path, 'utf8').replace(/\bmost: \d+/g, 'most: 1000000')
  writeFileSync(path, limits)
  return folder
}
