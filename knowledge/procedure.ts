import { z } from 'zod'

/** One way to hand a dossier in, with its own time and fee: the national form's table row. */
const Channel = z.strictObject({
  way: z.enum(['in-person', 'online', 'post']),
  /** Working days (wd), calendar days (cd), working hours (wh); absent when the source gives no unit. */
  time: z
    .strictObject({ n: z.number().nonnegative(), unit: z.enum(['wd', 'cd', 'wh']) })
    .optional(),
  /** As a citizen may read it, when it is no plain number: "trong ngày làm việc". */
  timeText: z.string().optional(),
  /** Đồng; `free` only where the source says so without a condition. */
  fee: z
    .strictObject({
      amount: z.number().int().nonnegative().optional(),
      free: z.literal(true).optional(),
      text: z.string().optional(),
    })
    .optional(),
  note: z.string().optional(),
  /** Which case this row is about, where rows are cases and not ways. */
  caseName: z.string().optional(),
})

const Paper = z.strictObject({
  name: z.string(),
  form: z.string().optional(),
  original: z.number().int().nonnegative().optional(),
  copies: z.number().int().nonnegative().optional(),
  note: z.string().optional(),
})

/** A procedure (thủ tục hành chính): one entry per national code. Times, fees and law carry their source. */
export const Procedure = z.strictObject({
  /** National code: "1.001193". */
  code: z.string().regex(/^\d\.\d{6}(\.\w+)?$/),
  title: z.string(),
  /** The publishing decision: "163/QĐ-BTP". */
  decision: z.string().optional(),
  level: z.array(z.enum(['ministry', 'province', 'commune', 'other'])),
  field: z.string().optional(),
  /** Who may apply, as published. */
  audience: z.array(z.string()).default([]),
  channels: z.array(Channel).default([]),
  /** Papers by case, the ordinary case first; `name` absent for the ordinary case. */
  cases: z
    .array(z.strictObject({ name: z.string().optional(), papers: z.array(Paper) }))
    .default([]),
  steps: z.string().optional(),
  agency: z.string().optional(),
  place: z.string().optional(),
  result: z.string().optional(),
  conditions: z.string().optional(),
  law: z.array(z.strictObject({ number: z.string().optional(), title: z.string() })).default([]),
  related: z.array(z.string()).default([]),
  /** What citizens call it, for the index; never shown. */
  alias: z.array(z.string()).default([]),
  source: z.strictObject({
    name: z.string(),
    url: z.string().optional(),
    /** The day the data were taken, YYYY-MM-DD: an answer always says it. */
    retrieved: z.iso.date(),
  }),
  validFrom: z.iso.date().optional(),
  validTo: z.iso.date().optional(),
  /** False: imported and not yet looked at by the province. */
  reviewed: z.boolean().default(false),
  reviewBy: z.iso.date().optional(),
  /** Traps found on import, by field; such a field is never stated as fact. */
  doubts: z
    .array(
      z.strictObject({
        field: z.string(),
        reason: z.string(),
        /** The day an import changed this field; nobody has looked at the change yet. */
        changed: z.iso.date().optional(),
      }),
    )
    .default([]),
})
export type Procedure = z.infer<typeof Procedure>
