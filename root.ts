import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package's own folder, the same from source and from dist/: where content/ and migrations lie. */
export const root = packageFolder(dirname(fileURLToPath(import.meta.url)))

function packageFolder(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : packageFolder(dirname(from))
}
