import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { parse } from '../border.ts'
import { openAlarms } from '../store/alarms.ts'
import { importsOf, tellImported } from '../store/imports.ts'
import { flip, flips, switchedOff } from '../store/switches.ts'
import { pendingChanges, Settling, settleChanges } from './changes.ts'
import type { Core } from './core.ts'

const Flip = z.object({ subject: z.string(), off: z.boolean(), why: z.string() })

const Consent = z.object({
  code: z.string().optional(),
  oa_id: z.string().optional(),
  state: z.string().optional(),
})

const answers: Record<string, (core: Core, given?: unknown) => Promise<unknown>> = {
  '/imports': ({ store }) => importsOf(store).read(),
  '/channels': (core) => core.look(),
  '/alarms': ({ store }) => openAlarms(store.db),
  '/zalo-consent': (core, given) => core.consent(parse(Consent, given, 'a consent')),
  async '/changes'({ store }, given) {
    if (given !== undefined) {
      await settleChanges(store, parse(Settling, given, 'a review'))
      await tellImported(store)
    }
    return pendingChanges(store)
  },
  '/topics/all': ({ store }) => flips(store.db),
  async '/topics'({ store }, given) {
    if (given !== undefined) {
      await flip(store.db, parse(Flip, given, 'a switch'))
      await tellImported(store)
    }
    return switchedOff(store.db)
  },
}

/**
 * What the running product answers to the command line of the same machine, over the socket that
 * guards its data folder: whoever may open the folder may ask.
 */
export async function ownerAnswers(
  core: Core | undefined,
  request: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  try {
    const given = request.method === 'POST' ? JSON.parse(await bodyOf(request)) : undefined
    const told = (core && (await answers[request.url ?? '']?.(core, given))) ?? { running: true }
    reply.setHeader('content-type', 'application/json').end(JSON.stringify(told))
  } catch {
    reply.writeHead(500).end()
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}
