import { execFile } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../root.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'cau-noi-build-'))
const at = (path: string) => join(folder, path)

beforeAll(() => {
  for (const name of ['build.mjs', 'package.json', 'tsconfig.json']) {
    copyFileSync(join(root, name), at(name))
  }
  symlinkSync(join(root, 'node_modules'), at('node_modules'))
  for (const name of ['server/browser', 'server/public']) mkdirSync(at(name), { recursive: true })
  writeFileSync(at('main.ts'), "console.log((await import('./word.ts')).word as string)\n")
  writeFileSync(at('word.ts'), "export const word = 'một'\n")
  writeFileSync(at('server/browser/page.ts'), "import { mark } from './part.ts'\nmark('page')\n")
  writeFileSync(at('server/browser/part.ts'), 'export const mark = (at: string) => alert(at)\n')
  writeFileSync(at('server/public/page.css'), 'body { margin: 0 }\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the product builds', async () => {
  await run(process.execPath, [join(root, 'build.mjs'), '--if-needed'])
})

test('a build is made when it is needed, and without a word when it is not', async () => {
  expect(await build('--if-needed')).toMatch(/^built dist/)
  expect(await build('--if-needed')).toBe('')
  expect(await say()).toBe('một\n')
  expect(readdirSync(at('dist/public')).sort()).toEqual(['page.css', 'page.js'])

  writeFileSync(at('word.ts'), "export const word = 'hai'\n")
  const later = new Date(Date.now() + 1_000)
  utimesSync(at('word.ts'), later, later)
  expect(await build('--if-needed')).toMatch(/^built dist/)
  expect(await say()).toBe('hai\n')
})

test('builds at one time leave a whole program at every moment', async () => {
  const builds = Promise.all([build(), build(), build()])
  const said = await Promise.all(Array.from({ length: 6 }, say))
  await builds
  expect(new Set([...said, await say()])).toEqual(new Set(['hai\n']))
  expect(readdirSync(at('dist')).filter((name) => name.startsWith('.'))).toEqual(['.built'])
})

/** What it has to say goes to standard error: a command that builds first may print JSON. */
async function build(...flags: string[]): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, [at('build.mjs'), ...flags])
  expect(stdout).toBe('')
  return stderr
}

async function say(): Promise<string> {
  return (await run(at('dist/main.js'))).stdout
}
