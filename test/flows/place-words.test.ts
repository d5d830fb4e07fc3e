import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openProvince } from '../../app/province.ts'
import { isOnlyPlace, looksLikePlace, saysMoreThan } from '../../flows/place-words.ts'
import { root } from '../../root.ts'

const province = await openProvince({
  contentDir: join(root, 'content'),
  publicUrl: 'https://caunoi.example',
  fault: (place, error) => {
    throw new Error(place, { cause: error })
  },
})
const services = province.services()

describe('says where and nothing else', () => {
  test.each([
    'phường Nam Định',
    'toi o xom 5',
    'xa lien minh huyen vu ban',
    'ở đường Trần Hưng Đạo phường Nam Định',
    'đường Nguyễn Du',
    'ngõ 12, số nhà 5',
    'dạ ở thôn 3 xã Liên Minh ạ',
    'tổ 4 phường Thiên Trường',
  ])('"%s"', (text) => expect(isOnlyPlace(text, services)).toBe(true))

  test.each([
    'đường hỏng',
    'mất nước phường Nam Định',
    'đường xã Liên Minh ngập',
    'rác đổ đầy ngõ 12',
    'ĐƯỜNG XÃ LIÊN MINH HỎNG',
    'làm căn cước',
    'chào bạn',
    '',
  ])('not "%s"', (text) => expect(isOnlyPlace(text, services)).toBe(false))
})

test.each([
  ['thôn Cổ Đam', true],
  ['khu ao sen sau đình làng', true],
  ['nước tràn hết cả vào ruộng', false],
])('"%s" is tried as a place: %s', (text, expected) => expect(looksLikePlace(text)).toBe(expected))

test.each([
  ['ở phường Nam Định chứ', false],
  ['Nam Định', false],
  ['đường Trần Hưng Đạo phường Nam Định', true],
])('"%s" says more than the name of the commune: %s', (text, expected) =>
  expect(saysMoreThan(text, 'Phường Nam Định')).toBe(expected),
)
