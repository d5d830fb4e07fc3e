import { fold } from '../../knowledge/vietnamese.ts'
import { bareOf, type Known, type Typed } from './address-truth.ts'
import {
  after,
  called,
  fullOf,
  halfMarked,
  housed,
  numbered,
  type Pick,
  shortened,
  slipped,
  spoken,
  streets,
  unmarked,
} from './address-words.ts'

/** A way in which people write an address: what it looks like, and what of the unit it tells. */
export interface Form {
  name: string
  of: 'today' | 'old'
  only?: (unit: Known) => boolean
  text: (unit: Known, pick: Pick) => string
  tells: (unit: Known) => Typed
}

const all = ({ type, bare, district, province }: Known): Typed => ({
  type,
  bare,
  ...(district && { district }),
  province,
  marked: true,
})
const without = (key: 'type' | 'district' | 'province') => (unit: Known) => {
  const { [key]: _, ...rest } = all(unit)
  // as: one of the keys that may be missing, or the type, which may as well.
  return rest as Typed
}
const bareAnd =
  (tells: (unit: Known) => Typed) =>
  (unit: Known): Typed => ({ ...tells(unit), marked: false })

const form = (
  name: string,
  of: Form['of'],
  text: Form['text'],
  tells: Form['tells'] = all,
  only?: Form['only'],
): Form => ({ name, of, text, tells, ...(only && { only }) })

/** Mỹ, Lý, Kỳ, Quý: both letters are taught. */
const loneY = /(?<=(?<!\p{L})(?:[HKLMST]|Qu))[yýỳỷỹỵ](?!\p{L})/u

export const forms: Form[] = [
  form('today, in full', 'today', (unit) => fullOf(unit)),
  form(
    'today, no marks, no commas',
    'today',
    (u) => unmarked(`${u.name} ${bareOf(u.province)}`),
    bareAnd(all),
  ),
  form(
    'today, abbreviated',
    'today',
    (u, pick) => `${shortened(u.name, pick)} ${pick(['- ', ', ', ''])}${called(u.province, pick)}`,
  ),
  form('today, no province', 'today', (u) => `em ở ${u.name.toLowerCase()}`, without('province')),
  form(
    'today, no word before it',
    'today',
    (u, pick) => `${u.bare}, ${called(u.province, pick)}`,
    without('type'),
  ),
  form('today, house and street', 'today', (u, pick) =>
    housed(`${u.name}, ${bareOf(u.province)}`, pick),
  ),
  form(
    'today, with a request',
    'today',
    (u, pick) => `${u.name} ${called(u.province, pick)}${pick(after)}`,
  ),
  form('old, in full', 'old', (u) => fullOf(u)),
  form(
    'old, no marks, no commas',
    'old',
    (u) => unmarked(fullOf(u).replace(/,/g, '')),
    bareAnd(all),
  ),
  form(
    'old, abbreviated',
    'old',
    (u, pick) =>
      `${shortened(u.name, pick)}${pick([', ', ' ', ' - ', ','])}${shortened(u.district, pick)}${pick([', ', ' ', ' - '])}${called(u.province, pick)}`,
  ),
  form(
    'old, abbreviated, no marks',
    'old',
    (u, pick) =>
      unmarked(`${shortened(u.name, pick)} ${shortened(u.district, pick)} ${bareOf(u.province)}`),
    bareAnd(all),
  ),
  form(
    'old, no district',
    'old',
    (u, pick) => `${u.name}, ${called(u.province, pick)}`,
    without('district'),
  ),
  form(
    'old, no province',
    'old',
    (u) => `${u.name.toLowerCase()} ${u.district.toLowerCase()}`,
    without('province'),
  ),
  form(
    'old, no province, names of district bare',
    'old',
    (u) => `${u.name} ${bareOf(u.district)}`,
    without('province'),
    ({ district }) => !/\d/.test(district),
  ),
  form(
    'old, no words before names',
    'old',
    (u, pick) => [u.bare, bareOf(u.district), bareOf(u.province)].join(pick([', ', ' ', ' - '])),
    without('type'),
    (u) => !numbered(u),
  ),
  form(
    'old, no words, no marks',
    'old',
    (u) => unmarked([u.bare, bareOf(u.district), bareOf(u.province)].join(' ')),
    bareAnd(without('type')),
    (u) => !numbered(u),
  ),
  form('old, wrong order', 'old', (u, pick) =>
    [u.province, u.district, u.name].join(pick([', ', ' ', ' - ', ' > '])),
  ),
  form(
    'old, the province of today',
    'old',
    (u) => `${u.name}, ${u.district}, ${bareOf(u.newProvince)}`,
    (u) => ({ ...all(u), province: u.newProvince }),
  ),
  form('old, house and street', 'old', (u, pick) => housed(fullOf(u), pick)),
  form(
    'old, house, no marks',
    'old',
    (u, pick) => unmarked(housed(`${u.name} ${u.district} ${bareOf(u.province)}`, pick)),
    bareAnd(all),
  ),
  form(
    'old, with a request',
    'old',
    (u, pick) => `${u.name} ${shortened(u.district, pick)} ${bareOf(u.province)}${pick(after)}`,
  ),
  form(
    'old, with a request, no marks',
    'old',
    (u, pick) => unmarked(`${u.name} ${u.district} ${bareOf(u.province)}${pick(after)}`),
    bareAnd(all),
  ),
  form(
    'numbers in words',
    'old',
    (u) => `${spoken(u.name)} ${spoken(u.district)} ${bareOf(u.province)}`,
    all,
    numbered,
  ),
  form(
    'numbers glued',
    'old',
    (u, pick) =>
      `${pick(['P', 'p.', 'F', 'phường '])}${pick(['', '0'])}${u.bare}`.replace(/0(?=\d\d)/, '') +
      `${pick([' ', ', ', ','])}${shortened(u.district, pick)} ${pick([bareOf(u.province), ''])}`.trimEnd(),
    without('province'),
    numbered,
  ),
  form('capitals', 'old', (u) => `${u.name}, ${u.district}, ${bareOf(u.province)}`.toUpperCase()),
  form('decomposed, the other place of the tone', 'old', (u) =>
    fullOf(u)
      .replace(/òa/g, 'oà')
      .replace(/óa/g, 'oá')
      .replace(/ủy/g, 'uỷ')
      .replace(/úy/g, 'uý')
      .normalize('NFD'),
  ),
  form(
    'district as a town of old',
    'old',
    (u, pick) =>
      `${shortened(u.name, pick)} ${pick(['tx ', 'tp ', 'TX. ', 'thị xã '])}${bareOf(u.district)} ${bareOf(u.province)}`,
    all,
    ({ district }) => /^th/i.test(district),
  ),
  form(
    'the wrong word before it',
    'old',
    (u) =>
      `${u.type.toLowerCase() === 'phường' ? 'xã' : 'phường'} ${u.bare} ${u.district.toLowerCase()} ${bareOf(u.province)}`,
    (u) => ({ ...all(u), type: '-' }),
    (u) => !numbered(u),
  ),
  form(
    '"cũ" behind it',
    'old',
    (u, pick) =>
      `${u.name} ${bareOf(u.district)} ${bareOf(u.province)}${pick([' cũ', ' (cũ)', ' trước đây', ' hồi trước'])}`,
    all,
    ({ district }) => !/\d/.test(district),
  ),
  form(
    'old, only its name',
    'old',
    (u) => `em ở ${u.name}`,
    (u) => ({ type: u.type, bare: u.bare, marked: true }),
  ),
  form(
    'house and street, no words before names',
    'old',
    (u, pick) =>
      `${pick([...'123456789'])}${pick(['', 'A', '/5'])} ${pick(streets)}, ${u.bare}, ${bareOf(u.district)}, ${called(u.province, pick)}`,
    without('type'),
    (u) => !numbered(u) && !/\d/.test(u.district),
  ),
  form(
    'house and street, ward without its word',
    'old',
    (u, pick) =>
      `${pick([...'123456789'])} ${pick(streets)}, ${u.bare}, ${shortened(u.district, pick)}`,
    (u) => ({ bare: u.bare, district: u.district, marked: true }),
    (u) => !numbered(u),
  ),
  form(
    'a slip in the name',
    'old',
    (u, pick) =>
      `${u.name.split(' ')[0] === 'Thị' ? 'thị trấn' : u.name.split(' ')[0]} ${slipped(u.bare, pick)}, ${u.district}, ${bareOf(u.province)}`,
    all,
    (u) => !numbered(u),
  ),
  form(
    'a slip in the name, no marks',
    'old',
    (u, pick) =>
      unmarked(`${u.type} ${slipped(fold(u.bare), pick)} ${u.district} ${bareOf(u.province)}`),
    bareAnd(all),
    (u) => !numbered(u),
  ),
  form(
    'a slip in the district',
    'old',
    (u, pick) =>
      unmarked(
        `${u.name} ${u.district.replace(bareOf(u.district), '')}${slipped(fold(bareOf(u.district)), pick)} ${bareOf(u.province)}`,
      ),
    bareAnd(all),
    (u) => !numbered(u),
  ),
  form(
    'a slip in the name of today',
    'today',
    (u, pick) => `${u.type} ${slipped(u.bare, pick)}, ${bareOf(u.province)}`,
    all,
  ),
  form(
    'a mark missing or wrong',
    'old',
    (u, pick) => `${u.type} ${halfMarked(u.bare, pick)} ${u.district} ${bareOf(u.province)}`,
    (u) => ({ ...all(u), marked: false }),
    (u) => !numbered(u),
  ),
  form(
    'a mark missing or wrong, today',
    'today',
    (u, pick) => `${u.type} ${halfMarked(u.bare, pick)} ${bareOf(u.province)}`,
    bareAnd(all),
  ),
  form(
    'i for y, đắk for đăk, no apostrophes',
    'old',
    (u) =>
      fullOf(u)
        .replace(loneY, (y) => 'iíìỉĩị'['yýỳỷỹỵ'.indexOf(y)] ?? y)
        .replace(/Đăk/g, 'Đắk')
        .replace(/['’]/g, ''),
    all,
    ({ name }) => loneY.test(name) || /Đăk|['’]/.test(name),
  ),
]
