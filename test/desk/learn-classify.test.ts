import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkContent, learnContent, loadContent } from '../../content.ts'
import { classifier } from '../../desk/classify.ts'
import { root } from '../../root.ts'

const monday = new Date('2026-11-23T02:12:00Z')
const dir = mkdtempSync(join(tmpdir(), 'cau-noi-learn-'))
cpSync(join(root, 'content'), dir, { recursive: true })
afterAll(() => rmSync(dir, { recursive: true }))

const weights = (folder: string) => readFileSync(join(folder, 'classify-weights.tsv'), 'utf8')
const strange = 'con gà trống choai của bà Tám gáy vang cả xóm Đoài'

test('learning the bundled examples again gives the bundled weights, to the bit', {
  timeout: 600_000,
}, () => {
  const { examples } = learnContent(dir)
  expect(examples).toBeGreaterThan(1900)
  expect(weights(dir)).toBe(weights(join(root, 'content')))
  expect(weights(dir).length).toBeLessThan(2_000_000)
})

test('an example that was added is told as not yet learned, and learned when asked to', () => {
  // A few examples are soon learned again.
  const [file = '', ...others] = readdirSync(join(dir, 'examples')).map((name) =>
    join(dir, 'examples', name),
  )
  for (const other of others) rmSync(other)
  const example = `report\tETHREL\tnormal\t${strange}\n`
  writeFileSync(file, readFileSync(file, 'utf8') + example.repeat(3))
  const warned = checkContent(dir, monday)
  expect(warned).toEqual([
    {
      file: 'classify-weights.tsv',
      key: '',
      problem: 'câu mẫu hoặc classify.yaml đã sửa sau lần học trước',
      mend: 'chạy: cau-noi content learn',
      warning: true,
    },
  ])
  const before = loadContent(dir, monday)
  expect(classifier(before.classify, before.weights)(strange).field).not.toBe('ETHREL')

  learnContent(dir)

  expect(checkContent(dir, monday)).toEqual([])
  const after = loadContent(dir, monday)
  expect(classifier(after.classify, after.weights)(strange).field).toBe('ETHREL')
})

const slips = [
  { name: 'a field that there is not', line: 'report\tROADS\tnormal\tđường hỏng', says: '"ROADS"' },
  { name: 'spaces for tabs', line: 'report ROAD normal đường hỏng', says: '4 cột' },
]
for (const { name, line, says } of slips) {
  test(`${name} is told with file and line`, () => {
    const file = join(dir, 'examples/a.tsv')
    writeFileSync(file, `# mẫu\n${line}\n`)
    const [fault] = checkContent(dir, monday)
    rmSync(file)
    expect(fault).toMatchObject({ file: 'examples/a.tsv', line: 2 })
    expect(fault?.problem).toContain(says)
  })
}

test('weights that another release wrote are refused with what to do', () => {
  const file = join(dir, 'classify-weights.tsv')
  const kept = weights(dir)
  writeFileSync(file, kept.replace('a=report', 'a=praise'))
  const [fault] = checkContent(dir, monday)
  writeFileSync(file, kept)
  expect(fault).toMatchObject({ file: 'classify-weights.tsv', mend: 'chạy: cau-noi content learn' })
  expect(fault?.warning).toBeUndefined()
})
