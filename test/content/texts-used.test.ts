import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { states } from '../../desk/ticket.ts'
import { textRules } from '../../province/text-keys.ts'
import { root } from '../../root.ts'

const speakers = ['app', 'bot', 'desk', 'flows', 'server']
const source = speakers
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  )
  .join('\n')

/** Asked for by a ticket's state. */
const byState = states.flatMap((state) => [`state.${state}`, `status.${state}`])

/** Asked for by the kind of a matter that the chat does not take in. */
const byKind = ['complaint', 'denunciation', 'crime', 'scam'].map((kind) => `${kind}.again`)

test('a clerk never edits a text that nobody says', () => {
  const unsaid = Object.keys(textRules).filter(
    (key) => ![...byState, ...byKind].includes(key) && !source.includes(`'${key}'`),
  )
  expect(unsaid).toEqual([])
})

test('every text that is asked for by its name has a rule', () => {
  const asked = [...source.matchAll(/\btext\(\s*'([\w.-]+)'/g)].map(([, key]) => key ?? '')
  expect(asked.length).toBeGreaterThan(10)
  expect([...new Set([...asked, ...byState, ...byKind])].filter((key) => !textRules[key])).toEqual(
    [],
  )
})
