import { z } from 'zod'
import { parseLossless } from './wire.ts'

const percent = z.coerce.number().catch(0)
const Usage = z.object({ call_count: percent, total_time: percent, total_cputime: percent })
const CaseUsage = Usage.extend({
  /** Minutes. */
  estimated_time_to_regain_access: z.coerce.number().catch(0),
})

const minuteMs = 60_000
/** Percent of the allowance at which we stand still for a moment, before Facebook makes us. */
const nearlyUsed = 90

/** How long the Page should keep still, by the usage headers of the last answer. */
export function pauseMsOf(header: (name: string) => string | undefined): number {
  const app = Usage.safeParse(read(header('x-app-usage')))
  const cases = z
    .record(z.string(), z.array(CaseUsage))
    .safeParse(read(header('x-business-use-case-usage')))
  const all = cases.success ? Object.values(cases.data).flat() : []
  const regainMs = all.map((one) => one.estimated_time_to_regain_access * minuteMs)
  const isNearlyUsed = [...all, ...(app.success ? [app.data] : [])].some(
    (one) => Math.max(one.call_count, one.total_time, one.total_cputime) >= nearlyUsed,
  )
  return Math.max(0, isNearlyUsed ? minuteMs : 0, ...regainMs)
}

const read = (header: string | undefined): unknown =>
  header === undefined ? undefined : parseLossless(header)
