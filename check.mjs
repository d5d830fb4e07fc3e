// `npm run check`: format, lint, types, layers, unused code. Two at a time, one line for each;
// what a check has to say stands above the summary when it fails.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

const checks = [
  { name: 'types', command: 'tsc', args: ['--noEmit'] },
  { name: 'format and lint', command: 'biome', args: ['ci', '--error-on-warnings', '.'] },
  { name: 'layers', command: 'depcruise', args: ['.', '--output-type', 'err'] },
  { name: 'unused code', command: 'knip', args: [] },
]

const results = []
const waiting = [...checks]
await Promise.all(
  Array.from({ length: Math.min(availableParallelism(), checks.length) }, async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await run(check))
  }),
)

for (const { output, ok } of results) if (!ok) console.log(output)
for (const { name, ok, seconds } of results) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
}
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1

/** Found because npm puts node_modules/.bin on the path of its scripts; knip.json names the two that only stand here. */
function run({ name, command, args }) {
  const began = Date.now()
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (piece) => {
      output += piece
    })
    child.stderr.on('data', (piece) => {
      output += piece
    })
    const end = (ok) =>
      done({ name, ok, output, seconds: Math.round((Date.now() - began) / 100) / 10 })
    child.on('error', ({ message }) => {
      output += `${message}: start it as "npm run check"`
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}
