import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../root.ts'

const folders = ['adapters', 'bot', 'flows', 'knowledge', 'desk', 'store', 'server']

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
  const atRoot = readdirSync(root).filter((name) => /\.(ts|mjs)$/.test(name))
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name))),
  )
  return [...atRoot, ...below]
}
