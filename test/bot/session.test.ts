import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshSession, readSession } from '../../bot/session.ts'
import { plainServices } from '../support/plain-services.ts'
import { talker } from '../support/talker.ts'

test('anything that is no session gives a fresh one', () => {
  for (const json of [undefined, null, 'x', 7, [], {}, { v: 2 }, { v: '1' }]) {
    expect(readSession(json)).toEqual(freshSession())
  }
})

test('one spoilt part does not cost the others', () => {
  const session = readSession({
    v: 1,
    disclosed: true,
    earlier: 'x',
    topic: { procedure: 3 },
    unclear: 2,
  })
  expect(session).toEqual({ ...freshSession(), disclosed: true, unclear: 2 })
})

test('no JSON makes it throw, and a turn goes on from whatever it gives', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const spoilt = readSession({ ...freshSession(), ...(json as object) })
      expect(talker(plainServices, { session: spoilt }).say('xin chào').replies).not.toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('a step and answers of another release are dropped, the rest goes on', () => {
  const citizen = talker(plainServices)
  for (const words of ['phản ánh', 'đồng ý', 'Đèn ngõ nhà tôi tắt ba hôm nay']) citizen.say(words)
  const { flow } = citizen.session
  if (!flow) throw new Error('no flow is open')
  const older = {
    ...flow,
    step: 'street',
    answers: { ...flow.answers, street: 'ngõ 5', matter: 'LIGHT' },
  }
  const later = talker(plainServices, {
    session: readSession({ ...citizen.session, flow: older }),
    now: citizen.now,
  })
  later.say('nhắc lại')
  expect(later.session.flow?.step).toBe('matter')
  expect(later.session.flow?.answers).toEqual(flow.answers)
})
