import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { keptTables } from '../../app/kept-tables.ts'
import { readLexicon } from '../../knowledge/lexicon.ts'
import { Procedure } from '../../knowledge/procedure.ts'
import { buildTables, storeTables, type Tables } from '../../knowledge/tables.ts'

const lexicon = readLexicon('content/lexicon')
const procedureNamed = (title: string): Procedure =>
  Procedure.parse({
    code: '1.001193',
    title,
    level: ['commune'],
    source: { name: 'thử', retrieved: '2026-07-01' },
  })
const birth = [procedureNamed('Thủ tục đăng ký khai sinh')]
const death = [procedureNamed('Thủ tục đăng ký khai tử')]

const dataDir = mkdtempSync(join(tmpdir(), 'cau-noi-tables-'))
const path = join(dataDir, 'knowledge.bin')
const faults: string[] = []
const keeping = { dataDir, program: 'one', fault: (place: string) => void faults.push(place) }

beforeEach(() => rmSync(path, { force: true }))
afterAll(() => rmSync(dataDir, { recursive: true }))

/** The content, whatever order a loaded index keeps its terms in. */
function plain(tables: Tables): unknown {
  const { index, ...rest } = storeTables(tables)
  const { index: terms, ...about } = JSON.parse(JSON.stringify(index.search))
  return { ...rest, spread: index.spread, about, terms: Object.fromEntries(terms) }
}

test('tables are those just built, the second time from the file', () => {
  const built = buildTables(birth, lexicon)
  expect(plain(keptTables(birth, lexicon, keeping))).toEqual(plain(built))
  const kept = readFileSync(path)
  expect(plain(keptTables(birth, lexicon, keeping))).toEqual(plain(built))
  expect(readFileSync(path)).toEqual(kept)
  expect(readdirSync(dataDir)).toEqual(['knowledge.bin'])
})

test('other procedures or another program replace them', () => {
  keptTables(birth, lexicon, keeping)
  expect(plain(keptTables(death, lexicon, keeping))).toEqual(plain(buildTables(death, lexicon)))
  const before = readFileSync(path)
  keptTables(death, lexicon, { ...keeping, program: 'two' })
  expect(readFileSync(path).equals(before)).toBe(false)
})

test('half a file is no file', () => {
  keptTables(birth, lexicon, keeping)
  writeFileSync(path, readFileSync(path).subarray(0, 100))
  expect(plain(keptTables(birth, lexicon, keeping))).toEqual(plain(buildTables(birth, lexicon)))
})

test('a folder that takes no file costs nothing but time', () => {
  const nowhere = { ...keeping, dataDir: join(dataDir, 'missing') }
  expect(plain(keptTables(birth, lexicon, nowhere))).toEqual(plain(buildTables(birth, lexicon)))
  expect(faults).toEqual(['knowledge'])
})

test('run from source nothing is kept', () => {
  const { program: _, ...fromSource } = keeping
  keptTables(birth, lexicon, fromSource)
  expect(readdirSync(dataDir)).toEqual([])
})
