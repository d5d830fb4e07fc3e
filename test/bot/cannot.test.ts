import { expect, test } from 'vitest'
import { type Cannot, cannots } from '../../flows/flow.ts'
import { at, tickets } from '../support/asking-states.ts'
import { plainServices } from '../support/plain-services.ts'
import { type Talker, talker } from '../support/talker.ts'

/** One way to each reason, and the last turn of it. */
const ways: Record<Cannot, () => ReturnType<Talker['say']>> = {
  'not-understood': () => talker(plainServices).say('zzz'),
  'no-information': () => talker(plainServices).say('giá vàng hôm nay bao nhiêu?'),
  'another-way': () => talker(plainServices).say('Tôi không đồng ý quyết định thu hồi đất số 12'),
  'not-yours': () => at('track.last4').say('1111'),
  'too-late': () => {
    const citizen = at('withdraw.confirm')
    citizen.tickets = [{ ...tickets.ticket, state: 'answered' }]
    return citizen.say('rút')
  },
  'cannot-read': () =>
    talker(plainServices).take({ kind: 'message', text: '', attachments: [{ type: 'audio' }] }),
  'other-language': () => talker(plainServices).say('where can i register my motorbike please'),
  'too-fast': () => {
    const citizen = talker(plainServices)
    for (let i = 0; i < 60; i++) {
      citizen.now = new Date(citizen.now.getTime() - 39_900)
      citizen.say(`giá vàng ${i} bao nhiêu?`)
    }
    citizen.now = new Date(citizen.now.getTime() - 39_900)
    return citizen.say('giá vàng bao nhiêu?')
  },
}

test.each(cannots)('"%s" is counted, has words of its own and a way on', (reason) => {
  const { cannot, replies } = ways[reason]()
  expect(cannot).toBe(reason)
  expect(replies.length).toBeGreaterThan(0)
})

test('there are at most eight, and no two are said in the same words', () => {
  expect(cannots.length).toBeLessThanOrEqual(8)
  const texts = cannots.map((reason) => ways[reason]().replies[0]?.text)
  expect(new Set(texts).size).toBe(cannots.length)
})
