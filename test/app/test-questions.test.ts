import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokenQuestions } from '../../app/test-questions.ts'
import { loadContent } from '../../content.ts'
import { root } from '../../root.ts'

const now = new Date('2026-11-23T02:12:00Z')
const bundled = join(root, 'content')
const dir = mkdtempSync(join(tmpdir(), 'cau-noi-questions-'))
beforeAll(() => cpSync(bundled, dir, { recursive: true }))
afterAll(() => rmSync(dir, { recursive: true }))

/** What is broken once this file of the bundled content reads so. */
function brokenBy(file: string, change: (text: string) => string): string[] {
  const path = join(dir, file)
  const before = readFileSync(path, 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  writeFileSync(path, after)
  try {
    return brokenQuestions(dir, loadContent(dir, now), now).map(({ problem }) => problem)
  } finally {
    writeFileSync(path, before)
  }
}

test('the bundled content answers every test question as it says', () => {
  const rows = readFileSync(join(bundled, 'questions.tsv'), 'utf8').split('\n')
  expect(rows.filter((row) => row.includes('\t')).length).toBeGreaterThan(35)
  expect(brokenQuestions(bundled, loadContent(bundled, now), now)).toEqual([])
})

test('a changed fee is met by the question that asks for it', () => {
  const licence = 'procedures/3.000348-cap-lai-giay-phep-lai-xe.yaml'
  expect(brokenBy(licence, (text) => text.replaceAll('135000', '531000'))).toEqual([
    'câu trả lời cho "cấp lại bằng lái xe bị mất bao nhiêu tiền" không còn chữ "135.000 đồng"',
  ])
})

test('words that now lead elsewhere are met by the question that uses them', () => {
  const table = 'lexicon/abbreviations.tsv'
  expect(brokenBy(table, (text) => `${text.trimEnd()}\nxây\tcăn cước\n`)).toEqual([
    expect.stringMatching(/^"xin phép xây nhà" phải trả lời 1\.013225, nay /),
  ])
})

test.each([
  ['mở hộ kinh doanh\tkhông trả lời', 'phải không trả lời, nay trả lời 1.001612'],
  ['giá vàng\t1.001612', 'phải trả lời 1.001612, nay không trả lời'],
  ['giá vàng\t9.999999', 'nội dung không có mã này'],
  ['đăng ký thường trú phí bao nhiêu\t1.004222\ttime', 'hỏi phần time, nay hiểu là fee'],
  ['chỉ có câu hỏi', 'thiếu câu hỏi hoặc mã'],
])('the row "%s" says what came instead, and on which line', (row, problem) => {
  expect(brokenBy('questions.tsv', () => `# đầu\n${row}\n`)).toEqual([
    expect.stringContaining(problem),
  ])
})
