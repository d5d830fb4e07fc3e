import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { latePairs } from '../../store/late-pair.ts'

let dir: string
let failures: unknown[]
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cau-noi-late-'))
  failures = []
})
afterEach(() => rmSync(dir, { recursive: true }))

const open = (oaId = '3870000000000000022', folder = dir) =>
  latePairs(folder, oaId, (error) => failures.push(error))
const late = (version: number) => ({
  version,
  pair: {
    accessToken: 'sealed-access',
    refreshToken: 'sealed-refresh',
    expiresAt: new Date('2026-11-23T00:00:00Z'),
    refreshedAt: new Date('2026-11-22T00:00:00Z'),
  },
})

test('a pair is there for the next process, and for nobody else to read', () => {
  open().write(late(4))
  expect(open().read()).toEqual(late(4))
  const [file = ''] = readdirSync(dir)
  expect(statSync(join(dir, file)).mode & 0o077).toBe(0)
  expect(failures).toEqual([])
})

test('it goes when the store has it, but not when another has noted a newer one', () => {
  open().write(late(4))
  open().clear(3)
  expect(open().read()).toEqual(late(4))
  open().clear(4)
  expect(open().read()).toBeUndefined()
  expect(readdirSync(dir)).toEqual([])
})

test('each account has its own', () => {
  open('1').write(late(4))
  expect(open('2').read()).toBeUndefined()
})

test('half a file is none', () => {
  open().write(late(4))
  const [file = ''] = readdirSync(dir)
  writeFileSync(join(dir, file), '{"version":4,"pair":{"access')
  expect(open().read()).toBeUndefined()
  expect(() => open().clear(4)).not.toThrow()
})

test('a disk that refuses is told of and stops nothing', () => {
  const file = join(dir, 'no-folder')
  writeFileSync(file, '')
  chmodSync(file, 0o400)
  const none = open('1', join(file, 'below'))
  none.write(late(4))
  expect(failures).toHaveLength(1)
  expect(none.read()).toBeUndefined()
})
