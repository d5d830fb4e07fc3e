import type { Content } from '../content.ts'
import { vnDay } from '../desk/calendar.ts'
import type { Commune } from '../knowledge/commune.ts'
import type { Office, Offices } from '../knowledge/office.ts'
import { plain } from '../knowledge/vietnamese.ts'
import { askedDay } from '../province/asked-day.ts'
import { counterFinder } from '../province/counters.ts'
import type { OfficeDetails } from '../province/offices.ts'
import { openingOn } from '../province/opening.ts'

/** The content's offices as citizens ask for them. */
export function officesOf(content: Content): Offices {
  const { offices, counters, calendar, province } = content
  const counterFor = counterFinder(counters)
  const all = [...offices.values()]
  const communal = new Set(all.flatMap(({ id }) => (id.includes('/') ? [patternOf(id)] : [])))
  const called = all.map((office) => ({
    office,
    said: [office.name.replace(/,.*$/, ''), ...(office.called ?? [])].map(plain),
  }))
  const officeAt = (id: string, commune?: Commune): OfficeDetails | undefined =>
    communal.has(id) ? commune && offices.get(`${id}/${commune.code}`) : offices.get(id)
  const visit = (office: OfficeDetails) => visitOf(office, province.name)

  return {
    counter(procedure, commune) {
      const rule = counterFor(procedure)
      const officesIn = (where?: Commune) =>
        rule?.to.flatMap((id) => officeAt(id, where) ?? []).map(visit) ?? []
      const [usual] = officesIn(content.communes[0])
      return {
        offices: officesIn(commune),
        anywhere: rule?.anywhere ?? false,
        byCommune: communal.has(rule?.to[0] ?? ''),
        ...(usual && { usual }),
      }
    },
    named(text, commune, last) {
      const spoken = ` ${plain(text)} `
      const near = called.filter(
        ({ office }) => office.commune === undefined || office.commune === commune?.code,
      )
      const scored = near.flatMap(({ office, said }) => {
        const letters = Math.max(
          0,
          ...said.map((each) => (spoken.includes(` ${each} `) ? each.length : 0)),
        )
        // "Công an" is the commune's own, where one is meant, before the province's.
        return letters > 0 ? [{ office, worth: letters + (office.commune ? 0.5 : 0) }] : []
      })
      const [best] = scored.toSorted((a, b) => b.worth - a.worth)
      const first = commune && all.find((office) => office.commune === commune.code)
      const found = best?.office ?? (last === undefined ? first : offices.get(last))
      return found && visit(found)
    },
    byId: (id) => {
      const found = offices.get(id)
      return found && visit(found)
    },
    opening: (office, day) => openingOn(calendar, day, offices.get(office?.id ?? '')?.saturday),
    askedDay: (text, now) => askedDay(text, vnDay(now), calendar),
  }
}

function visitOf(office: OfficeDetails, province: string): Office {
  const { id, name, phone, address, hours, note } = office
  return {
    id,
    name,
    ...(phone && { phone }),
    ...(address && { address }),
    ...(hours && { hours }),
    ...(note && { note }),
    map: office.map ?? mapSearch(`${name.replace(/,.*$/, '')}, ${province}`),
  }
}

/** Opens the map of whichever phone: https://developers.google.com/maps/documentation/urls/get-started */
const mapSearch = (query: string): string =>
  `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(query)}`

const patternOf = (id: string): string => id.slice(0, id.indexOf('/'))
