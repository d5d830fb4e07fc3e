import { fold } from '../../knowledge/vietnamese.ts'
import { bareOf, type Known, typeOf } from './address-truth.ts'

export type Pick = <Item>(items: readonly Item[]) => Item

const short: Record<string, string[]> = {
  xã: ['x.', 'x. ', 'x ', 'xã '],
  phường: ['p.', 'P. ', 'p ', 'F. ', 'phường '],
  'thị trấn': ['tt ', 'TT. ', 'TT ', 'thị trấn '],
  'đặc khu': ['đặc khu ', 'Đặc khu '],
  huyện: ['h.', 'H. ', 'h ', 'huyện '],
  quận: ['q.', 'Q. ', 'q ', 'quận '],
  'thị xã': ['tx ', 'TX. ', 'tx.', 'thị xã '],
  'thành phố': ['tp ', 'TP. ', 'Tp.', 'T.P ', 'thành phố '],
  tỉnh: ['t. ', 'tỉnh ', ''],
}
export const shortened = (full: string, pick: Pick): string =>
  `${pick(short[typeOf(full).toLowerCase()] ?? [''])}${bareOf(full)}`

/** As it is called on the phone. */
const nicknames: Record<string, string[]> = {
  'Thành phố Hồ Chí Minh': ['TPHCM', 'tp.hcm', 'Sài Gòn', 'HCM', 'sg', 'TP. Hồ Chí Minh'],
  'Thành phố Hà Nội': ['HN', 'hà nội', 'Hn', 'TP Hà Nội'],
  'Tỉnh Bà Rịa - Vũng Tàu': ['BRVT', 'bà rịa vũng tàu', 'Bà Rịa-Vũng Tàu'],
  'Thành phố Huế': ['Huế', 'Thừa Thiên Huế', 'TT Huế', 'tỉnh Thừa Thiên - Huế'],
  'Tỉnh Đắk Lắk': ['Đăk Lăk', 'daklak', 'Đắc Lắc'],
  'Thành phố Hải Phòng': ['HP', 'Hải Phòng'],
  'Thành phố Cần Thơ': ['tpct', 'Cần Thơ'],
}
export const called = (province: string, pick: Pick): string =>
  pick(nicknames[province] ?? [bareOf(province)])

const units = 'không một hai ba bốn năm sáu bảy tám chín mười'.split(' ')
/** "12" → "mười hai", as it is dictated. */
function inWords(bare: string): string {
  const n = Number(bare)
  if (!/^\d+$/.test(bare) || n > 30) return bare
  if (n <= 10) return units[n] ?? bare
  const ten = n < 20 ? 'mười' : `${units[Math.floor(n / 10)]} mươi`
  return [ten, ...(n % 10 === 0 ? [] : [n % 10 === 5 ? 'lăm' : (units[n % 10] ?? '')])].join(' ')
}
export const spoken = (full: string): string =>
  `${typeOf(full).toLowerCase()} ${inWords(bareOf(full))}`

export const streets = [
  'Lê Lợi',
  'Quang Trung',
  'Trần Hưng Đạo',
  'Nguyễn Trãi',
  'Hai Bà Trưng',
  'Ngô Quyền',
  'Điện Biên Phủ',
  'Hùng Vương',
  'Phan Đình Phùng',
  '30 tháng 4',
  'Cách Mạng Tháng Tám',
  'Tân Sơn Nhì',
]
const before = [
  'số 12 đường S,',
  '12/5 S,',
  'nhà số 7 ngõ 3 phố S',
  'hẻm 45 đường S, kp 3,',
  'thôn Đông,',
  'ấp 3,',
  'tổ 5 khu phố 2',
  'xóm 4',
  'tdp số 3,',
  '210 S',
  'khu đô thị mới,',
  'sau chợ,',
]
export const after = [
  ', cho em hỏi làm khai sinh ở đâu',
  ' mất điện 2 ngày nay rồi',
  ', gần trường cấp 2',
  ' ạ',
  ' - đường ngập quá',
  ', sđt 0900000000',
  ' nhé, cảm ơn shop',
  '. Rác chất đống trước cổng chợ',
  ' làm căn cước cho bé mấy giờ mở cửa',
]
export const housed = (text: string, pick: Pick): string =>
  `${pick(before).replace('S', pick(streets))} ${text}`

export const fullOf = ({ name, district, province }: Known): string =>
  [name, district, province].filter(Boolean).join(', ')
export const unmarked = (text: string): string => fold(text).toLowerCase()
export const numbered = ({ bare }: Known): boolean => /^\d+$/.test(bare)

/** A slip of the thumb in one syllable: a letter lost, doubled or swapped. */
export function slipped(name: string, pick: Pick): string {
  const parts = name.split(' ')
  const long = parts.flatMap((part, i) => (/^\p{L}{4,}$/u.test(part) ? [i] : []))
  const at = long.length > 0 ? pick(long) : -1
  return parts.map((part, i) => (i === at ? slip(part, pick) : part)).join(' ')
}

function slip(part: string, pick: Pick): string {
  const i = pick([...part].slice(1, -1).map((_, index) => index + 1))
  const [one = '', two = ''] = [part[i], part[i + 1]]
  return pick([
    part.slice(0, i) + part.slice(i + 1),
    part.slice(0, i) + one + part.slice(i),
    part.slice(0, i) + two + one + part.slice(i + 2),
  ])
}

/** One syllable typed without its mark, or with the tone of another region. */
export function halfMarked(name: string, pick: Pick): string {
  const parts = name.split(' ')
  const at = pick(parts.map((_, i) => i))
  return parts.map((part, i) => (i !== at ? part : pick([fold(part), swapTone(part)]))).join(' ')
}

const hook = '\u0309'
const tilde = '\u0303'
const swapTone = (part: string): string =>
  part
    .normalize('NFD')
    .replace(new RegExp(`[${hook}${tilde}]`), (tone) => (tone === hook ? tilde : hook))
    .normalize('NFC')
