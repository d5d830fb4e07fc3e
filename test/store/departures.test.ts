import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { departed, openDepartures } from '../../store/departures.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'cau-noi-departures-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('a process that lives is not departed; one that closed left nothing', async () => {
  const mine = await openDepartures(dataDir, 'alive')
  mine.note(1)
  expect(await departed(dataDir)).toEqual([])
  mine.close()
  expect(await departed(dataDir)).toEqual([])
})

test('of a process that was killed we know which requests had left', async () => {
  const mine = await openDepartures(dataDir, 'template')
  mine.note(7)
  mine.note(9)
  const noted = readFileSync(join(dataDir, 'run', 'template.sent'), 'utf8')
  mine.close()

  const socket = join(dataDir, 'run', 'killed.sock')
  const child = spawn(process.execPath, [
    '-e',
    `require('node:net').createServer().listen(${JSON.stringify(socket)}, () => console.log('up'))`,
  ])
  await once(child.stdout, 'data')
  writeFileSync(join(dataDir, 'run', 'killed.sent'), noted)
  expect(await departed(dataDir)).toEqual([])
  child.kill('SIGKILL')
  await once(child, 'exit')

  const [gone] = await departed(dataDir)
  expect(gone).toMatchObject({ owner: 'killed', left: [7, 9] })
  gone?.forget()
  expect(await departed(dataDir)).toEqual([])
})

test('notes of another boot are not believed: the disk may have lost some', async () => {
  writeFileSync(join(dataDir, 'run', 'elsewhere.sent'), 'another-boot\n5\n')
  expect(await departed(dataDir)).toEqual([])
})

test('notes do not grow without end, and what is open stays noted', async () => {
  const mine = await openDepartures(dataDir, 'busy')
  for (let id = 1; id <= 60_000; id += 1) {
    mine.note(id)
    if (id !== 3) mine.settled(id)
  }
  const lines = readFileSync(join(dataDir, 'run', 'busy.sent'), 'utf8').split('\n')
  mine.close()
  expect(lines.length).toBeLessThan(50_000)
  expect(lines).toContain('3')
})
