import { z } from 'zod'

/** Trying again cannot mend this; everything else is retried. */
export class FinalError extends Error {
  override name = 'FinalError'
}

/** A value from outside does not have the shape we read. */
export class BadInput extends FinalError {
  override name = 'BadInput'
}

/** The one way from unknown to typed. Throws BadInput, which names the place but never the value. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const { success, data, error } = schema.safeParse(value)
  if (!success) throw new BadInput(`${what}: ${z.prettifyError(error)}`, { cause: error })
  return data
}
