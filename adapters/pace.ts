import { z } from 'zod'
import { type ChannelName, channelNames } from './channel.ts'

/** One line of content/messaging.yaml: how many messages a platform takes from one account. */
export const Limit = z.strictObject({
  channel: z.enum(channelNames),
  /** In force from this day; the newest that is in force counts. */
  from: z.iso.date(),
  most: z.number().int().positive(),
  perSeconds: z.number().int().positive(),
  source: z.string().min(1),
  checked: z.iso.date(),
})
export type Limit = z.infer<typeof Limit>

/** How an account is kept below its limit: some at once, then one every `stepMs`. */
export interface Bucket {
  burst: number
  stepMs: number
}

/**
 * In no stretch of time as long as the limit's does more than nine tenths of it leave: a tenth at
 * once and eight tenths flowing after. The rest is for "typing …" and for what leaves late.
 */
export function bucketFor(
  limits: readonly Limit[],
  channel: ChannelName,
  now: Date,
): Bucket | undefined {
  const inForce = limits.filter((one) => one.channel === channel && new Date(one.from) <= now)
  const limit = inForce.toSorted((one, other) => one.from.localeCompare(other.from)).at(-1)
  if (!limit) return undefined
  return {
    burst: Math.max(1, Math.floor(limit.most / 10)),
    stepMs: (limit.perSeconds * 1000) / (limit.most * 0.8),
  }
}
