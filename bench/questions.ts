import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'

const folder = join(root, 'test/knowledge')
const begins = ['', 'cho em hỏi ', 'anh chị ơi ', 'dạ ', 'cho hoi ', 'bác hỏi chút, ', 'xin hỏi ']

const asked: string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.jsonl'))
  .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
  .flatMap((line) => {
    const q: unknown = line === '' ? undefined : JSON.parse(line).q
    return typeof q === 'string' ? [q] : []
  })

/** The nth question of some thousands, each in other words: nothing can be answered from memory. */
export const question = (n: number): string =>
  `${begins[Math.floor(n / asked.length) % begins.length]}${asked[n % asked.length]}`
