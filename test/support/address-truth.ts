import type { Units } from '../../knowledge/units.ts'
import { fold, normalise } from '../../knowledge/vietnamese.ts'

/** A unit of the tables as an address may name it: today's commune, or one of before July 2025. */
export interface Known {
  /** "Xã Kim Thủy" */
  name: string
  type: string
  bare: string
  today: boolean
  /** Of old for an old unit: "Huyện Lệ Thủy", "Tỉnh Quảng Bình". */
  district: string
  province: string
  newProvince: string
  now: string[]
}

/** What of a unit is typed, and whether with its marks. */
export interface Typed {
  type?: string
  bare: string
  district?: string
  /** A province of old or of today, in full. */
  province?: string
  marked: boolean
}

/** What the tables say an address means; undefined where two people would read it in two ways. */
export type Meaning = { code: string } | { codes: string[] }

const types = /^(thành phố|thị trấn|thị xã|đặc khu|phường|huyện|quận|tỉnh|xã)\s+/iu

export const typeOf = (full: string): string => types.exec(full)?.[1] ?? ''
export const bareOf = (full: string): string => full.replace(types, '')

const plain = (text: string): string =>
  normalise(text)
    .replace(/[-–'’]/g, ' ')
    .replace(/\s+/g, ' ')
/** As typed with marks: to the letter; without: whatever looks alike. */
const seen = (text: string, marked: boolean): string => (marked ? plain(text) : fold(plain(text)))

/** Reads the tables directly, apart from the reader that is judged. */
export class AddressTruth {
  readonly all: Known[]
  /** Provinces of old that a commune of today was made of. */
  readonly #origins = new Map<string, Set<string>>()
  readonly #districts = new Map<string, Set<string>>()
  readonly #byFolded = new Map<string, Known[]>()
  readonly #upperNames: Set<string>

  constructor(units: Units) {
    const provinceOf = new Map(units.communes.map(({ code, province }) => [code, province]))
    const today = units.communes.map(({ code, name, province }) => ({
      name,
      type: typeOf(name),
      bare: bareOf(name),
      today: true,
      district: '',
      province,
      newProvince: province,
      now: [code],
    }))
    const old = units.former.flatMap(({ name, district, province, now }) => {
      for (const code of now) {
        into(this.#origins, code, province)
        into(this.#districts, code, `${district}|${province}`)
      }
      const newProvince = provinceOf.get(now[0] ?? '')
      return name && newProvince
        ? [
            {
              name,
              type: typeOf(name),
              bare: bareOf(name),
              today: false,
              district,
              province,
              newProvince,
              now,
            },
          ]
        : []
    })
    this.all = [...today, ...old]
    for (const unit of this.all) {
      const key = seen(unit.bare, false)
      this.#byFolded.set(key, [...(this.#byFolded.get(key) ?? []), unit])
    }
    this.#upperNames = new Set(
      [...units.former.flatMap(({ district, province }) => [district, province])].map((name) =>
        seen(bareOf(name), false),
      ),
    )
  }

  /** Is it the name of a district or province as well? Then nobody knows which is meant without a word before it. */
  isUpper(bare: string): boolean {
    return this.#upperNames.has(seen(bare, false))
  }

  meaning(typed: Typed): Meaning | undefined {
    const { type, district, province, marked } = typed
    const name = seen(typed.bare, marked)
    const named = (this.#byFolded.get(seen(typed.bare, false)) ?? []).filter(
      ({ bare }) => seen(bare, marked) === name,
    )
    const around = named.filter(
      (unit) =>
        (!province || this.#provincesOf(unit).some((one) => sameUpper(one, province, marked))) &&
        (!district || this.#districtsOf(unit).some((one) => sameUpper(one, district, marked))),
    )
    const ofType = around.filter((unit) => !type || fold(unit.type) === fold(type))
    // A ward that was raised last year is still called xã by half of its people.
    const fit = ofType.length > 0 ? ofType : around
    const today = fit.filter((unit) => unit.today)
    const old = fit.filter((unit) => !unit.today)
    // A district is said by who speaks of before; else the name of today comes first.
    const meant = district ? (old.length > 0 ? old : today) : today.length > 0 ? today : old
    const codes = [...new Set(meant.flatMap(({ now }) => now))].sort()
    if (codes.length === 0) return undefined
    // Old province, no district, and both an old and a new commune of that name in it.
    if (!district && today.length > 0 && this.#isOldProvince(province)) {
      const before = [...new Set(old.flatMap(({ now }) => now))].sort()
      if (before.length > 0 && before.join() !== codes.join()) return undefined
    }
    return codes[0] && codes.length === 1 ? { code: codes[0] } : { codes }
  }

  #isOldProvince(province: string | undefined): boolean {
    return !!province && !this.all.some((unit) => unit.today && unit.province === province)
  }

  #provincesOf(unit: Known): string[] {
    if (!unit.today) return [unit.province, unit.newProvince]
    return [unit.province, ...unit.now.flatMap((code) => [...(this.#origins.get(code) ?? [])])]
  }

  #districtsOf(unit: Known): string[] {
    if (!unit.today) return [unit.district]
    return unit.now.flatMap((code) =>
      [...(this.#districts.get(code) ?? [])].map((key) => key.split('|')[0] ?? ''),
    )
  }
}

const sameUpper = (one: string, other: string, marked: boolean): boolean =>
  seen(bareOf(one), marked) === seen(bareOf(other), marked)

function into(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value))
}
