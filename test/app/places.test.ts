import { expect, test } from 'vitest'
import { placesOf } from '../../app/places.ts'
import { loadContent } from '../../content.ts'

const places = placesOf(loadContent('content'), undefined)

test.each([
  ['xã Gia Vân', '14488'],
  ['xã Gia Vân, tỉnh Ninh Bình', '14488'],
  ['xã Thanh Liêm tỉnh Hà Nam', '13495'],
  ['đường Hà Nội, phường Hoa Lư', '14329'],
])('without imported units "%s" is our %s', (text, code) =>
  expect(places.find(text)).toMatchObject({ found: 'one', commune: { code } }),
)

test.each([
  'xã Gia Vân, Cà Mau',
  'xã Gia Vân, tỉnh Bạc Liêu',
  'xã Kim Sơn, Hà Nội',
  'xã Gia Vân TPHCM',
])('"%s" lies in another province', (text) => expect(places.find(text)).toEqual({ found: 'none' }))
