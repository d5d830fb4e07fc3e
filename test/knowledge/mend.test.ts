import { describe, expect, test } from 'vitest'
import { readLexicon } from '../../knowledge/lexicon.ts'
import { mend, vocabularyOf } from '../../knowledge/mend.ts'
import { buildNames } from '../../knowledge/names.ts'
import { words } from '../../knowledge/vietnamese.ts'

const lexicon = readLexicon('content/lexicon')
const titles = [
  'Đăng ký khai sinh',
  'Đăng ký kết hôn',
  'Cấp giấy phép xây dựng',
  'Cấp đổi thẻ căn cước',
  'Đăng ký thường trú',
  'Cấp hộ chiếu phổ thông',
  'Đăng ký hộ kinh doanh',
  'Cấp tài khoản định danh',
]
const names = buildNames(titles.map((title) => ({ given: [words(title)], derived: [], body: [] })))
const vocabulary = vocabularyOf(names, lexicon)
const isFine = (folded: string): boolean => lexicon.vocabulary.has(folded)
const mended = (typed: string) => mend(words(typed), isFine, vocabulary)
const readAs = (typed: string): string =>
  mended(typed)
    .flatMap((word) => word.words)
    .join(' ')

const slips = [
  ['khhai sinh', 'khai sinh', 'a letter doubled'],
  ['khai snih', 'khai sinh', 'letters swapped'],
  ['khai sính', 'khai sính', 'a wrong mark is no slip of a letter'],
  ['kết hpn', 'kết hon', 'the key beside'],
  ['thườn trú', 'thuong trú', 'a letter dropped'],
  ['căncước', 'can cuoc', 'a space lost'],
  ['xin giấy phép xâydựng', 'xin giấy phép xay dung', 'a space lost between marked words'],
  ['hộ chiếu', 'hộ chiếu', 'nothing'],
  ['xyzzyq', 'xyzzyq', 'no word of ours is near'],
] as const
for (const [typed, meant, why] of slips)
  test(`"${typed}" is read as "${meant}": ${why}`, () => expect(readAs(typed)).toBe(meant))

describe('a word that names contain', () => {
  const of = (typed: string) => mend(words(typed), () => false, vocabulary)[1]
  test('stays beside neighbours it never has, and the likely one is added', () =>
    expect(of('kinh danh')).toEqual({ words: ['danh'], slip: false, maybe: ['doanh'] }))
  test('is left alone beside one that it has', () =>
    expect(of('định danh')).toEqual({ words: ['danh'], slip: false, maybe: [] }))
})
