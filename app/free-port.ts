import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port that nobody uses at this moment: the links we sign need it before the server listens. */
export async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port was found')
  return address.port
}
