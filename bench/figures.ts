import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { root } from '../root.ts'

/** One part of the bench: everything of it is measured in one run, against a baseline of that run. */
export interface Part {
  name: string
  /** Markdown: a table, and lines below it. */
  measure(): Promise<string>
}

/** One measured line; `rate` per second. */
export interface Row {
  what: string
  rate: number
  note?: string
}

export const perSecond = (count: number, ms: number): number => Math.round((count / ms) * 1000)

/** The first row is what the others are compared with. */
export function table(rows: readonly Row[], unit = 'per second'): string {
  const [baseline] = rows
  return [
    `| what | ${unit} | of the first | |`,
    '| --- | ---: | ---: | --- |',
    ...rows.map(({ what, rate, note = '' }) => {
      const share = ((rate / (baseline?.rate ?? rate)) * 100).toPrecision(2)
      return `| ${what} | ${rate.toLocaleString('en')} | ${Number(share)} % | ${note} |`
    }),
  ].join('\n')
}

export const facts = (lines: readonly string[]): string =>
  lines.map((line) => `- ${line}`).join('\n')

/** Measures a part, prints it, and puts it between its marks in BENCHMARKS.md. */
export async function take({ name, measure }: Part): Promise<void> {
  const text = `${measuredWith(name)}\n\n${await measure()}`
  console.log(`\n## ${name}\n\n${text}`)
  const path = join(root, 'BENCHMARKS.md')
  const before = readFileSync(path, 'utf8')
  const [begin, end] = [`<!-- ${name}:begin -->\n`, `\n<!-- ${name}:end -->`]
  const from = before.indexOf(begin)
  const to = before.indexOf(end)
  if (from < 0 || to < 0) throw new Error(`BENCHMARKS.md has no marks for "${name}"`)
  writeFileSync(path, before.slice(0, from + begin.length) + text + before.slice(to))
}

function measuredWith(name: string): string {
  const day = new Date().toISOString().slice(0, 10)
  const [cpu] = cpus()
  return `Measured ${day} with \`npm run bench -- ${name}\` on Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}.`
}
