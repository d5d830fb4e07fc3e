import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSession } from '../../bot/session.ts'
import { root } from '../../root.ts'
import { askingStates, at } from '../support/asking-states.ts'
import { plainServices } from '../support/plain-services.ts'
import { talker } from '../support/talker.ts'

/**
 * Sessions as a release left them in the database, one in each asking state. RECORD_SESSIONS=<version>
 * writes those that the release has not recorded yet and touches no other: whoever was in the middle of
 * something when we deployed goes on from there.
 */
const folder = join(root, 'test/fixtures/sessions')

interface Saved {
  at: string
  session: unknown
}

const recording = process.env.RECORD_SESSIONS
if (recording) {
  const own = join(folder, recording)
  mkdirSync(own, { recursive: true })
  for (const state of askingStates) {
    const path = join(own, `${state}.json`)
    if (existsSync(path)) continue
    const { session, now } = at(state)
    const saved: Saved = { at: now.toISOString(), session }
    writeFileSync(path, `${JSON.stringify(saved, undefined, 2)}\n`)
  }
}

const releases = readdirSync(folder).sort()

describe.each(releases)('a session saved by %s', (release) => {
  const saved = readdirSync(join(folder, release)).map((name) => name.replace('.json', ''))

  test('there is one in each asking state', () => {
    expect(saved.length).toBeGreaterThanOrEqual(18)
  })

  test.each(saved)(
    'goes on at %s: nothing lost, the same question, an answer is taken',
    (state) => {
      const path = join(folder, release, `${state}.json`)
      // as: written above, by this or an earlier release.
      const { at: when, session } = JSON.parse(readFileSync(path, 'utf8')) as Saved
      // as: only what is compared below.
      const before = session as { flow: { answers: object; draft: { code: string } } }
      const citizen = talker(plainServices, {
        session: readSession(session),
        now: new Date(when),
        tickets: at(state).tickets,
      })
      const again = citizen.fork().say('nhắc lại')
      expect(again.replies.length).toBeGreaterThan(0)

      const asked = citizen.fork()
      asked.say('vì sao hỏi')
      expect(`${asked.session.flow?.name}.${asked.session.flow?.step}`).toBe(state)
      expect(asked.session.flow?.answers).toEqual(before.flow.answers)
      expect(asked.session.flow?.draft.code).toBe(before.flow.draft.code)

      const left = citizen.fork()
      expect(left.say('hủy').verdict).toBe('cancelled')
      const later = citizen.fork()
      later.now = new Date(later.now.getTime() + 3 * 86_400_000)
      expect(later.say('xin chào').replies.length).toBeGreaterThan(0)
    },
  )
})

test('this release is among the recorded, with every asking step of every flow', () => {
  // as: the one field that is read.
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  const saved = readdirSync(join(folder, version)).map((name) => name.replace('.json', ''))
  expect(saved.sort()).toEqual([...askingStates].sort())
})
