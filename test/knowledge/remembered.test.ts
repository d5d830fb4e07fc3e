import { expect, test } from 'vitest'
import { remembered } from '../../knowledge/remembered.ts'

function counted(most?: number) {
  const read: string[] = []
  const length = remembered((text: string) => {
    read.push(text)
    return text === '' ? undefined : text.length
  }, most)
  return { length, read }
}

test('a text that was just read is not read again, whatever came of it', () => {
  const { length, read } = counted()
  expect([length('xã'), length('xã'), length(''), length('')]).toEqual([2, 2, undefined, undefined])
  expect(read).toEqual(['xã', ''])
})

test('no more texts are kept than were asked for', () => {
  const { length, read } = counted(2)
  for (const text of ['a', 'bb', 'ccc', 'a']) expect(length(text)).toBe(text.length)
  expect(read).toEqual(['a', 'bb', 'ccc', 'a'])
})
