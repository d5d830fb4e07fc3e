import { z } from 'zod'

/** What differs between communes is filled in: {unit} "xã Gia Vân", {slug} "gia-van", {code}. */
const Template = z.object({
  id: z.string(),
  /** One name for all, or one for each type of commune. */
  name: z.union([z.string(), z.record(z.string(), z.string())]),
  mailbox: z.string(),
})

/** content/offices.yaml, as far as routing reads it. */
export const Offices = z.object({
  /** Letters go to these domains and to no others. */
  domains: z.array(z.string()).nonempty(),
  perCommune: z.array(Template),
  overrides: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().optional(),
        mailbox: z.email().optional(),
        officers: z.array(z.email()).optional(),
      }),
    )
    .default([]),
  province: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      mailbox: z.email(),
      officers: z.array(z.email()).optional(),
    }),
  ),
})
export type Offices = z.infer<typeof Offices>

/** A commune as content/units.yaml lists it. */
export interface Unit {
  code: string
  name: string
  type: string
  slug: string
}

export interface Office {
  /** "so-xay-dung", or "kt/14329" for a commune's own. */
  id: string
  name: string
  mailbox: string
  /** Who may answer the office's letters by mail from an address of their own. */
  officers?: string[] | undefined
  /** The commune whose own office it is; absent for the province's. */
  commune?: string
}

/** Every office by its id, the communes' own written out. */
export function officesById(offices: Offices, units: readonly Unit[]): Map<string, Office> {
  const all = [
    ...offices.province,
    ...units.flatMap((unit) => offices.perCommune.map((template) => officeOf(template, unit))),
  ].map((office): Office => {
    const own = offices.overrides.find(({ id }) => id === office.id)
    return {
      ...office,
      name: own?.name ?? office.name,
      mailbox: own?.mailbox ?? office.mailbox,
      officers: own?.officers ?? office.officers,
    }
  })
  for (const { id, mailbox, officers = [] } of all)
    for (const address of [mailbox, ...officers])
      if (!offices.domains.includes(address.slice(address.lastIndexOf('@') + 1)))
        throw new Error(`offices.yaml ${id}: ${address} is outside "domains" (${offices.domains})`)
  return new Map(all.map((office) => [office.id, office]))
}

function officeOf({ id, name, mailbox }: z.infer<typeof Template>, unit: Unit): Office {
  const pattern =
    typeof name === 'string' ? name : (name[unit.type] ?? Object.values(name)[0] ?? id)
  return {
    id: `${id}/${unit.code}`,
    name: forUnit(pattern, unit),
    mailbox: forUnit(mailbox, unit),
    commune: unit.code,
  }
}

/** What offices.yaml writes once for all communes, written for one. */
export function forUnit(pattern: string, unit: Unit): string {
  const words: Record<string, string> = {
    // In running text the type is no name: "UBND xã Gia Vân".
    unit: unit.name.charAt(0).toLowerCase() + unit.name.slice(1),
    slug: unit.slug,
    code: unit.code,
  }
  return pattern.replace(/\{(\w+)\}/g, (all, word: string) => words[word] ?? all)
}
