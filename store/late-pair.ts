import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Kept = z.object({
  version: z.number(),
  pair: z.object({
    accessToken: z.string().nullable(),
    refreshToken: z.string(),
    expiresAt: z.coerce.date().nullable(),
    refreshedAt: z.coerce.date().nullable(),
  }),
})
type Kept = z.infer<typeof Kept>

/**
 * Sealed tokens that wait to be stored, in one file beside the database (adapters/zalo-token-row.ts
 * says why). Where the disk refuses, `failed` hears so, and the pair goes to the store all the same.
 */
export function latePairs(dataDir: string, oaId: string, failed: (error: unknown) => void) {
  const path = join(dataDir, `zalo-${oaId.replace(/\W/g, '')}.late`)

  function read(): Kept | undefined {
    try {
      return Kept.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch {
      // None, or one that was being written when the machine stopped.
      return undefined
    }
  }

  return {
    read,
    write(late: Kept): void {
      try {
        mkdirSync(dataDir, { recursive: true, mode: 0o700 })
        const file = openSync(`${path}.new`, 'w', 0o600)
        writeSync(file, JSON.stringify(late))
        fdatasyncSync(file)
        closeSync(file)
        renameSync(`${path}.new`, path)
      } catch (error) {
        failed(error)
      }
    },
    /** Leaves a newer one that another process has written meanwhile. */
    clear(version: number): void {
      if (read()?.version === version) rmSync(path, { force: true })
    },
  }
}
