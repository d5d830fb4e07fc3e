import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSession } from '../../bot/session.ts'
import { root } from '../../root.ts'
import { tickets } from '../support/asking-states.ts'
import { plainServices } from '../support/plain-services.ts'
import { type Happening, type Talker, talker } from '../support/talker.ts'

/**
 * What a session holds while nothing is asked: the topic, a second wish, a draft put aside, an alarm.
 * Recorded like the asking states beside it, by RECORD_SESSIONS=<version>, and never written anew.
 */
const folder = join(root, 'test/fixtures/talks')

interface Talk {
  said: (string | Happening)[]
  /** The next words, and what must come of what was kept. */
  next: string
  shows(citizen: Talker, result: ReturnType<Talker['say']>): void
}

const photo: Happening = {
  kind: 'message',
  text: '',
  attachments: [{ type: 'image', url: 'https://cdn.example/1' }],
}

const talks: Record<string, Talk> = {
  topic: {
    said: ['làm khai sinh cần gì?'],
    next: 'nhắc lại',
    shows: (citizen, { verdict }) => {
      expect(verdict).toBe('answered')
      expect(citizen.session.topic?.procedure).toBe('1.001193')
    },
  },
  commune: {
    said: [{ kind: 'start', ref: 'xa-13675' }],
    next: 'Đèn đường ngõ 5 tắt ba hôm nay',
    shows: ({ session }) =>
      expect(session.flow?.answers.place).toMatchObject({ commune: { code: '13675' } }),
  },
  wish: {
    said: ['Làm khai sinh cần gì? Với lại đèn đường ngõ 5 phường Nam Định tắt ba hôm nay.'],
    next: 'ừ',
    shows: ({ session }) => expect(session.flow?.answers.content).toContain('đèn đường'),
  },
  paused: {
    said: ['Đèn đường ngõ 5 tắt ba hôm nay', 'đồng ý', 'menu'],
    next: 'tiếp tục',
    shows: ({ session }) => {
      expect(session.flow?.name).toBe('report')
      expect(session.flow?.answers.content).toContain('Đèn đường')
    },
  },
  question: {
    said: ['giá vàng hôm nay bao nhiêu?'],
    next: 'có',
    shows: ({ session }) => expect(session.flow?.answers.question).toContain('giá vàng'),
  },
  alarm: {
    said: ['nhà tôi đang cháy'],
    next: 'nó cháy sang nhà bên',
    shows: ({ session }) => expect(session.flow).toBeUndefined(),
  },
  photos: {
    said: [photo, photo],
    next: 'Đèn đường ngõ 5 tắt ba hôm nay',
    shows: ({ session }) => expect(session.flow?.attachments).toHaveLength(2),
  },
  silent: {
    said: ['xin chào', { kind: 'officer-spoke' }],
    next: 'dạ em cảm ơn',
    shows: (_, { replies }) => expect(replies).toEqual([]),
  },
}

interface Saved {
  at: string
  session: unknown
}

const recording = process.env.RECORD_SESSIONS
if (recording) {
  const own = join(folder, recording)
  mkdirSync(own, { recursive: true })
  for (const [name, { said }] of Object.entries(talks)) {
    const path = join(own, `${name}.json`)
    if (existsSync(path)) continue
    const citizen = talker(plainServices)
    for (const one of said) typeof one === 'string' ? citizen.say(one) : citizen.take(one)
    const saved: Saved = { at: citizen.now.toISOString(), session: citizen.session }
    writeFileSync(path, `${JSON.stringify(saved, undefined, 2)}\n`)
  }
}

describe.each(readdirSync(folder).sort())('a talk saved by %s', (release) => {
  const saved = readdirSync(join(folder, release)).map((name) => name.replace('.json', ''))

  test('there is one of each kind', () => {
    expect(saved.sort()).toEqual(Object.keys(talks).sort())
  })

  test.each(saved)('goes on with its %s', (name) => {
    // as: written above, by this or an earlier release.
    const { at, session } = JSON.parse(
      readFileSync(join(folder, release, `${name}.json`), 'utf8'),
    ) as Saved
    const citizen = talker(plainServices, {
      session: readSession(session),
      now: new Date(at),
      tickets: [tickets.others],
    })
    const talk = talks[name]
    talk?.shows(citizen, citizen.say(talk.next))
    expect.hasAssertions()
  })
})
