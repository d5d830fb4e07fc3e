import { parse as parseCsv } from 'csv-parse/sync'
import { z } from 'zod'
import { parse } from '../border.ts'
import type { Commune } from './commune.ts'

/** The country's units: what stands today, what stood before July 2025, and how provinces are called. */
export interface Units {
  communes: Commune[]
  former: Former[]
  /** Every name of a province that people type, old ones included → the province of today, in full. */
  provinces: ProvinceName[]
}

export interface ProvinceName {
  said: string
  /** The province of today, in full. */
  province: string
  /** The province of before July 2025 that is meant, where it has another name than what is said. */
  formerly?: string
}

export interface Former {
  /** "Xã Kim Thủy"; absent where a district had no communes (islands). */
  name?: string
  district: string
  province: string
  /** Codes of today's communes; several: it was split. */
  now: string[]
}

export type UnitFile =
  | 'communes.csv'
  | 'old-to-new.csv'
  | 'provinces.csv'
  | 'old-provinces.csv'
  | 'aliases.csv'

const CommuneRow = z.object({ code: z.string(), full_name: z.string(), province: z.string() })
const FormerRow = z.object({
  old_province: z.string(),
  old_district: z.string(),
  old_commune: z.string(),
  new_commune_code: z.string(),
})
const ProvinceRow = z.object({ full_name: z.string() })
const OldProvinceRow = z.object({ old_province: z.string(), new_province: z.string() })
const AliasRow = z.object({
  alias: z.string(),
  old_unit: z.string(),
  new_province: z.string(),
  ambiguous: z.string(),
  kind: z.string(),
})

/** The five files of an administrative-unit set, in the columns of the national data. */
export function readUnits(textOf: (file: UnitFile) => string): Units {
  const rows = <T>(file: UnitFile, schema: z.ZodType<T>): T[] =>
    parse(z.array(schema), parseCsv(textOf(file), { columns: true, bom: true }), file)
  return {
    communes: rows('communes.csv', CommuneRow).map(({ code, full_name, province }) => ({
      code,
      name: full_name,
      province,
    })),
    former: formerOf(rows('old-to-new.csv', FormerRow)),
    provinces: [
      ...rows('provinces.csv', ProvinceRow).map(({ full_name }) => ({
        said: full_name,
        province: full_name,
      })),
      ...rows('old-provinces.csv', OldProvinceRow).map((row) => ({
        said: row.old_province,
        province: row.new_province,
      })),
      ...rows('aliases.csv', AliasRow)
        .filter(
          ({ ambiguous, new_province, kind }) =>
            ambiguous === '0' && new_province && kind !== 'old unit' && kind !== 'former unit',
        )
        .map(({ alias, old_unit, new_province }) => ({
          said: alias,
          province: new_province,
          formerly: old_unit,
        })),
    ],
  }
}

function formerOf(rows: z.infer<typeof FormerRow>[]): Former[] {
  const former = new Map<string, Former>()
  for (const { old_province, old_district, old_commune, new_commune_code } of rows) {
    const key = `${old_province}|${old_district}|${old_commune}`
    const before = former.get(key)
    if (before) before.now.push(new_commune_code)
    else
      former.set(key, {
        ...(old_commune && { name: old_commune }),
        district: old_district,
        province: old_province,
        now: [new_commune_code],
      })
  }
  return [...former.values()]
}
