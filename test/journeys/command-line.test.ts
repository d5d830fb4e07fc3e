import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../root.ts'
import { type Product, startProduct } from '../support/product.ts'
import { copyTemplate } from '../support/template.ts'

const folder = mkdtempSync(join(tmpdir(), 'cau-noi-cli-'))
const running = mkdtempSync(join(tmpdir(), 'cau-noi-cli-'))
let product: Product
beforeAll(async () => {
  // A first start in earnest: other tests begin with a copy of what it makes.
  product = await startProduct('start', { DATA_DIR: running })
})
afterAll(async () => {
  await product.stop('SIGKILL')
  for (const each of [folder, running]) rmSync(each, { recursive: true, force: true })
})

interface Ran {
  code: number
  out: string
  err: string
}

/** The command as an operator types it, on an empty data folder unless told otherwise. */
function run(args: string[], environment: Record<string, string> = {}): Promise<Ran> {
  const env = { PATH: process.env.PATH, DATA_DIR: join(folder, 'empty'), ...environment }
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(root, 'dist/main.js'), ...args],
      { cwd: folder, env },
      (error, out, err) => done({ code: Number(error?.code ?? 0), out, err }),
    )
  })
}

function file(name: string, ...lines: unknown[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'))
  return path
}

/** A data folder that was started before. */
function prepared(name: string): string {
  const path = join(folder, name)
  copyTemplate(path)
  return path
}

const lines = (out: string): Record<string, unknown>[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test.each([[['no-such-command']], [['ask']], [['start', '--no-such-option']]])(
  '%j is wrong use: exit code 2',
  async (args) => {
    expect(await run(args)).toMatchObject({ code: 2 })
  },
)

test('a faulty configuration stops the start with exit code 1 and every fault', async () => {
  const { code, err } = await run(['serve'], { PORT: 'x', REDIS_URL: 'redis://h' })
  expect(code).toBe(1)
  for (const key of ['PORT', 'REDIS_URL', 'DATABASE_URL']) expect(err).toContain(`- ${key}: `)
})

test('a batch is answered line by line, in order, on an empty folder', async () => {
  const questions = ['đăng ký kết hôn', 'dang ky khai sinh']
  const path = file('q.jsonl', ...questions.map((q) => ({ q, other: 1 })))
  const { code, out } = await run(['ask', '--batch', path, '--json'])
  expect(code).toBe(0)
  expect(lines(out)).toMatchObject(
    questions.map((q) => ({ q, outcome: expect.any(String), results: expect.any(Array) })),
  )
})

test('an import tells what went in and what was refused, and by which line', async () => {
  const own = { code: '9.000001', title: 'Thủ tục thử' }
  const path = file('p.jsonl', own, { ma_thu_tuc: '1.000001' })
  const data = { DATA_DIR: prepared('refused') }
  const { code, out } = await run(['import', 'procedures', path, '--json'], data)
  expect([code, lines(out)]).toMatchObject([
    0,
    [
      {
        imported: 1,
        changed: 0,
        expired: 0,
        refused: [{ file: 'p.jsonl', line: 2, field: 'ten_thu_tuc', reason: expect.any(String) }],
      },
    ],
  ])
  expect(await run(['import', 'procedures', file('bad.jsonl', 5)], data)).toMatchObject({ code: 1 })
})

test('codes and links that carry a place or a procedure are printed and drawn', async () => {
  const keys = { PUBLIC_URL: 'https://traloi.tinh.example' }
  const out = join(folder, 'qr')
  const asked = ['qr', 'XA-13669', 'thutuc-1.001193', '--out', out, '--png', '--json']
  const { code, out: told } = await run(asked, keys)
  expect([code, JSON.parse(told)]).toEqual([
    0,
    [
      {
        ref: 'xa-13669',
        name: 'Phường Nam Định',
        scan: 'https://traloi.tinh.example/q/xa-13669',
        chat: 'https://traloi.tinh.example/chat?start=xa-13669',
        files: [join(out, 'xa-13669.svg'), join(out, 'xa-13669.png')],
      },
      expect.objectContaining({ ref: 'thutuc-1.001193', name: 'Đăng ký khai sinh' }),
    ],
  ])
  expect(readFileSync(join(out, 'xa-13669.svg'), 'utf8')).toContain('<svg')
  const { width, height } = await sharp(join(out, 'xa-13669.png')).metadata()
  expect([width, height]).toEqual([1000, 1000])
  expect(await run(['qr', 'xa-99999'], keys)).toMatchObject({
    code: 1,
    err: expect.stringContaining('"xa-99999" means nothing here'),
  })
  expect(await run(['qr'], keys)).toMatchObject({ code: 2 })
})

test('what an import changed is shown, and told once a person has accepted it', async () => {
  const data = { DATA_DIR: prepared('changed') }
  const changed = (amount: number, retrieved: string) => ({
    code: '9.000002',
    title: 'Cấp giấy phép nuôi chim yến',
    channels: [{ way: 'in-person', fee: { amount } }],
    source: { name: 'Cổng thử', retrieved },
  })
  await run(['import', 'procedures', file('one.jsonl', changed(40_000, '2026-10-01'))], data)
  const two = file('two.jsonl', changed(90_000, '2026-11-01'))
  const { out } = await run(['import', 'procedures', two], data)
  expect(out).toContain('0 mới, 1 đổi')
  expect(out).toContain('trước: 40.000 đồng\n    sau:   90.000 đồng')
  expect((await run(['content', 'accept', '1.000000'], data)).code).toBe(1)
  expect((await run(['content', 'accept', '9.000002'], data)).out).toContain('1 thủ tục đã duyệt')
  const { out: said } = await run(['ask', 'phí cấp giấy phép nuôi chim yến'], data)
  expect(said).toContain('90.000 đồng')
}, 180_000)

describe('while the product runs on the folder', () => {
  test.each([[['tickets', 'list']], [['erase', '--citizen', 'web:x']]])(
    '%j says so and touches nothing',
    async (args) => {
      const { code, err } = await run(args, { DATA_DIR: running })
      expect([code, err]).toEqual([1, expect.stringContaining('is running on')])
    },
  )

  test.each([
    [['ask', 'đăng ký kết hôn']],
    [['classify', 'đèn đường hỏng']],
    [['place', 'Ninh Tiến']],
    [['doctor']],
    [['content', 'review']],
  ])('%j works', async (args) => {
    const { code, out } = await run(args, { DATA_DIR: running })
    expect([code, out]).toEqual([0, expect.stringMatching(/\S/)])
  })
})
