import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openProvince, type Province } from '../../app/province.ts'
import { root } from '../../root.ts'
import type { Switch } from '../../store/switches.ts'
import { talker } from '../support/talker.ts'

const dir = mkdtempSync(join(tmpdir(), 'cau-noi-province-'))
const texts = join(dir, 'texts.yaml')
const alarms = new Set<string>()
const faults: string[] = []
let off: Switch[] = []
let province: Province

beforeAll(async () => {
  cpSync(join(root, 'content'), dir, { recursive: true })
  province = await openProvince({
    contentDir: dir,
    publicUrl: 'https://caunoi.example',
    imports: { read: async () => ({ procedures: [], off }), off: async () => off },
    fault: (place) => void faults.push(place),
    alarm: (key) => void alarms.add(key),
    cleared: (key) => void alarms.delete(key),
    lookEveryMs: 20,
  })
})
afterEach(() => {
  off = []
})
afterAll(async () => {
  await province.close()
  rmSync(dir, { recursive: true })
})

const soon = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 50 })
const unsure = () => province.services().text('unsure')
const edit = (from: string | RegExp, to: string) => {
  const before = readFileSync(texts, 'utf8')
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  writeFileSync(texts, after)
}

test('what a clerk saves is said without a restart', async () => {
  edit(/^unsure: >-\n.*$/m, 'unsure: >-\n  Tôi chưa biết việc này.')
  await soon(() => expect(unsure()).toContain('Tôi chưa biết việc này.'))
  expect(alarms.size).toBe(0)
})

test('a change with a fault is not taken, a person is called, and the mend takes the call back', async () => {
  const sound = readFileSync(texts, 'utf8')
  edit('{code}', '{ma}')
  await soon(() => expect([...alarms]).toEqual(['content']))
  expect(unsure()).toContain('Tôi chưa biết việc này.')
  expect(faults).toEqual(['content'])
  writeFileSync(texts, `${sound}\n`)
  await soon(() => expect(alarms.size).toBe(0))
})

test('a change that breaks a test question is not taken, and doctor can say which', async () => {
  const path = join(dir, 'questions.tsv')
  const before = readFileSync(path, 'utf8')
  writeFileSync(path, `${before}nhập hộ khẩu\t1.001193\n`)
  await soon(() => expect([...alarms]).toEqual(['content']))
  writeFileSync(path, before)
  await soon(() => expect(alarms.size).toBe(0))
})

test('what province.yaml suspends is switched off as well', async () => {
  const path = join(dir, 'province.yaml')
  const before = readFileSync(path, 'utf8')
  writeFileSync(path, before.replace('suspended: []', "suspended: ['1.004222']"))
  await soon(() => expect(province.services().isOff('1.004222')).toBe(true))
  writeFileSync(path, before)
  await soon(() => expect(province.services().isOff('1.004222')).toBe(false))
})

const flipped = (subject: string): Switch => ({ subject, off: true, why: 'thử', at: '2026-11-23' })

test.each(['1.001193', 'field:Hộ tịch'])(
  '%s switched off is said to be so, and no neighbour is answered instead',
  async (subject) => {
    off = [flipped(subject)]
    await soon(() => expect(province.services().isOff('1.001193')).toBe(true))
    const citizen = talker(province.services())
    const { replies, effects } = citizen.say('1.001193')
    expect(replies[0]?.text).toContain('"Đăng ký khai sinh" đang được tỉnh rà soát')
    expect(replies[0]?.choices?.map(({ label }) => label)).toEqual(['Gửi cán bộ', 'Menu'])
    expect(effects).toEqual([])
    off = []
    await soon(() => expect(province.services().isOff('1.001193')).toBe(false))
    expect(citizen.say('1.001193').replies[0]?.text).toContain('mã 1.001193')
  },
)

test('a channel switched off gives the telephone, and still the numbers in danger', async () => {
  off = [flipped('channel:web')]
  await soon(() => expect(province.services().isOff('channel:web')).toBe(true))
  const citizen = talker(province.services())
  expect(citizen.say('làm khai sinh ở đâu').replies[0]?.text).toContain('đang tạm ngừng')
  expect(citizen.say('nhà tôi đang cháy').verdict).toBe('emergency')
  expect(province.services().isOff('channel:zalo')).toBe(false)
})
