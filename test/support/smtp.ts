import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'

export interface Taken {
  to: string[]
  source: string
}

/** What the server says to a recipient: a refusal with its code, or nothing. */
export type Judge = (recipient: string) => number | 'hang-up' | undefined

/** A real SMTP server on loopback that keeps what it takes. */
export async function startSmtp(judge: Judge = () => undefined) {
  const taken: Taken[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      const said = judge(address)
      if (said === 'hang-up') for (const socket of sockets) socket.destroy()
      else if (said) callback(Object.assign(new Error('refused'), { responseCode: said }))
      else callback()
    },
    onData(stream: SMTPServerDataStream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        taken.push({ to, source: Buffer.concat(chunks).toString() })
        callback()
      })
    },
  })
  const sockets = new Set<{ destroy(): void }>()
  server.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  // as: a server that listens on a port has an address of this shape.
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
