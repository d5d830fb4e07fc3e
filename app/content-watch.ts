import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Changes whenever a file of the folder is written, added or removed; absent files are no error. */
export function fingerprint(dir: string): string {
  try {
    return readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .sort()
      .flatMap((name) => {
        const { mtimeMs, size, ino } = statSync(join(dir, name))
        return `${name} ${mtimeMs} ${size} ${ino}`
      })
      .join('\n')
  } catch {
    // An editor that replaces a file takes it away for a moment: the next look sees it again.
    return ''
  }
}
