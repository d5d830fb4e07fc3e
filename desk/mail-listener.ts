import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import { type Envelope, mostMailBytes } from './receive-mail.ts'

export interface MailListenerParts {
  host: string
  /** 0 picks a free one. */
  port: number
  takes(address: string): Promise<boolean>
  receive(raw: Buffer, envelope: Envelope): Promise<void>
  /** Something failed inside; the mail server will bring the mail again. */
  failed(error: unknown): void
}

export interface MailListener {
  port: number
  close(): Promise<void>
}

/**
 * The door for officers' replies: a small SMTP server behind the province's own, which checks
 * senders and faces the Internet. It answers 250 once a mail is durably kept, 4xx when it could
 * not be kept, so that the server in front tries again, and 550 for addresses that are none of ours.
 */
export async function openMailListener({
  host,
  port,
  takes,
  receive,
  failed,
}: MailListenerParts): Promise<MailListener> {
  const server = new SMTPServer({
    name: 'cau-noi',
    authOptional: true,
    // Spoken on the machine itself or within the province's network; AUTH would only tempt.
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: mostMailBytes,
    // Each may hold a mail of the largest size in memory; the server in front waits its turn.
    maxClients: 10,
    socketTimeout: 60_000,
    logger: false,
    onRcptTo({ address }, _session, done) {
      takes(address).then(
        (ours) => done(ours ? null : refusal(550, '5.1.1 No such reply address')),
        (error) => {
          failed(error)
          done(refusal(451, '4.3.0 Try again later'))
        },
      )
    },
    onData(stream, { envelope }, done) {
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      const to = envelope.rcptTo.map(({ address }) => address)
      whole(stream)
        .then((raw) => raw && receive(raw, { via: 'smtp', from, to }).then(() => raw))
        .then(
          (raw) => done(raw ? null : refusal(552, '5.3.4 The mail is larger than 20 MB')),
          (error) => {
            failed(error)
            done(refusal(451, '4.3.0 Try again later'))
          },
        )
    },
  })
  // Clients that break off; nothing was acknowledged.
  server.on('error', () => {})
  server.listen(port, host)
  await once(server.server, 'listening')
  // as: a server that listens on a port has an address of this shape.
  const address = server.server.address() as AddressInfo
  return {
    port: address.port,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

/** Undefined when it is too large; then the rest is read and dropped, as SMTP wants. */
async function whole(stream: SMTPServerDataStream): Promise<Buffer | undefined> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of stream) {
    bytes += piece.length
    if (bytes <= mostMailBytes) pieces.push(piece)
  }
  return bytes > mostMailBytes ? undefined : Buffer.concat(pieces)
}

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode })
