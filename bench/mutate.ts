import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../root.ts'

/**
 * `npm run mutate [-- adapters/zalo-send.ts …]`: takes every statement, property and condition out of
 * the adapters, one at a time, and lists what no test of test/adapters misses. Takes hours for all of
 * them; name the files you work on. A mutant that never comes back counts as found.
 */
const patienceMs = 120_000
/** Slow by their nature, and each has quicker tests beside it. */
const leftOut = [
  'web.test.ts',
  'zalo-token-kills.test.ts',
  'download.test.ts',
  'real-limits.test.ts',
]

interface Told {
  n?: number
  line?: number
  was?: string
  instead?: string
  begun?: boolean
  survived?: boolean
  broken?: boolean
  done?: number
}

const files =
  process.argv.length > 2
    ? process.argv.slice(2)
    : readdirSync(join(root, 'adapters')).map((name) => `adapters/${name}`)

for (const file of files) {
  const tests = testsOf(file)
  if (tests.length === 0) {
    console.log(`${file}: no test of test/adapters reaches it`)
    continue
  }
  const survivors: Required<Pick<Told, 'line' | 'was' | 'instead'>>[] = []
  let [next, all]: [number, number | undefined] = [0, undefined]
  while (all === undefined) {
    const told = await run(file, next, tests, ({ line = 0, was = '', instead = '', survived }) => {
      if (survived) survivors.push({ line, was, instead })
    })
    if (told.broken || (told.done === undefined && told.next === next)) {
      console.log(`${file}: its tests fail without any mutant; nothing can be said`)
      break
    }
    all = told.done
    next = told.next
  }
  if (all === undefined) continue
  console.log(`${file}: ${all - survivors.length} of ${all} found`)
  for (const { line, was, instead } of survivors) {
    console.log(
      `  ${file}:${line}  ${was.trim().slice(0, 90)}${instead ? `  →  ${instead.slice(0, 40)}` : ''}`,
    )
  }
}

/** Mutants from `first` on, until the last or until one hangs. */
function run(file: string, first: number, tests: string[], each: (told: Told) => void) {
  return new Promise<{ next: number; done?: number; broken?: boolean }>((settle) => {
    const child = spawn('tsx', ['bench/mutate-file.ts', file, String(first), tests.join(',')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    })
    const end = () => {
      try {
        process.kill(-(child.pid ?? 0), 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    }
    let outcome: { next: number; done?: number; broken?: boolean } = { next: first }
    let timer = setTimeout(end, patienceMs)
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return
      const told: Told = JSON.parse(line)
      clearTimeout(timer)
      timer = setTimeout(end, patienceMs)
      if (told.n !== undefined) outcome.next = told.n + 1
      if (told.survived !== undefined) each(told)
      if (told.done !== undefined) outcome = { ...outcome, done: told.done }
      if (told.broken) outcome = { ...outcome, broken: true }
    })
    child.on('close', () => {
      clearTimeout(timer)
      settle(outcome)
    })
  })
}

/** Tests that import the file, directly or through another of ours. */
function testsOf(file: string): string[] {
  const wanted = resolve(root, file)
  return readdirSync(join(root, 'test/adapters'))
    .filter((name) => name.endsWith('.test.ts') && !leftOut.includes(name))
    .map((name) => `test/adapters/${name}`)
    .filter((test) => reaches(resolve(root, test), wanted, new Set()))
}

function reaches(from: string, wanted: string, seen: Set<string>): boolean {
  if (from === wanted) return true
  if (seen.has(from) || !/\.tsx?$/.test(from)) return false
  seen.add(from)
  return [
    ...readFileSync(from, 'utf8').matchAll(
      /^(?:import|export) .*?from '(\..*?)'|^\} from '(\..*?)'/gm,
    ),
  ]
    .map(([, one, other]) => resolve(dirname(from), one ?? other ?? ''))
    .filter((path) => !path.includes('/store/') && !path.includes('/desk/'))
    .some((path) => reaches(path, wanted, seen))
}
