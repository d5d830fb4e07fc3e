import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { afterAll, beforeAll, expect } from 'vitest'
import { fileTicket } from '../../desk/file-ticket.ts'
import type { Letter } from '../../desk/letters.ts'
import { type MailListener, openMailListener } from '../../desk/mail-listener.ts'
import { receiveMail, takesMailFor } from '../../desk/receive-mail.ts'
import { ticketById } from '../../store/tickets.ts'
import type { Mode } from './modes.ts'
import { type Client, clients } from './office-clients.ts'
import { openTestStore } from './store.ts'
import { filing, type TestDesk, testDesk } from './test-desk.ts'

export const office = 'kt-hoa-lu@tinh.example'
export const coordinator = 'dp@tinh.example'
export const sender = 'cau-noi@tinh.example'
/** What the province's mail server finds of a mail that is what it says. */
export const proven = 'mx.tinh.example; dmarc=pass header.from=tinh.example'

export interface Sending {
  from?: string
  /** The From of the mail, where it is not the envelope's. */
  author?: string
  to?: string
  findings?: string
  client?: Client
  headers?: Record<string, string>
  attachments?: { filename: string; content: string | Buffer }[]
  /** Deliveries of the same bytes. */
  times?: number
}

/** A desk whose letters leave and whose officers answer through a real SMTP door. */
export function mailDesk(mode: Mode) {
  let store: Awaited<ReturnType<typeof openTestStore>>
  let subject: TestDesk
  let door: MailListener
  const sent: Letter[] = []
  const faults: unknown[] = []
  /** Called before a mail is kept: throw, and the store is away. */
  const before: { keeping(): void } = { keeping() {} }

  beforeAll(async () => {
    store = await openTestStore(mode)
    const mailer = {
      from: sender,
      async send(letter: Letter) {
        sent.push(letter)
        return { ok: true } as const
      },
      verify: async () => ({ ok: true }) as const,
      close() {},
    }
    subject = testDesk(store, { mailer })
    door = await openMailListener({
      host: '127.0.0.1',
      port: 0,
      takes: (address) => takesMailFor(subject.desk, address),
      async receive(raw, envelope) {
        before.keeping()
        await receiveMail(subject.desk, raw, envelope)
      },
      failed: (error) => faults.push(error),
    })
  })
  afterAll(async () => {
    await door.close()
    await store.close()
  })

  const here = {
    sent,
    faults,
    before,
    get store() {
      return store
    },
    get subject() {
      return subject
    },
    /** Files a report and returns the letter about it. */
    async letterOf(number: number): Promise<Letter> {
      await store.db.transaction((tx) => fileTicket(tx, subject.desk, 'zalo:619', filing(number)))
      await subject.work()
      const letter = sent.findLast(({ subject }) => subject.includes(filing(number).draft.code))
      if (!letter) throw new Error('no letter left')
      return letter
    },
    /** The officer's mail as bytes. */
    build(letter: Letter, typed: string, more: Sending = {}): Promise<Buffer> {
      const { from = office, author = from, findings = proven } = more
      const to = more.to ?? letter.headers['Reply-To']
      const { client = clients['Gmail on the web'] as Client, attachments } = more
      const { text, html, headers } = client(typed, { ...letter, from: sender })
      const mail = {
        ...{ from: author, to, subject: `Re: ${letter.subject}`, text, html, attachments },
        headers: { 'Authentication-Results': findings, ...headers, ...more.headers },
        messageId: `<${letter.messageId.slice(1, 9)}.${typed.length}@tinh.example>`,
        date: new Date(0),
      }
      return new MailComposer(mail).compile().build()
    },
    async bring(raw: Buffer, envelope: { from: string; to: string }) {
      const transport = createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true })
      try {
        await transport.sendMail({ envelope, raw })
      } finally {
        transport.close()
      }
    },
    /** An officer answers, and everything that follows from it is done. */
    async reply(letter: Letter, typed: string, more: Sending = {}) {
      const { from = office, to = letter.headers['Reply-To'] ?? '' } = more
      // Built once: a server that tries again brings the same bytes.
      const raw = await here.build(letter, typed, more)
      for (let n = 0; n < (more.times ?? 1); n += 1) await here.bring(raw, { from, to })
      expect(await subject.work()).toEqual([])
    },
    heard: (number: number) =>
      subject.told.filter(({ key }) => key.startsWith(`ticket:draft-${number}:`)),
    stateOf: async (number: number) => (await ticketById(store.db, `draft-${number}`))?.state,
    /** Letters that left since then, as "recipient title". */
    titles: (since: number) =>
      sent
        .slice(since)
        .map(({ to, subject }) => `${to} ${subject.replace(/^(\[[^\]]*\])+ /, '')}`)
        .sort(),
  }
  return here
}
