import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../root.ts'
import { facts, type Part } from './figures.ts'
import { engines } from './search-engines.ts'
import { questions } from './search-records.ts'
import type { Measured } from './search-worker.ts'

/** Which procedure a question means: ours beside what others offer for it. */
export const search: Part = { name: 'search', measure }

const records = 6_000
const growth = [1_000, 20_000, 50_000]

async function measure(): Promise<string> {
  const names = Object.keys(engines)
  const [own = ''] = names
  const rows: string[] = []
  for (const name of names) rows.push(rowOf(name, await take(name, records)))
  const grown: string[] = []
  for (const size of growth) grown.push(rowOf(size.toLocaleString('en'), await take(own, size)))
  return [
    head(`${records.toLocaleString('en')} records, ${questions.length} questions`),
    ...rows,
    '',
    head('ours, by records'),
    ...grown,
    ...(names.some((name) => name.startsWith('PostgreSQL'))
      ? []
      : ['', facts(['PostgreSQL is not installed here and was left out.'])]),
  ].join('\n')
}

async function take(name: string, size: number): Promise<Measured> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', join(root, 'bench/search-worker.ts'), name, String(size)],
    { cwd: root },
  )
  // as: the other end is search-worker.ts.
  return JSON.parse(stdout) as Measured
}

const head = (what: string): string =>
  [
    `| ${what} | first right | among three | p50 ms | p99 ms | built ms | loaded ms | memory MB |`,
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ].join('\n')

function rowOf(
  what: string,
  { top1, top3, p50, p99, buildMs, loadMs, memoryMb }: Measured,
): string {
  const share = (part: number) => `${(part * 100).toFixed(1)} %`
  const whole = (n: number) => Math.round(n).toLocaleString('en')
  const cells = [share(top1), share(top3), p50.toFixed(2), p99.toFixed(2), whole(buildMs)]
  return `| ${[what, ...cells, loadMs === undefined ? '' : whole(loadMs), whole(memoryMb)].join(' | ')} |`
}
