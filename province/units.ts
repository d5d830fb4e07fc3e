import { z } from 'zod'
import type { Commune } from '../knowledge/commune.ts'

/** units.yaml: the communes of today, each with what it was made of. */
export const Units = z.strictObject({
  province: z.strictObject({ code: z.string().regex(/^\d{2}$/), name: z.string() }),
  mergedFrom: z.array(z.string()).default([]),
  communes: z
    .array(
      z.strictObject({
        /** Of the statistics office; text, for leading zeros. */
        code: z.string().regex(/^\d{5}$/),
        name: z.string(),
        type: z.enum(['xã', 'phường', 'đặc khu']),
        /** For mail addresses: "gia-van". */
        slug: z.string().regex(/^[a-z0-9-]+$/),
        formerly: z
          .array(
            z.strictObject({
              district: z.string(),
              province: z.string(),
              /** Old communes that went here whole. */
              all: z.array(z.string()).default([]),
              /** Old communes of which a part went here: ask for the hamlet. */
              part: z.array(z.string()).default([]),
            }),
          )
          .default([]),
      }),
    )
    .nonempty(),
})
export type Units = z.infer<typeof Units>

/** A commune of before the reform, and the codes of what it became; several when it was split. */
export interface FormerUnit {
  province: string
  district: string
  name: string
  becomes: string[]
}

export const communesOf = ({ communes, province }: Units): Commune[] =>
  communes.map(({ code, name }) => ({ code, name, province: province.name }))

export function formerUnitsOf({ communes }: Units): FormerUnit[] {
  const former = new Map<string, FormerUnit>()
  for (const { code, formerly } of communes) {
    for (const { province, district, all, part } of formerly) {
      for (const name of [...all, ...part]) {
        const key = `${province}/${district}/${name}`
        const unit = former.get(key) ?? { province, district, name, becomes: [] }
        former.set(key, { ...unit, becomes: [...unit.becomes, code] })
      }
    }
  }
  return [...former.values()]
}
