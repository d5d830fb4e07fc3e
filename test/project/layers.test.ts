import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { parse } from '../../border.ts'
import { root } from '../../root.ts'

const Report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

/** Each planted file breaks one rule. */
const planted = [
  { file: 'adapters/planted.ts', imports: '../knowledge/ask.ts', rule: 'adapters-imports-only' },
  {
    file: 'knowledge/planted.ts',
    imports: '../adapters/channel.ts',
    rule: 'knowledge-imports-only',
  },
  { file: 'store/planted.ts', imports: '../desk/ticket.ts', rule: 'store-imports-only' },
  { file: 'desk/planted.ts', imports: '../flows/flow.ts', rule: 'desk-imports-only' },
  { file: 'flows/planted.ts', imports: '../store/schema.ts', rule: 'flows-imports-only' },
  { file: 'bot/planted.ts', imports: '../desk/planted.ts', rule: 'bot-imports-only' },
  { file: 'server/planted.ts', imports: '../store/schema.ts', rule: 'server-imports-only' },
  { file: 'server/pages/planted.ts', imports: '../../bot/planted.ts', rule: 'server-imports-only' },
  { file: 'province/planted.ts', imports: '../store/schema.ts', rule: 'province-imports-only' },
  {
    file: 'bot/planted-content.ts',
    imports: '../province/fault.ts',
    rule: 'only-the-process-reads-the-content',
  },
  {
    file: 'flows/planted-sdk.ts',
    imports: 'botbuilder',
    rule: 'only-the-bridge-knows-botbuilder',
  },
  { file: 'desk/planted-engine.ts', imports: 'pg', rule: 'only-the-store-knows-its-engines' },
  {
    file: 'desk/planted-config.ts',
    imports: '../config.ts',
    rule: 'only-the-process-reads-the-configuration',
  },
  { file: 'store/planted-a.ts', imports: './planted-b.ts', rule: 'no-cycles' },
  {
    file: 'adapters/planted-process.ts',
    imports: '../app/worker.ts',
    rule: 'nobody-imports-the-process',
  },
  { file: 'adapters/planted-path.ts', imports: './nowhere.ts', rule: 'everything-resolves' },
]

const copy = mkdtempSync(join(tmpdir(), 'cau-noi-layers-'))

beforeAll(() => {
  const left = /\/(node_modules|dist|data|coverage|\.git|\.ci-work)$/
  cpSync(root, copy, { recursive: true, filter: (path) => !left.test(path) })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('the layers hold, and the check has looked at every file', async () => {
  const { totalCruised, violations } = await cruise()
  expect(violations).toEqual([])
  // dependency-cruiser passes without a word when it cannot read TypeScript.
  expect(totalCruised).toBeGreaterThan(100)
})

test('a planted import breaks its rule, type imports too', async () => {
  for (const { file, imports } of planted) {
    writeFileSync(join(copy, file), `import type {} from '${imports}'\n`)
  }
  // A cycle is reported at one of its ends.
  writeFileSync(join(copy, 'store/planted-b.ts'), `import type {} from './planted-a.ts'\n`)
  const broken = (await cruise()).violations
    .filter(({ from }) => from.includes('planted'))
    .map(({ from, rule }) => `${from}: ${rule.name}`)
  for (const { file, rule } of planted) expect(broken).toContain(`${file}: ${rule}`)
})

async function cruise() {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  // The exit code is the number of violations, and they are what we want to read.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [depcruise, '.', '--output-type', 'json'],
    { cwd: copy, maxBuffer: 2 ** 26 },
  ).catch((failed: { stdout: string }) => failed)
  return parse(Report, JSON.parse(stdout), 'report of dependency-cruiser').summary
}
