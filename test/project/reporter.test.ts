import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../root.ts'

const folder = mkdtempSync(join(tmpdir(), 'cau-noi-reporter-'))

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const reporter = join(root, 'test/support/reporter.ts')
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `import { countingReporter } from '${reporter}'
     export default { test: { include: ['*.test.ts'], reporters: ['default', countingReporter()] } }\n`,
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const runs = [
  {
    name: 'counts what passed',
    body: "test('a', () => {}); test('b', () => {})",
    ends: ['2 passed, 0 failed'],
  },
  {
    name: 'says what to install for what was skipped',
    body: `describe.skipIf(true)('suite [needs Redis: sudo apt-get install -y redis-server]', () => {
      test('a', () => {})
    })
    test('b', () => {})`,
    ends: [
      'skipped, needs Redis: sudo apt-get install -y redis-server',
      '1 passed, 0 failed, 1 skipped',
    ],
  },
  {
    name: 'counts a failure',
    body: "test('a', () => expect(1).toBe(2)); test('b', () => {})",
    ends: ['1 passed, 1 failed'],
  },
  {
    name: 'counts a file that cannot be loaded as a failure',
    body: "throw new Error('at load')",
    ends: ['0 passed, 1 failed'],
  },
  {
    name: 'counts a suite that cannot be prepared as a failure',
    body: "beforeAll(() => { throw new Error('at start') }); test('a', () => {})",
    ends: ['0 passed, 1 failed, 1 skipped'],
  },
  {
    name: 'counts an error outside of every test as a failure',
    body: "test('a', () => { setTimeout(() => { throw new Error('late') }); return new Promise((done) => setTimeout(done, 50)) })",
    ends: ['1 passed, 1 failed'],
  },
]

for (const { name, body, ends } of runs) {
  test(`the last line of a run ${name}`, async () => {
    const imports = "import { beforeAll, describe, expect, test } from 'vitest'\n"
    writeFileSync(join(folder, 'some.test.ts'), `${imports}${body}\n`)
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const { stdout } = await promisify(execFile)(process.execPath, [vitest, 'run'], {
      cwd: folder,
      env: { PATH: process.env.PATH, NO_COLOR: '1' },
    }).catch((failed: { stdout: string }) => failed)
    expect(stdout.trimEnd().split('\n').slice(-ends.length)).toEqual(ends)
  })
}
