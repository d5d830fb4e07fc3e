import { z } from 'zod'
import { channelNames } from '../adapters/channel.ts'
import { Limit } from '../adapters/pace.ts'
import { WindowRule } from '../adapters/window.ts'

/** messaging.yaml: what the platforms allow, dated. */
export const Messaging = z.strictObject({
  payAfterFree: z.boolean(),
  windows: z
    .array(WindowRule)
    // A channel without a rule would be silent for ever.
    .refine(
      (rules) => channelNames.every((name) => rules.some(({ channel }) => channel === name)),
      'mỗi kênh cần ít nhất một dòng',
    ),
  limits: z.array(Limit),
})
export type Messaging = z.infer<typeof Messaging>
