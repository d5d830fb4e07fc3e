import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { root } from '../../root.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const found = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].flatMap(([, name]) => name ?? [])

const documents = [
  'README.md',
  'DESIGN.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
].filter((path) => path.endsWith('.md'))

describe('the configuration has one list of keys', () => {
  const schema = read('config.ts').split('const Env = z.object({')[1]?.split('\n})')[0] ?? ''
  const keys = found(schema, /^ {2}([A-Z_]+): /gm).sort()
  const rows = read('README.md').split('## Configuration')[1]?.split('\n## ')[0] ?? ''
  const firstCells = found(rows, /^\| (`[A-Z].*?) \|/gm).join()
  const example = read('.env.example').split('\n')

  test('in the README and in .env.example', () => {
    expect(keys.length).toBeGreaterThan(20)
    expect(found(firstCells, /`([A-Z_]+)`/g).sort()).toEqual(keys)
    expect(found(example.join('\n'), /^([A-Z_]+)=/gm).sort()).toEqual(keys)
  })

  test('and .env.example says why above each', () => {
    const bare = example.filter(
      (line, nth) => /^[A-Z_]+=/.test(line) && !example[nth - 1]?.startsWith('# '),
    )
    expect(bare).toEqual([])
  })
})

describe.each(documents)('%s', (path) => {
  const text = read(path)

  test('links to files and headings that are there', () => {
    const broken = found(text, /\]\((?!https?:)([^)\s]+)\)/g).filter((link) => {
      const [file = '', heading] = link.split('#')
      const target = file === '' ? path : join(dirname(path), file)
      if (!existsSync(join(root, target))) return true
      return heading !== undefined && !anchors(read(target)).includes(heading)
    })
    expect(broken).toEqual([])
  })
})

test('every command that the documents name is one of the product', async () => {
  const named = documents.flatMap((path) => [
    ...read(path).matchAll(/(?:^|[`(]|&& |-s |npx )cau-noi (?:-- )?([a-z]+)(?: ([a-z]+)\b)?/gm),
  ])
  const listed = commandsIn(await help([]))
  expect(named.length).toBeGreaterThan(20)
  expect(
    named.flatMap(([, command]) => command ?? []).filter((name) => !listed.includes(name)),
  ).toEqual([])

  for (const group of ['content', 'import', 'setup', 'tickets', 'retention']) {
    const inGroup = named.flatMap(([, command, next]) => (command === group && next ? [next] : []))
    const known = commandsIn(await help([group]))
    expect(inGroup.filter((name) => !known.includes(name))).toEqual([])
  }
})

async function help(command: string[]): Promise<string> {
  const program = join(root, 'dist/main.js')
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...command, '--help'])
  return stdout
}

/** commander indents each command by two spaces, under a heading of its own. */
const commandsIn = (text: string): string[] =>
  found(text.split('Commands:')[1] ?? '', /^ {2}([a-z]+)\b/gm)

/** GitHub's names for headings: lower case, marks kept, spaces as hyphens. */
const anchors = (text: string): string[] =>
  found(text, /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  )
