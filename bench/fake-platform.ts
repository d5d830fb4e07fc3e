import { join } from 'node:path'
import { request } from 'undici'
import { root } from '../root.ts'
import { fire, type Signed } from './load.ts'
import { type Running, run } from './process.ts'

/** Where all replies go, as a process of its own. */
export interface FakePlatform {
  url: string
  /** Resolves when so many people, of all runs together, have got an answer. */
  answered(people: number): Promise<void>
  /** Messages that came twice. */
  doubled(): Promise<number>
  stop(): Promise<void>
}

export async function startPlatform(): Promise<FakePlatform> {
  const { url, stop } = await run([join(root, 'bench/platform.mjs')], {})
  async function counts(): Promise<{ doubled: number; reached: number }> {
    const { body } = await request(url)
    // as: the other half of platform.mjs.
    return (await body.json()) as { doubled: number; reached: number }
  }
  return {
    url,
    async answered(people) {
      while ((await counts()).reached < people) await new Promise((done) => setTimeout(done, 10))
    },
    doubled: async () => (await counts()).doubled,
    stop,
  }
}

export interface Load {
  /** Until the last 200, in ms. */
  ackMs: number
  /** From the first webhook to the last reply taken, in ms. */
  turnsMs: number
  /** Processor time of the processes named, per event, in ms. */
  cpuMs: number
}

/** Fires events, each from somebody new, at a process that has answered `before` people; waits for all replies. */
export async function load(
  url: string,
  all: Signed[],
  { platform, before, of }: { platform: FakePlatform; before: number; of: Running[] },
): Promise<Load> {
  const cpu = () => of.reduce((sum, each) => sum + each.cpuMs(), 0)
  const spent = cpu()
  const begun = performance.now()
  const ackMs = await fire(url, all)
  await platform.answered(before + all.length)
  const turnsMs = performance.now() - begun
  return { ackMs, turnsMs, cpuMs: (cpu() - spent) / all.length }
}
