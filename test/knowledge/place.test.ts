import { expect, test } from 'vitest'
import { buildPlaces } from '../../knowledge/place.ts'
import { readUnits, type Units } from '../../knowledge/units.ts'
import { fold } from '../../knowledge/vietnamese.ts'
import { dataSet } from '../support/data-set.ts'
import { describeWithDataSets } from '../support/data-sets.ts'

const home = 'Tỉnh Ninh Bình'
const units: Units = {
  communes: [
    { code: '00001', name: 'Phường Hà Nam', province: home },
    { code: '00002', name: 'Phường Phủ Lý', province: home },
    { code: '00003', name: 'Xã Tân Thành', province: home },
    { code: '00004', name: 'Xã Tân Thành', province: 'Tỉnh Cà Mau' },
    { code: '00005', name: 'Phường Bảy Hiền', province: 'Thành phố Hồ Chí Minh' },
    { code: '00006', name: 'Xã Vụ Bản', province: home },
    { code: '00007', name: 'Xã Ba Tơ', province: 'Tỉnh Quảng Ngãi' },
    { code: '00008', name: 'Xã Ba Tô', province: 'Tỉnh Quảng Ngãi' },
  ],
  former: [
    {
      name: 'Phường Quang Trung',
      district: 'Thành phố Phủ Lý',
      province: 'Tỉnh Hà Nam',
      now: ['00001', '00002'],
    },
    {
      name: 'Phường Hai Bà Trưng',
      district: 'Thành phố Phủ Lý',
      province: 'Tỉnh Hà Nam',
      now: ['00002'],
    },
    {
      name: 'Phường 12',
      district: 'Quận Tân Bình',
      province: 'Thành phố Hồ Chí Minh',
      now: ['00005'],
    },
    { name: 'Thị trấn Gôi', district: 'Huyện Vụ Bản', province: 'Tỉnh Nam Định', now: ['00006'] },
    { name: 'Xã Đại Thắng', district: 'Huyện Vụ Bản', province: 'Tỉnh Nam Định', now: ['00006'] },
  ],
  provinces: [
    { said: home, province: home },
    { said: 'Tỉnh Hà Nam', province: home },
    { said: 'Tỉnh Nam Định', province: home },
    { said: 'Tỉnh Cà Mau', province: 'Tỉnh Cà Mau' },
    { said: 'Tỉnh Quảng Ngãi', province: 'Tỉnh Quảng Ngãi' },
    { said: 'Thành phố Hồ Chí Minh', province: 'Thành phố Hồ Chí Minh' },
    { said: 'sài gòn', province: 'Thành phố Hồ Chí Minh' },
  ],
}
const places = buildPlaces(units)

const one = [
  ['Phường Hà Nam, Ninh Bình', '00001'],
  ['phuong ha nam tinh ninh binh', '00001'],
  ['em ở phường phủ lý ạ', '00002'],
  ['số 5 đường Lê Lợi, P. Hai Bà Trưng, TP. Phủ Lý, Hà Nam', '00002'],
  ['p.12 q. tân bình sài gòn', '00005'],
  ['P12, Tân Bình', '00005'],
  ['tt Gôi, h. Vụ Bản, Nam Định', '00006'],
  ['xã đại thắng huyện vụ bản', '00006'],
  ['Xã Tân Thành, Cà Mau', '00004'],
  ['Xã Ba Tơ, Quảng Ngãi', '00007'],
  ['phường mười hai quận Tân Bình', '00005'],
  ['tỉnh Nam Định - huyện Vụ Bản - xã Đại Thắng', '00006'],
  ['xã Đại Thnắg, huyện Vụ Bản', '00006'],
  ['xa dai thag, vu ban, nam dinh', '00006'],
  ['phường Phũ Lý', '00002'],
  ['8 Hai Bà Trưng, phường Hà Nam', '00001'],
] as const
for (const [text, code] of one)
  test(`"${text}" is ${code}`, () =>
    expect(places.find(text)).toMatchObject({ found: 'one', commune: { code } }))

test('an old name is told with the new one', () =>
  expect(places.find('Thị trấn Gôi, Vụ Bản')).toMatchObject({ formerly: 'Thị trấn Gôi' }))

test('a split commune must be asked for', () =>
  expect(places.find('phường Quang Trung, Phủ Lý')).toMatchObject({
    found: 'several',
    split: true,
    candidates: [{ code: '00001' }, { code: '00002' }],
  }))

test('a shared name must be asked for, but home comes first', () => {
  expect(places.find('xã Tân Thành')).toMatchObject({ found: 'several', split: false })
  expect(buildPlaces(units, { home }).find('xã Tân Thành')).toMatchObject({
    commune: { code: '00003' },
    elsewhere: [{ code: '00004' }],
  })
})

test('names alike without marks are asked for', () =>
  expect(places.find('xa ba to, quang ngai')).toMatchObject({ found: 'several', split: false }))

const none = [
  'đường hỏng quá',
  'hàng xóm đốt rác',
  'tôi muốn hỏi thủ tục',
  'nước bẩn ba hôm nay',
  'đường Quang Trung ngập',
  'công an xã làm sai',
  'đi xa tân thành phố',
  'ông Tân Thành bán hàng',
  '',
  '12',
  'xã Đại Thọ, huyện Ý Yên',
]
for (const text of none)
  test(`no place in "${text}"`, () => expect(places.find(text)).toEqual({ found: 'none' }))

describeWithDataSets('the whole country', () => {
  const country = readUnits((file) => dataSet(`admin-units/${file}`))
  const everywhere = buildPlaces(country)
  const bare = (name: string): string =>
    name.replace(/^(?:Tỉnh|Thành phố|Huyện|Quận|Phường|Xã|Thị trấn|Thị xã|Đặc khu) /, '')
  const share = (list: boolean[]): number => list.filter(Boolean).length / list.length
  const means = (text: string, codes: string[]): boolean => {
    const found = everywhere.find(text)
    if (codes.length === 1) return found.found === 'one' && found.commune.code === codes[0]
    return (
      found.found === 'several' &&
      codes.every((code) => found.candidates.some((c) => c.code === code))
    )
  }

  test("today's communes, with and without marks", () => {
    const rows = country.communes
    expect(
      share(rows.map(({ code, name, province }) => means(`${name}, ${bare(province)}`, [code]))),
    ).toBeGreaterThanOrEqual(0.985)
    expect(
      share(
        rows.map(({ code, name, province }) =>
          means(fold(`${name} ${bare(province)}`).toLowerCase(), [code]),
        ),
      ),
    ).toBeGreaterThanOrEqual(0.98)
  })

  test('addresses of before July 2025', () => {
    const rows = country.former.flatMap(({ name, district, province, now }) =>
      name ? [{ name, district, province, now }] : [],
    )
    expect(
      share(
        rows.map(({ name, district, province, now }) =>
          means(`số 9 đường Lê Lợi, ${name}, ${district}, ${bare(province)}`, now),
        ),
      ),
    ).toBeGreaterThanOrEqual(0.985)
    expect(
      share(rows.map(({ name, district, now }) => means(`${name}, ${district}`, now))),
    ).toBeGreaterThanOrEqual(0.98)
  })
})
