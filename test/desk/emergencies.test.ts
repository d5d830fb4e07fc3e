import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../root.ts'
import { realServices } from '../support/real-services.ts'
import { talker } from '../support/talker.ts'

// Floors a little below what was measured, see QUALITY.md: they catch a loss, they are no goal.

const services = await realServices()
const rows = readFileSync(join(root, 'test/desk/emergencies.tsv'), 'utf8')
  .trim()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => {
    const [numbers = '', text = ''] = line.split('\t')
    return { numbers: numbers === '-' ? [] : numbers.split('/'), text }
  })
const dangers = rows.filter(({ numbers }) => numbers.length > 0)
const harmless = rows.filter(({ numbers }) => numbers.length === 0)

/** Whether the whole bot answers a first message as a danger. */
function alarmed(text: string): boolean {
  const citizen = talker(services)
  citizen.say(text)
  return citizen.session.guided === 'emergency'
}

test('dangers told in a citizen’s own words are heard', () => {
  const missed = dangers.filter(({ text }) => !alarmed(text)).map(({ text }) => text)
  expect(1 - missed.length / dangers.length, missed.join('\n')).toBeGreaterThanOrEqual(0.68)
})

test('words of danger without a danger raise no alarm', () => {
  const raised = harmless.filter(({ text }) => alarmed(text)).map(({ text }) => text)
  expect(raised.length / harmless.length, raised.join('\n')).toBeLessThanOrEqual(0.095)
})

test('of those heard by their words the fitting number stands first', () => {
  const heard = dangers.flatMap(({ numbers, text }) => {
    const { hotlines } = services.classify(text)
    return hotlines ? [{ right: numbers.includes(hotlines[0] ?? ''), text, hotlines }] : []
  })
  const wrong = heard
    .filter(({ right }) => !right)
    .map(({ text, hotlines }) => `${text} ${hotlines}`)
  expect(1 - wrong.length / heard.length, wrong.join('\n')).toBeGreaterThanOrEqual(0.97)
})
