import { z } from 'zod'
import type { Content } from '../content.ts'
import { buildPlaces, type Places } from '../knowledge/place.ts'
import type { Units } from '../knowledge/units.ts'

/** What we rely on in imported units; the rest was ours when they were imported. */
const Imported = z.looseObject({ communes: z.array(z.unknown()), former: z.array(z.unknown()) })

/** The whole country when its units were imported, else the province of the content alone. */
export function placesOf(content: Content, imported: unknown): Places {
  const { success } = Imported.safeParse(imported)
  // as: written by `import units` as Units.
  const units = success ? (imported as Units) : ownUnits(content)
  return buildPlaces(units, { home: content.communes[0]?.province ?? content.province.name })
}

/** Our communes, and the names of all provinces: "xã Gia Vân, Cà Mau" is nobody's of ours. */
function ownUnits({ communes, formerUnits, province, provinces }: Content): Units {
  const today = communes[0]?.province ?? province.name
  const ours = new Set([today, ...formerUnits.map((former) => former.province)])
  const others = provinces
    .filter(({ name }) => !ours.has(name))
    .flatMap(({ name, formerly, said }) =>
      [name, ...formerly, ...said].map((each) => ({ said: each, province: name })),
    )
  return {
    communes,
    former: formerUnits.map(({ name, district, province, becomes }) => ({
      name,
      district,
      province,
      now: becomes,
    })),
    provinces: [
      ...[...ours].map((said) => ({ said, province: today })),
      ...others.filter(({ said }) => !ours.has(said)),
    ],
  }
}
