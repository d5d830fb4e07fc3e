import { z } from 'zod'
import { Hours } from '../desk/calendar.ts'
import { forUnit, type Office, officesById, type Unit } from '../desk/offices.ts'
import type { Units } from './units.ts'

const Details = z.strictObject({
  phone: z.string().optional(),
  address: z.string().optional(),
  /** When it is open, in words. */
  hours: z.string().optional(),
  /** The same for Saturdays, to reckon with: [['07:30', '11:30']]. */
  saturday: Hours.optional(),
  note: z.string().optional(),
  /** A page that shows where it is; absent: a search for its name. */
  map: z.url().optional(),
  /** What citizens call it: "một cửa". */
  called: z.array(z.string()).optional(),
})
type Details = z.infer<typeof Details>

/** Addresses of their own from which officers may answer the office's letters. */
const officers = z.array(z.email()).optional()

const id = z.string().regex(/^[a-z0-9-]+$/)

/** Where dossiers go whose record names these words in its place, else in its agency; without words, by level. */
const CounterRule = z.strictObject({
  words: z.array(z.string()).nonempty().optional(),
  level: z.enum(['commune', 'province']).optional(),
  /** Offices of the commune ("hcc") or of the province ("bhxh"), the nearest first; none: only the record says it. */
  to: z.array(id),
  anywhere: z.boolean().default(false),
})
export type CounterRule = z.infer<typeof CounterRule>

/** offices.yaml: a pattern that each commune repeats, its exceptions, and the province's own offices. */
export const OfficesFile = z.strictObject({
  /** Letters go to these domains and to no others. */
  domains: z.array(z.string()).nonempty(),
  perCommune: z.array(
    z.strictObject({
      id,
      /** {unit} "xã Gia Vân", {slug} "gia-van", {code}; one name for all, or one for each type. */
      name: z.union([z.string(), z.partialRecord(z.enum(['xã', 'phường', 'đặc khu']), z.string())]),
      mailbox: z.string().regex(/^[\w.{}-]+@[\w.-]+$/),
      ...Details.shape,
    }),
  ),
  overrides: z
    .array(
      z.strictObject({
        /** "hcc/14329" */
        id: z.string(),
        name: z.string().optional(),
        mailbox: z.email().optional(),
        officers,
        ...Details.shape,
      }),
    )
    .default([]),
  province: z.array(
    z.strictObject({ id, name: z.string(), mailbox: z.email(), officers, ...Details.shape }),
  ),
  /** The first rule that fits a procedure says where it is handed in. */
  counters: z.array(CounterRule).default([]),
})
export type OfficesFile = z.infer<typeof OfficesFile>

/** An office as a citizen may be told of it. */
export interface OfficeDetails extends Office, Details {}

/** Every office by its id, "so-xay-dung" or "kt/14329", with where and when it can be reached. */
export function officeDetails(file: OfficesFile, { communes }: Units): Map<string, OfficeDetails> {
  const details = new Map<string, Details>(file.province.map((office) => [office.id, office]))
  for (const unit of communes)
    for (const pattern of file.perCommune)
      details.set(`${pattern.id}/${unit.code}`, detailsFor(pattern, unit))
  const own = new Map(file.overrides.map((override) => [override.id, override]))
  return new Map(
    [...officesById(file, communes)].map(([id, office]) => [
      id,
      { ...details.get(id), ...own.get(id), ...office },
    ]),
  )
}

function detailsFor(pattern: Details, unit: Unit): Details {
  const { called, saturday } = pattern
  const details: Details = { ...(called && { called }), ...(saturday && { saturday }) }
  for (const key of ['phone', 'address', 'hours', 'note', 'map'] as const) {
    const text = pattern[key]
    if (text !== undefined) details[key] = forUnit(text, unit)
  }
  return details
}
