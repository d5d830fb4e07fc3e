import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { transform } from 'esbuild'
import { createVitest } from 'vitest/node'
import { mutantsOf } from './mutants.ts'

// One file of adapters/: each of its mutants in turn under the tests that reach it. A line of JSON for
// each goes to the parent (bench/mutate.ts), which ends us when a mutant never comes back.
const [name = '', first = '0', testsGiven = ''] = process.argv.slice(2)
const path = resolve(name)
const text = readFileSync(path, 'utf8')
const mutants = mutantsOf(name, text)
let now = text

const vitest = await createVitest(
  'test',
  {
    watch: false,
    bail: 1,
    reporters: [],
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    fileParallelism: false,
  },
  {
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        load: (id: string) => (id.split('?')[0] === path ? now : null),
      },
    ],
  },
)

// Reporters and the global set-up, which a run of its own would bring along.
await vitest.standalone()

const own = basename(name, '.ts')
const near = (file: string) => (basename(file).startsWith(`${own}.`) ? 0 : 1)
const specs = (await vitest.globTestSpecifications(testsGiven.split(',')))
  .filter(({ moduleId }) => testsGiven.split(',').some((test) => moduleId.endsWith(test)))
  .toSorted((one, other) => near(one.moduleId) - near(other.moduleId))

async function survives(): Promise<boolean> {
  vitest.invalidateFile(path)
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specs, false)
  const failed = testModules.filter((module) => !module.ok())
  if (now === text) for (const { moduleId } of failed) console.error(moduleId)
  return unhandledErrors.length === 0 && failed.length === 0
}

if (first === '0' && !(await survives())) {
  console.log(JSON.stringify({ broken: true }))
  process.exit(1)
}
for (const [n, { from, to, instead, line, was }] of mutants.entries()) {
  if (n < Number(first)) continue
  now = text.slice(0, from) + instead + text.slice(to)
  const compiles = await transform(now, { loader: 'ts' }).then(
    () => true,
    () => false,
  )
  console.log(JSON.stringify({ n, begun: true, line, was, instead }))
  console.log(JSON.stringify({ n, line, was, instead, survived: compiles && (await survives()) }))
}
console.log(JSON.stringify({ done: mutants.length }))
await vitest.close()
process.exit(0)
