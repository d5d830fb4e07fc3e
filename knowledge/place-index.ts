import type { Commune } from './commune.ts'
import type { ProvinceName, Units } from './units.ts'
import { fold, normalise } from './vietnamese.ts'

/** The kinds of unit by the word before the name; towns and wards of old are communes to us. */
export type Level = 'commune' | 'district' | 'province'

export interface Unit {
  level: Level
  /** As written, without its type: "kim thủy". */
  bare: string
  /** Folded: "xa", "phuong", "thi tran" … */
  type: string
  /** Present communes that are meant; for a commune of old, those it became. */
  now: Commune[]
  /** Today's province, folded. */
  province: string
  /** Provinces of before July 2025 that it lay in or, for a province, that it names; folded. */
  oldProvinces: string[]
  /** The district of before, of the unit or itself; one of its name per province. */
  district?: string
  /** Its full old name, when it is no unit of today. */
  formerly?: string
  /** Called by a number, in figures or in words: a name only behind its own type. */
  number?: true
}

/** The country's units by their folded name, and the communes old and new of a district or province. */
export interface NameIndex {
  byName: Map<string, Unit[]>
  inDistrict: Map<string, Unit[]>
  /** By the name of today's province, folded. */
  inProvince: Map<string, Unit[]>
}

export function indexNames({ communes, former, provinces }: Units): NameIndex {
  const index: NameIndex = { byName: new Map(), inDistrict: new Map(), inProvince: new Map() }
  const add = (full: string, about: Omit<Unit, 'bare' | 'type'>, among: string[] = []): void => {
    for (const name of namesOf(full)) {
      const unit = { ...about, ...name }
      put(index.byName, fold(unit.bare), unit)
      if (unit.level !== 'commune' || unit.number) continue
      put(index.inProvince, unit.province, unit)
      for (const district of among) put(index.inDistrict, district, unit)
    }
  }
  const byCode = new Map(communes.map((commune) => [commune.code, commune]))
  /** Today's communes → the provinces and districts they lay in. */
  const origins = new Map<string, { provinces: Set<string>; districts: Set<string> }>()
  const districts = new Map<string, { full: string; unit: Omit<Unit, 'bare' | 'type'> }>()
  for (const { name, district, province, now } of former) {
    const became = now.flatMap((code) => byCode.get(code) ?? [])
    if (became.length === 0) continue
    const key = `${district}|${province}`
    const around = {
      province: bareOf(became[0]?.province ?? ''),
      oldProvinces: [bareOf(province)],
      district: key,
    }
    for (const { code } of became) {
      const known = origins.get(code) ?? { provinces: new Set(), districts: new Set() }
      known.provinces.add(bareOf(province))
      known.districts.add(key)
      origins.set(code, known)
    }
    if (name) add(name, { level: 'commune', now: became, ...around, formerly: name }, [key])
    const all = [...new Set([...(districts.get(key)?.unit.now ?? []), ...became])]
    districts.set(key, {
      full: district,
      unit: { level: 'district', now: all, ...around, formerly: district },
    })
  }
  for (const { full, unit } of districts.values()) add(full, unit)
  for (const commune of communes) {
    const province = bareOf(commune.province)
    const { provinces: old = [], districts: among = [] } = origins.get(commune.code) ?? {}
    add(commune.name, { level: 'commune', now: [commune], province, oldProvinces: [...old] }, [
      ...among,
    ])
  }
  for (const province of provinces) add(province.said, provinceUnit(province))
  return index
}

function put(map: Map<string, Unit[]>, key: string, unit: Unit): void {
  const known = map.get(key)
  if (known) known.push(unit)
  else map.set(key, [unit])
}

/** By its name of today a province means all of it; by an old one only what that was. */
function provinceUnit({ said, province, formerly = said }: ProvinceName) {
  const today = bareOf(province)
  const old = bareOf(formerly)
  return {
    level: 'province' as const,
    now: [],
    province: today,
    oldProvinces: old === today ? [] : [old],
  }
}

const typePrefix = /^(thành phố|thị trấn|thị xã|đặc khu|phường|huyện|quận|tỉnh|xã)\s+/

/** A full name's type and the ways in which the rest is written: "12" and "mười hai", "m gar" and "mgar". */
function namesOf(full: string): Pick<Unit, 'bare' | 'type' | 'number'>[] {
  const text = spelt(full).replace(/[-–,.]/g, ' ')
  const prefix = typePrefix.exec(text)?.[0] ?? ''
  const type = fold(prefix.trim())
  const clean = (name: string): string => name.replace(/\s+/g, ' ').trim()
  const bare = clean(text.slice(prefix.length).replace(/['’]/g, ' '))
  const number = bare.replace(/^0+(?=\d)/, '')
  if (/^\d+$/.test(number))
    return [number, ...inWords(Number(number))].map((each) => ({ type, bare: each, number: true }))
  const joined = clean(text.slice(prefix.length).replace(/['’]/g, ''))
  return [...new Set([bare, joined])].map((each) => ({ type, bare: each }))
}

const bareOf = (full: string): string => fold(namesOf(full)[0]?.bare ?? '')

/** One spelling for what the tables themselves spell in several ways. */
export const spelt = (text: string): string =>
  normalise(text).replace(/(?<!\p{L})đ[ăa]k(?!\p{L})/gu, 'đắk')

const digits = 'không một hai ba bốn năm sáu bảy tám chín'.split(' ')

/** How the number of a ward or district is said. */
function inWords(n: number): string[] {
  const [ten, one] = [Math.floor(n / 10), n % 10]
  if (ten === 0) return n === 1 ? ['một', 'nhất', 'nhứt'] : n === 4 ? ['bốn', 'tư'] : [said(one)]
  if (ten > 3) return []
  const tens = ten === 1 ? ['mười'] : [`${said(ten)} mươi`, said(ten)]
  if (one === 0) return tens.slice(0, 1)
  const ones = { 1: ten === 1 ? 'một' : 'mốt', 4: ten === 1 ? 'bốn' : 'tư', 5: 'lăm' }[one]
  return tens.map((each) => `${each} ${ones ?? said(one)}`)
}

const said = (digit: number): string => digits[digit] ?? ''
