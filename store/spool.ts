import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { grouped } from './group.ts'

export interface Spool {
  /** Durable when it resolves. */
  add(item: unknown): Promise<void>
  /** Gives back everything, oldest first, many at once, and forgets a file once all of it has gone. How many went. */
  replay(take: (items: unknown[]) => Promise<void>): Promise<number>
}

/** The store takes as many as these with one flush: what a storm left behind is gone as fast as it came. */
const together = 200

/**
 * Events that came while the store was away: lines in a file, flushed before the platform hears
 * that we have them. The one place outside the store that ever holds a citizen's words, and only
 * until the store is back.
 */
export function openSpool(dataDir: string): Spool {
  const folder = join(dataDir, 'spool')
  let current: string | undefined

  const add = grouped<unknown, void>(async (items) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    current ??= join(folder, `${Date.now()}-${randomUUID()}.jsonl`)
    const file = await open(current, 'a', 0o600)
    try {
      await file.appendFile(items.map((item) => `${JSON.stringify(item)}\n`).join(''))
      await file.datasync()
    } finally {
      await file.close()
    }
    return items.map(() => undefined)
  })

  return {
    add,
    async replay(take) {
      // What is added from now on goes to a new file.
      current = undefined
      let taken = 0
      for (const name of namesIn(folder)) {
        const path = join(folder, name)
        // Renamed while it is worked off: another process on this folder leaves it alone.
        const mine = name.endsWith('.taken') ? path : `${path}.taken`
        if (mine !== path) await rename(path, mine)
        const lines = (await readFile(mine, 'utf8')).split('\n')
        const items = lines.map(whole).filter((item) => item !== undefined)
        for (let from = 0; from < items.length; from += together) {
          await take(items.slice(from, from + together))
        }
        taken += items.length
        await rm(mine)
      }
      return taken
    },
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

/** A line cut off by a power failure was never acknowledged: the platform delivers it again. */
function whole(line: string): unknown {
  try {
    return line === '' ? undefined : JSON.parse(line)
  } catch {
    return undefined
  }
}
