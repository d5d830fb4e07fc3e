import { engines } from './search-engines.ts'
import { proceduresOf, questions } from './search-records.ts'

/** One engine with so many records, in a process of its own: the memory of one is not another's. */

export interface Measured {
  buildMs: number
  loadMs?: number
  memoryMb: number
  p50: number
  p99: number
  top1: number
  top3: number
}

const [name = '', size = '0'] = process.argv.slice(2)
const build = engines[name]
if (!build) throw new Error(`no such engine: ${name}`)

const procedures = proceduresOf(Number(size))
const before = inUse()
const begun = performance.now()
const { ask, loadMs, close } = await build(procedures)
const buildMs = performance.now() - begun - (loadMs ?? 0)
const memoryMb = (inUse() - before) / 2 ** 20

for (const { q } of questions.slice(0, 30)) await ask(q)
const times: number[] = []
let [top1, top3] = [0, 0]
for (const { q, procedure_ids } of questions) {
  const from = performance.now()
  const found = await ask(q)
  times.push(performance.now() - from)
  const place = found.findIndex((code) => procedure_ids.includes(code))
  if (place === 0) top1 += 1
  if (place >= 0 && place < 3) top3 += 1
}
await close?.()
times.sort((a, b) => a - b)
const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? 0
const measured: Measured = {
  buildMs,
  ...(loadMs !== undefined && { loadMs }),
  memoryMb,
  p50: at(0.5),
  p99: at(0.99),
  top1: top1 / questions.length,
  top3: top3 / questions.length,
}
console.log(JSON.stringify(measured))

function inUse(): number {
  global.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
