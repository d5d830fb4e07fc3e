import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../root.ts'

const others = new Set(['node_modules', 'dist', 'data', 'coverage', 'test', 'bench'])

test('no file of the product is over 300 lines', () => {
  const long = sources()
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300)
  expect(long).toEqual([])
})

test('folders are at most two deep', () => {
  expect(sources().filter((path) => path.split('/').length > 3)).toEqual([])
})

function sources(): string[] {
  const below = readdirSync(root, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && !others.has(entry.name) && !entry.name.startsWith('.'),
    )
    .flatMap(({ name }) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((path) =>
        join(name, path),
      ),
    )
  return [...readdirSync(root), ...below].filter((path) => /\.(ts|tsx|mjs)$/.test(path))
}
