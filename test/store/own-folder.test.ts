import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { root } from '../../root.ts'
import { askOwner, FolderTaken, ownFolder } from '../../store/own-folder.ts'

const folders: string[] = []
const folder = (name = 'cau-noi-own-') => {
  const made = mkdtempSync(join(tmpdir(), name))
  folders.push(made)
  return made
}
afterEach(() => {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true })
})

for (const [name, deep] of [
  ['a folder', 'cau-noi-own-'],
  ['a folder whose name is too long for a socket', `cau-noi-own-${'x'.repeat(90)}-`],
] as const) {
  test(`${name} has one owner, who answers`, async () => {
    const dir = folder(deep)
    const leave = await ownFolder(dir, (request, reply) => reply.end(`${request.url} here`))
    await expect(ownFolder(dir, () => {})).rejects.toThrow(FolderTaken)
    expect(await askOwner(dir, '/who')).toBe('/who here')
    await leave()
    expect(await askOwner(dir, '/who')).toBeUndefined()
    await (await ownFolder(dir, () => {}))()
  })
}

test('a folder that we make is closed to everybody else: citizens’ data lie in it', async () => {
  const dir = join(folder(), 'new', 'data')
  await (await ownFolder(dir, () => {}))()
  expect(statSync(dir).mode & 0o077).toBe(0)
})

test('the socket of a killed process does not hold the folder', async () => {
  const dir = folder()
  const holder = spawn(
    process.execPath,
    [
      '-e',
      `require('node:http').createServer((_, reply) => reply.end('here')).listen(${JSON.stringify(join(dir, '.lock.sock'))}, () => console.log('up'))`,
    ],
    { cwd: root },
  )
  await once(holder.stdout, 'data')
  await expect(ownFolder(dir, () => {})).rejects.toThrow(FolderTaken)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  await (await ownFolder(dir, () => {}))()
})
