import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Reply } from '../../adapters/channel.ts'
import { flows } from '../../flows/all.ts'
import { englishIn, hardLines } from '../../province/reading.ts'
import { root } from '../../root.ts'
import { askingStates, at } from '../support/asking-states.ts'
import { plainServices } from '../support/plain-services.ts'
import { type Talker, talker } from '../support/talker.ts'
import { transcripts } from '../support/transcript.ts'

/** What brings every text of a step to light: its question, again, unread, its reason, its help, its end. */
const provoking = [
  'nhắc lại',
  'vì sao hỏi',
  'bỏ qua',
  'trợ giúp',
  'zz',
  'không',
  'hủy',
  'menu',
  '0',
  'chờ chút',
  'phản ánh của tôi',
  'quay lại',
  'bắt đầu lại',
  'cảm ơn',
  'xin chào',
  'đm làm ăn như cc',
]

/** Zalo's and Messenger's limit for one message. */
const longest = 2000
/** The longest label that a channel of ours shows as a button whole; longer ones become a list. */
const longestLabel = 100

function said(citizen: Talker): Reply[] {
  return provoking.flatMap((words) => {
    const fork = citizen.fork()
    const replies = fork.say(words).replies
    return words === 'zz'
      ? [...replies, ...fork.say('qq').replies, ...fork.say('xx').replies]
      : replies
  })
}

/** A citizen's own words in a summary or between quotation marks are not ours to mend. */
const ours = (text: string) =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('•'))
    .map((line) => line.replace(/"[^"]*"/g, '"…"'))
    .join('\n')

function faultsIn({ text, choices = [] }: Reply): string[] {
  const own = ours(text)
  const english = englishIn(own.replace(/⟨\w+⟩/g, '').replace(/menu/gi, ''))
  return [
    ...hardLines(own).map(({ line, problem }) => `${problem}: ${line}`),
    ...(english ? [`English "${english}": ${own}`] : []),
    ...(text.length > longest ? [`${text.length} characters: ${text.slice(0, 60)}`] : []),
    ...choices
      .filter(({ label }) => label.length > longestLabel || label.trim() === '')
      .map(({ label }) => `label "${label}"`),
    ...(new Set(choices.map(({ label }) => label)).size < choices.length
      ? [`two choices with one label: ${text.slice(0, 60)}`]
      : []),
  ]
}

describe.each(askingStates)('at %s', (state) => {
  test('every text is short, Vietnamese and within the channels', () => {
    expect([...new Set(said(at(state)).flatMap(faultsIn))]).toEqual([])
  })

  test('every button that is shown leads somewhere', () => {
    const dead: string[] = []
    for (const words of ['nhắc lại', ...provoking]) {
      const citizen = at(state)
      const choices = citizen.say(words).replies.flatMap(({ choices = [] }) => choices)
      for (const { label, payload } of choices) {
        const { verdict, replies } = citizen.fork().say(label, { payload })
        if (verdict === 'unclear' || replies.length === 0)
          dead.push(`${words} → [${label}] ${payload}`)
      }
    }
    expect([...new Set(dead)]).toEqual([])
  })
})

test('every flow is opened by its own words, and no two flows by the same', () => {
  const all = flows.flatMap(({ name, opens }) => opens.map((words) => [words, name] as const))
  for (const [words, name] of all) {
    const citizen = talker(plainServices, { tickets: at('add.code').tickets })
    citizen.say(words)
    expect(`${words}: ${citizen.session.flow?.name}`).toBe(`${words}: ${name}`)
  }
  expect(new Set(all.map(([words]) => words)).size).toBe(all.length)
})

test('no link in what we say leads to a site that was given up', () => {
  const source = ['flows', 'bot', 'content/texts.yaml', 'content/english.yaml'].flatMap((name) => {
    const path = join(root, name)
    return name.endsWith('.yaml')
      ? [readFileSync(path, 'utf8')]
      : readdirSync(path).map((file) => readFileSync(join(path, file), 'utf8'))
  })
  const sites = new Set(source.flatMap((text) => text.match(/[\w-]+(?:\.[\w-]+)*\.gov\.vn/g) ?? []))
  expect([...sites]).toEqual(['dichvucong.gov.vn'])
})

test('in no conversation does the bot name what is no more', () => {
  const gone =
    /cấp huyện|UBND huyện|Sở Thông tin và Truyền thông|Cổng dịch vụ công của tỉnh|mức độ [34]|Ban Dân vận|45\/2020\/NĐ|02\/2017\/TT|13\/2023\/NĐ/
  for (const { name, lines } of transcripts())
    for (const line of lines.filter((line) => !line.startsWith('>') && !line.startsWith('#')))
      expect(`${name}: ${line}`).not.toMatch(gone)
})
