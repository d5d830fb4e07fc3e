import { z } from 'zod'

/** province.yaml: who the province is, and what may stand in every text. */
export const ProvinceSettings = z.strictObject({
  code: z.string().regex(/^\d{2}$/),
  name: z.string(),
  /** Offices and numbers are invented; pages and letters say so. */
  sample: z.boolean().default(false),
  sampleNote: z.string().optional(),
  languages: z.array(z.string()).nonempty(),
  hotlines: z.array(z.strictObject({ number: z.string(), for: z.string() })).nonempty(),
  /** Words that every text may use: {phone}, {hours} … */
  words: z.record(z.string().regex(/^\w+$/), z.string().trim().min(1)),
  /** The office of offices.yaml that gets the weekly letter on the content; absent: the coordinator. */
  contentOwner: z.string().optional(),
  /** Codes of procedures that are not answered for the time being. */
  suspended: z.array(z.string()).default([]),
})
export type ProvinceSettings = z.infer<typeof ProvinceSettings>
