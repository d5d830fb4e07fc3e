import type { Unit } from './place-index.ts'
import type { Mention } from './place-names.ts'

export const isDistrictType = (type: string): boolean =>
  ['huyen', 'quan', 'thi xa', 'thanh pho'].includes(type)

/** The province named behind (or before) the name: the unit's own, another one, or none at all. */
export function provinceSaid(
  unit: Unit,
  mention: Mention,
  mentions: Mention[],
): 'province' | 'merged' | 'other' | undefined {
  const named = mentions.filter(
    (other) =>
      apart(other, mention) &&
      !other.thing &&
      other.units.some(isProvince) &&
      (!other.type || other.type === 'tinh' || other.type === 'thanh pho'),
  )
  const same = named
    .flatMap(({ units }) => units.filter(isProvince))
    .filter(({ province }) => province === unit.province)
  if (same.some(({ oldProvinces }) => oldProvinces.length === 0)) return 'province'
  if (same.some(({ oldProvinces: [old = ''] }) => unit.oldProvinces.includes(old)))
    return 'province'
  if (same.length > 0) return 'merged'
  // A name that may be a commune or district as well denies nothing, unless it stands as a province.
  const sure = named.some(
    ({ type, units, start }) => type === 'tinh' || units.every(isProvince) || start >= mention.end,
  )
  return sure ? 'other' : undefined
}

/** The old district named with a commune: its own, its own behind a nearer one, a town of the province's name, another. */
export function districtSaid(
  unit: Unit,
  mention: Mention,
  mentions: Mention[],
): 'district' | 'far' | 'town' | 'other' | undefined {
  if (unit.level !== 'commune') return undefined
  const districts = mentions.filter(
    (other) =>
      apart(other, mention) &&
      !other.thing &&
      other.type !== 'tinh' &&
      other.units.some(isDistrict),
  )
  const behind = districts
    .filter(({ start }) => start >= mention.end && start - mention.end <= 4)
    .sort((a, b) => a.start - b.start)
  const typed = behind.filter(({ type }) => type && isDistrictType(type))
  const before = districts.filter(
    ({ type, end }) =>
      type && isDistrictType(type) && end <= mention.start && mention.start - end <= 3,
  )
  const near = typed.length > 0 ? typed : behind.length > 0 ? behind : before
  const fits = near.filter(({ units }) =>
    units.some((each) => isDistrict(each) && holds(each, unit)),
  )
  const [first] = fits
  if (!first) return near.some(isOnlyDistrict) ? 'other' : undefined
  if (!first.type && first.units.some(isProvince) && !provinceBehind(first, mentions)) return 'town'
  return first === near[0] ? 'district' : 'far'
}

const provinceBehind = ({ end }: Mention, mentions: Mention[]): boolean =>
  mentions.some(({ start, units }) => start >= end && units.some(isProvince))

/** "huyện Vụ Bản", "thành phố Nam Định": no city of its own today. */
const isOnlyDistrict = ({ type, units }: Mention): boolean =>
  type !== undefined &&
  isDistrictType(type) &&
  (type !== 'thanh pho' || !units.some((unit) => isProvince(unit) && unit.type !== 'tinh'))

const holds = (district: Unit, { formerly, now, district: its }: Unit): boolean =>
  formerly ? district.district === its : district.now.some((commune) => now.includes(commune))

const isProvince = ({ level }: Unit): boolean => level === 'province'
const isDistrict = ({ level }: Unit): boolean => level === 'district'

const apart = (a: Mention, b: Mention): boolean => a.end <= b.start || a.start >= b.end
