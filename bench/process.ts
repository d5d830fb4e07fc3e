import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export interface Running {
  url: string
  /** From spawn to the line that says so, in ms. */
  readyMs: number
  /** Resident memory now, in MB. */
  memoryMb(): number
  /** Processor time used since the start, all threads, in ms. */
  cpuMs(): number
  stop(): Promise<void>
}

/** Starts a program and waits for its "listening" line. */
export async function run(args: string[], environment: Record<string, string>): Promise<Running> {
  const begun = performance.now()
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((ready, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return
      const { msg, url } = JSON.parse(line)
      if (msg === 'listening') ready(url)
    })
    child.once('exit', (code) => fail(new Error(`${args.join(' ')} ended with ${code}`)))
  })
  return {
    url,
    readyMs: performance.now() - begun,
    memoryMb() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
    },
    cpuMs() {
      // The name in parentheses may hold spaces; ticks are hundredths of a second on every Linux.
      const [, after = ''] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')
      const fields = after.split(' ')
      return (Number(fields[11]) + Number(fields[12])) * 10
    },
    async stop() {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
