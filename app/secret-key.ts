import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The key that signs links and seals tokens: configured, or made once into the data folder. */
export function secretKey(configured: string | undefined, dataDir: string): string {
  if (configured) return configured
  const path = join(dataDir, 'secret.key')
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const key = randomBytes(32).toString('base64url')
    // wx: a second process that starts in this moment must not get a key of its own.
    writeFileSync(path, `${key}\n`, { mode: 0o600, flag: 'wx' })
    return key
  }
}
