import { describe, expect, test } from 'vitest'
import { createSeal } from '../../adapters/seal.ts'
import { FinalError } from '../../border.ts'

const { seal, open } = createSeal('a secret', 'tokens')
const token = 'rt-Bí mật-0123456789'

describe('a sealed token', () => {
  test('opens where it was sealed for', () => {
    expect(open(seal(token, 'refresh'), 'refresh')).toBe(token)
    expect(open(seal('', 'refresh'), 'refresh')).toBe('')
  })

  test('never looks the same twice, and never like the token', () => {
    expect(seal(token, 'refresh')).not.toBe(seal(token, 'refresh'))
    expect(seal(token, 'refresh')).not.toContain('0123456789')
  })

  test.each<[string, () => string]>([
    ['another place', () => open(seal(token, 'refresh'), 'access')],
    ['another secret', () => createSeal('another', 'tokens').open(seal(token, 'a'), 'a')],
    ['another purpose', () => createSeal('a secret', 'links').open(seal(token, 'a'), 'a')],
    ['one letter changed', () => open(changed(seal(token, 'a')), 'a')],
    ['the end cut off', () => open(seal(token, 'a').slice(0, -4), 'a')],
    ['nothing', () => open('', 'a')],
    ['a version we do not know', () => open(seal(token, 'a').replace('v1', 'v9'), 'a')],
  ])('stays shut with %s', (_name, attempt) => {
    expect(attempt).toThrow(FinalError)
    expect(attempt).toThrow(/SECRET_KEY/)
  })
})

const changed = (sealed: string): string => {
  const at = sealed.length - 8
  return sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
}

test('after a change of key what the old one sealed still opens, and nothing new is sealed with it', () => {
  const changed = createSeal('a new secret', 'tokens', 'a secret')
  expect(changed.open(seal('mã', 'a'), 'a')).toBe('mã')
  expect(() => open(changed.seal('mã', 'a'), 'a')).toThrow()
})
