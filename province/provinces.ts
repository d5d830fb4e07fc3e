import { z } from 'zod'

/** provinces.yaml: the whole country's provinces, so that a place outside ours is known as such. */
export const Provinces = z.strictObject({
  provinces: z
    .array(
      z.strictObject({
        /** In full: "Tỉnh Cà Mau". */
        name: z.string().regex(/^(?:Tỉnh|Thành phố) \S/),
        /** Provinces that are part of it today. */
        formerly: z.array(z.string()).default([]),
        said: z.array(z.string()).default([]),
      }),
    )
    .nonempty(),
})
export type Provinces = z.infer<typeof Provinces>
