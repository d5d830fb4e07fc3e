import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Command } from '../../bot/command.ts'
import { openQuestion } from '../../bot/form.ts'
import { hear } from '../../bot/hear.ts'
import { understand } from '../../bot/understand.ts'
import { root } from '../../root.ts'
import { at as atStep, tickets } from '../support/asking-states.ts'
import { realServices } from '../support/real-services.ts'
import { type Talker, talker } from '../support/talker.ts'

const services = await realServices()

interface Row {
  state: string
  expected: string
  said: string
}

const rows = readFileSync(join(root, 'test/bot/commands.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line): Row => {
    const [state = '', expected = '', said = ''] = line.split('\t')
    return { state, expected, said }
  })

const lamp = ['Đèn đường ngõ 5 tắt ba hôm nay', 'đồng ý', 'phường Nam Định', 'bỏ qua']

/** The words that lead to a state; an asking step that is not here is reached as every other test does. */
const ways: Record<string, string[]> = {
  free: [],
  topic: ['làm khai sinh cho con cần giấy tờ gì?'],
  alarm: ['nhà tôi đang cháy'],
  accuser: ['chú địa chính đòi 5 triệu mới làm sổ'],
  'report.consent': lamp.slice(0, 1),
  'report.matter': ['phản ánh', 'đồng ý', 'chuyện ở xóm tôi dạo này khó nói lắm'],
  'report.place': lamp.slice(0, 2),
  'report.contact': lamp.slice(0, 3),
  'report.confirm': lamp,
}

function reach(state: string): Talker {
  if (state === 'filed') {
    const receivedAt = new Date('2026-11-23T02:00:00Z')
    return talker(services, {
      tickets: [{ ...tickets.ticket, state: 'in-progress', receivedAt }],
    })
  }
  const way = ways[state]
  if (!way) return atStep(state, services)
  const citizen = talker(services)
  for (const words of way) citizen.say(words)
  return citizen
}

const states = new Map([...new Set(rows.map(({ state }) => state))].map((one) => [one, reach(one)]))

/** What the message is understood as, in the table's words. */
function understood({ state, said }: Row): string {
  const { session, now, tickets: own } = (states.get(state) ?? reach(state)).fork()
  const talk = {
    ...{ session, services, now, tickets: own, used: false },
    fresh: { id: 't', code: 'PA-2026-000123', secret: 'k' },
  }
  const spoken = { kind: 'message', key: 'k', from: { channel: 'web', id: 'c1' }, at: now } as const
  const { masked: _, ...heard } = hear(
    [{ ...spoken, text: said, attachments: [] }],
    session.offered,
  )
  return understand(heard, talk, openQuestion(talk)).map(inWords).join(' + ')
}

function inWords(command: Command): string {
  switch (command.do) {
    case 'guide':
      return `guide:${command.kind}`
    case 'global':
      return command.command
    case 'set':
      return `set:${command.step}`
    case 'edit':
      return command.step ? `edit:${command.step}` : 'edit'
    case 'open':
      return `open:${command.flow.name}`
    case 'ask':
      return 'search'
    case 'tell':
      return `tell:${command.text}`
    case 'press':
      // "1" in front of [Bỏ qua] and the word itself ask for the same.
      return command.payload.replace(/^do:|(?<=^case):.*/, '')
    default:
      return command.do
  }
}

const found = rows.map((row) => ({ ...row, got: understood(row) }))
const isRight = ({ expected, got }: (typeof found)[number]) => expected.split('|').includes(got)
const inLine = ({ state, said, expected, got }: (typeof found)[number]) =>
  `${state}: "${said}" → ${got}, not ${expected}`

/** The reader that should have taken the message. */
const groups: Record<string, (row: Row) => boolean> = {
  'danger and what chat may not take in': ({ expected }) => expected.startsWith('guide'),
  'words that always work': ({ expected }) => always.has(expected),
  "the open question's own reader": ({ expected }) => expected === 'answer',
  corrections: ({ expected }) => /^(?:set|edit)/.test(expected),
  'wishes and questions': (row) =>
    !['guide', 'answer', 'set', 'edit'].some((one) => row.expected.startsWith(one)) &&
    !always.has(row.expected),
}
const always = new Set(
  'cancel back menu person repeat skip why restart help resume mine greet thanks ask wait'.split(
    ' ',
  ),
)

/** A little below what is measured (QUALITY.md). */
const floors: Record<string, number> = {
  'danger and what chat may not take in': 0.93,
  'words that always work': 0.97,
  "the open question's own reader": 0.97,
  corrections: 0.95,
  'wishes and questions': 0.92,
}

describe('what a message asks of us, in whichever state it comes', () => {
  test.each(Object.entries(groups))('%s', (name, belongs) => {
    const own = found.filter(belongs)
    const faults = own.filter((row) => !isRight(row))
    expect(own.length).toBeGreaterThanOrEqual(25)
    expect(1 - faults.length / own.length, faults.map(inLine).join('\n')).toBeGreaterThanOrEqual(
      floors[name] ?? 1,
    )
  })

  test('there are at least four hundred, no two alike, and every command is among them', () => {
    expect(new Set(rows.map(({ state, said }) => `${state}\t${said}`)).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThanOrEqual(400)
  })
})
