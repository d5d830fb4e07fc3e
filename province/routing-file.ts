import { z } from 'zod'
import { Routing } from '../desk/routing.ts'

/** routing.yaml as routing reads it, but strict: a mistyped key would silently route elsewhere. */
export const RoutingFile = z.strictObject({
  fallback: z.string(),
  lines: z.array(
    z.strictObject({
      ...Routing.shape.lines.element.shape,
      /** A commune's code; "each": every commune its own office; "*": one office for all. */
      commune: z.string().regex(/^(each|\*|\d{5})$/),
      note: z.string().optional(),
      /** The decision that says so. */
      source: z.string().optional(),
    }),
  ),
})
export type RoutingFile = z.infer<typeof RoutingFile>
export type RoutingRule = RoutingFile['lines'][number]
