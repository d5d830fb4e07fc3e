import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { Letter } from './letters.ts'

export type MailResult =
  | { ok: true }
  /** final: this mailbox will never take it · retry: anything that may mend itself or be mended. */
  | { ok: false; verdict: 'retry' | 'final'; code: string }

export interface Mailer {
  from: string
  /** Never throws: errors are data. */
  send(letter: Letter): Promise<MailResult>
  /** Can the server be reached, and does it know us? For doctor. */
  verify(): Promise<MailResult>
  close(): void
}

export interface MailerOptions {
  /** smtp(s)://user:password@host:port; absent: letters are captured. */
  smtpUrl?: string | undefined
  from: string
  /** Test mode: every letter goes to this address and to nobody else. */
  onlyTo?: string | undefined
  capture(letter: Letter & { from: string }): Promise<void>
}

export function openMailer({ smtpUrl, from, onlyTo, capture }: MailerOptions): Mailer {
  const aim = (letter: Letter): Letter => (onlyTo ? redirected(letter, onlyTo) : letter)
  if (!smtpUrl)
    return {
      from,
      async send(letter) {
        await capture({ ...aim(letter), from })
        return { ok: true }
      },
      verify: async () => ({ ok: true }),
      close() {},
    }

  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    from,
    async send(letter) {
      const { to, subject, text, html, messageId, headers } = aim(letter)
      return attempt(() =>
        transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId,
          headers,
        }),
      )
    },
    verify: () => attempt(() => transport.verify()),
    close: () => transport.close(),
  }
}

const redirected = (letter: Letter, onlyTo: string): Letter => ({
  ...letter,
  to: onlyTo,
  text: `[Chế độ thử. Nơi nhận thật: ${letter.to}]\n\n${letter.text}`,
  // The mailbox was checked as an address when offices were read: nothing in it needs escaping twice.
  html: letter.html.replace(
    /<body[^>]*>/,
    (body) => `${body}<p>[Chế độ thử. Nơi nhận thật: ${letter.to.replace(/[<>&"]/g, '')}]</p>`,
  ),
})

async function attempt(run: () => Promise<unknown>): Promise<MailResult> {
  try {
    await run()
    return { ok: true }
  } catch (error) {
    const { code = 'UNKNOWN', responseCode, command } = smtpError(error)
    // Only a refusal of the recipient or of the letter itself is final: a 5xx at the greeting or the
    // sign-in says that our settings are wrong, and those a person can mend.
    const final =
      (responseCode ?? 0) >= 500 && (command?.startsWith('RCPT') || command?.startsWith('DATA'))
    return {
      ok: false,
      verdict: final ? 'final' : 'retry',
      code: responseCode ? `${code} ${responseCode}` : code,
    }
  }
}

/** The server's words may repeat addresses: only codes leave this file. */
const smtpError = (error: unknown): z.infer<typeof SmtpError> =>
  SmtpError.safeParse(error).data ?? {}

const SmtpError = z.object({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  command: z.string().optional(),
})
