import { z } from 'zod'
import type { Incoming } from '../adapters/channel.ts'
import { parse } from '../border.ts'

/** What we rely on in a kept event; the rest was ours when it was written and is passed on. */
const Kept = z.looseObject({
  key: z.string(),
  kind: z.string(),
  from: z.looseObject({ channel: z.string(), id: z.string() }),
  at: z.coerce.date(),
})

export function readIncoming(json: unknown): Incoming {
  const kept = parse(Kept, json, 'kept event')
  const words = kept.kind === 'message' ? { text: '', attachments: [] } : {}
  // as: intake wrote it as an Incoming; only its words may have been blanked since.
  return { ...words, ...kept } as unknown as Incoming
}
