import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../root.ts'

const version = '1.5.5'

/**
 * Bottender, installed on demand and beside the project: its tree of old packages is nothing that an
 * installation of ours should carry. Without their scripts, since they want to download programs.
 */
export async function bottenderFolder(): Promise<string> {
  const folder = join(root, 'node_modules/.cache', `bottender-${version}`)
  if (!existsSync(join(folder, 'node_modules/bottender'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }')
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent']
    await promisify(execFile)('npm', ['install', ...quiet, `bottender@${version}`], { cwd: folder })
  }
  return folder
}
