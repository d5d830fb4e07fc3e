import { expect, test } from 'vitest'
import type { Incoming } from '../../adapters/channel.ts'
import { momentsOf } from '../../bot/moments.ts'
import { plainServices } from '../support/plain-services.ts'
import { type Talker, talker } from '../support/talker.ts'

/** Says the words so many times, a tenth of a second apart. */
function storm(citizen: Talker, words: string, times: number) {
  return Array.from({ length: times }, (_, i) => {
    citizen.now = new Date(citizen.now.getTime() - 39_900)
    return citizen.say(`${words} ${i}`)
  })
}

test('a hundred questions in a minute are all read, answered at first, then once with a request to wait', () => {
  const citizen = talker(plainServices)
  const turns = storm(citizen, 'giá vàng hôm nay bao nhiêu', 100)
  const slowed = turns.filter(({ verdict }) => verdict === 'slowed')
  expect(slowed.length).toBe(40)
  expect(slowed.flatMap(({ replies }) => replies).map(({ text }) => text)).toEqual([
    plainServices.text('too-fast'),
  ])
  // What nobody could answer is noted all the same.
  expect(turns.flatMap(({ effects }) => effects)).toHaveLength(100)
})

test('a minute later the same citizen is answered as before', () => {
  const citizen = talker(plainServices)
  storm(citizen, 'làm khai sinh cần gì', 80)
  citizen.now = new Date(citizen.now.getTime() + 60_000)
  expect(citizen.say('làm khai sinh cần gì?').verdict).toBe('answered')
})

test('danger, the way to a person and a form under way are never slowed', () => {
  const citizen = talker(plainServices)
  storm(citizen, 'giá vàng hôm nay bao nhiêu', 80)
  for (const [words, verdict] of [
    ['nhà tôi đang cháy', 'emergency'],
    ['0', 'person'],
    ['phản ánh', 'in-form'],
  ] as const) {
    const fork = citizen.fork()
    fork.now = new Date(fork.now.getTime() - 39_900)
    const result = fork.say(words)
    expect([result.verdict, result.replies.length > 0]).toEqual([verdict, true])
  }
})

test('no burst has more than a hundred steps, and none of its words is left out', () => {
  const taps: Incoming[] = Array.from({ length: 500 }, (_, i) => ({
    ...{ key: `k${i}`, from: { channel: 'web', id: 'c' }, at: new Date(0) },
    ...{ kind: 'message', text: 'hủy', attachments: [] },
  }))
  const moments = momentsOf(taps)
  expect(moments.length).toBeLessThanOrEqual(101)
  expect(moments.flatMap((one) => ('spoken' in one ? one.spoken : []))).toHaveLength(500)
})
