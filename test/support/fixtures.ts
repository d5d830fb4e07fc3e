import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { root } from '../../root.ts'

/** A folder of payloads, one per file, made anonymous. */
export interface Fixtures {
  names: string[]
  raw(name: string): Buffer
}

export const fixturesOf = (channel: string): Fixtures =>
  folder(join(root, 'test/fixtures', channel))

/** The reference payloads beside the checkout; undefined where they are absent. */
export function sharedFixturesOf(channel: string): Fixtures | undefined {
  const path = join(root, '../shared/reference/fixtures', channel)
  return existsSync(path) ? folder(path) : undefined
}

/** A fixture that no table names, or a name without its file, fails the run. */
export function expectAllListed(fixtures: Fixtures, prefix: string, listed: string[]): void {
  const files = fixtures.names.filter((name) => name.startsWith(prefix))
  expect(listed.toSorted()).toEqual(files.toSorted())
}

function folder(path: string): Fixtures {
  const names = readdirSync(path)
    .filter((file) => file.endsWith('.json') && !file.startsWith('_'))
    .map((file) => file.slice(0, -'.json'.length))
  return { names, raw: (name) => readFileSync(join(path, `${name}.json`)) }
}
