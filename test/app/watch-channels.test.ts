import { expect, test } from 'vitest'
import type { Finding } from '../../app/look-at-channels.ts'
import { channelWatch } from '../../app/watch-channels.ts'

const good: Finding = { what: 'messenger', ok: true, note: 'the token works' }
const deaf: Finding = { what: 'messenger', ok: false, note: 'the Page passes nothing on to us' }
const old: Finding = { what: 'messenger', ok: false, note: 'the Page token ends on 2026-12-05' }
const zalo: Finding = { what: 'zalo', ok: true, note: 'OA "Xã mẫu"' }

/** What a person hears, look by look. */
async function heard(...looks: Finding[][]): Promise<string[][]> {
  const said: string[][] = []
  let now: string[] = []
  const rest = [...looks]
  const watch = channelWatch({
    look: async () => rest.shift() ?? [],
    alarm: (key, reason) => void now.push(`${key} ${reason}`),
    clear: async (key) => void now.push(`clear ${key}`),
  })
  for (const _ of looks) {
    now = []
    await watch()
    said.push(now)
  }
  return said
}

test('a channel that works is cleared of what was wrong with it', async () => {
  expect(await heard([good, zalo])).toEqual([
    ['clear channel-look:messenger', 'clear channel-look:zalo'],
  ])
})

test('what is wrong twice running calls a person, with every fault and its mend, until it is mended', async () => {
  const called = `channel-look:messenger messenger: ${old.note}; ${deaf.note}`
  expect(await heard([old, deaf], [old, deaf], [old, deaf], [good])).toEqual([
    [],
    [called],
    [called],
    ['clear channel-look:messenger'],
  ])
})

test('trouble that passes by itself calls nobody', async () => {
  const said = await heard([deaf], [good], [deaf], [good])
  expect(said.flat().filter((word) => !word.startsWith('clear'))).toEqual([])
})

test('one channel’s trouble is not another’s', async () => {
  const [, second] = await heard([deaf, zalo], [deaf, zalo])
  expect(second).toEqual([
    `channel-look:messenger messenger: ${deaf.note}`,
    'clear channel-look:zalo',
  ])
})

test('a machine without a channel says nothing', async () => {
  expect(await heard([], [])).toEqual([[], []])
})
