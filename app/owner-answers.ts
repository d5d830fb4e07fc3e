import type { IncomingMessage, ServerResponse } from 'node:http'
import { importsOf } from '../store/imports.ts'
import type { Core } from './core.ts'

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
    const wanted = request.url === '/imports' && core
    const told = wanted ? await importsOf(core.store).read() : { running: true }
    reply.setHeader('content-type', 'application/json').end(JSON.stringify(told))
  } catch {
    reply.writeHead(500).end()
  }
}
