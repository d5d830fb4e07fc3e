import type { IncomingMessage, ServerResponse } from 'node:http'
import { openAlarms } from '../store/alarms.ts'
import { importsOf } from '../store/imports.ts'
import type { Core } from './core.ts'

const answers: Record<string, (core: Core) => Promise<unknown>> = {
  '/imports': ({ store }) => importsOf(store).read(),
  '/alarms': ({ store }) => openAlarms(store.db),
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
    const told = (core && (await answers[request.url ?? '']?.(core))) ?? { running: true }
    reply.setHeader('content-type', 'application/json').end(JSON.stringify(told))
  } catch {
    reply.writeHead(500).end()
  }
}
