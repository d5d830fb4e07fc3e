import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSpool } from '../../store/spool.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'cau-noi-spool-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const files = () => readdirSync(join(dataDir, 'spool'))

test('what was added comes back in order, once, and nothing stays behind', async () => {
  const spool = openSpool(dataDir)
  for (let n = 0; n < 30; n += 1) await spool.add({ n })
  const taken: unknown[] = []
  expect(await spool.replay(async (items) => void taken.push(...items))).toBe(30)
  expect(taken).toEqual(Array.from({ length: 30 }, (_, n) => ({ n })))
  expect(await spool.replay(async () => {})).toBe(0)
  expect(files()).toEqual([])
})

test('a replay that fails half-way begins again with everything', async () => {
  const spool = openSpool(dataDir)
  for (const n of [1, 2, 3]) await spool.add(n)
  const seen: unknown[] = []
  await expect(
    spool.replay(async (items) => {
      seen.push(...items.slice(0, 1))
      throw new Error('the store is away again')
    }),
  ).rejects.toThrow('away')
  await spool.add(4)
  await openSpool(dataDir).replay(async (items) => void seen.push(...items))
  expect(seen).toEqual([1, 1, 2, 3, 4])
})

test('a line that a power failure cut off is left out', async () => {
  const spool = openSpool(dataDir)
  await spool.add('whole')
  const [name] = files()
  appendFileSync(join(dataDir, 'spool', name ?? ''), '{"cut": "o')
  const taken: unknown[] = []
  await spool.replay(async (items) => void taken.push(...items))
  expect(taken).toEqual(['whole'])
})
