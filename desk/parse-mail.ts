import PostalMime, { type Address, type Attachment, addressParser, type Email } from 'postal-mime'

/** An incoming mail in our words; past this file no mail library's shape exists. */
export interface Mail {
  /** The one author's address in lower case; undefined when there is none or more than one. */
  from?: string | undefined
  subject: string
  messageId?: string | undefined
  /** Message-IDs that it answers. */
  answers: string[]
  /** Every value of a header in lower case, top first. */
  header(name: string): string[]
  text?: string | undefined
  html?: string | undefined
  /** Files that its writer attached; pictures of a signature are none. */
  attachments: number
  /** sealed: encrypted, or in Outlook's own format · broken: built so that it cannot be taken apart. */
  opens: 'well' | 'sealed' | 'broken'
  /** What a mail server reports on a letter of ours, if this is such a report. */
  report?: { status: string; failed: boolean } | undefined
  /** Message-IDs in the part of a report that brings a letter back. */
  returned: string[]
}

/** A mail that is built to harm, nested without end or with headers of megabytes, comes out broken. */
export const parseMail = (raw: Uint8Array): Promise<Mail> =>
  PostalMime.parse(raw, {
    // A forwarded mail within is a file, and never its forwarder's words.
    forceRfc822Attachments: true,
    maxNestingDepth: 30,
    maxHeadersSize: 512 * 1024,
  }).then(mailOf, () => broken)

const broken: Mail = {
  subject: '',
  answers: [],
  header: () => [],
  attachments: 0,
  opens: 'broken',
  returned: [],
}

function mailOf(email: Email): Mail {
  const ofType = (pattern: RegExp) =>
    email.attachments.filter(({ mimeType }) => pattern.test(mimeType))
  const report = ofType(/^message\/(global-)?delivery-status$/).map(words)[0]
  const back = ofType(/^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/)
  return {
    from: onlyAuthor(email),
    subject: email.subject ?? '',
    messageId: email.messageId,
    answers: idsIn([email.inReplyTo ?? '', email.references ?? ''].join(' ')),
    header: (name) =>
      email.headers.filter(({ key }) => key === name).map(({ value }) => value.toLowerCase()),
    text: email.text,
    html: email.html,
    attachments: email.attachments.filter(isFile).length,
    opens:
      ofType(/^application\/((x-)?pkcs7-mime|pgp-encrypted|ms-tnef)$/).length > 0
        ? 'sealed'
        : 'well',
    report: report === undefined ? undefined : statusIn(report),
    returned: back.flatMap((part) => idsIn(/^message-id:.*$/im.exec(words(part))?.[0] ?? '')),
  }
}

/** A second author would let one who is proven speak for one who is not. */
function onlyAuthor({ headers }: Email): string | undefined {
  // The parser's own `from` keeps the first of several.
  const authors = headers
    .filter(({ key }) => key === 'from')
    .flatMap(({ value }) => addressParser(value))
    .flatMap(mailboxesIn)
  return authors.length === 1 ? authors[0]?.trim().toLowerCase() : undefined
}

const mailboxesIn = ({ group, address }: Address): string[] =>
  group ? group.flatMap(mailboxesIn) : [address ?? '']

const isFile = ({ mimeType, disposition, related, filename }: Attachment): boolean =>
  disposition === 'attachment'
    ? !/^(application\/(x-)?pkcs7-signature|application\/pgp-signature)$/.test(mimeType)
    : !related && filename !== null && !mimeType.startsWith('text/calendar')

const words = ({ content }: Attachment): string =>
  typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('utf8')

/** RFC 3464: one block of fields for each recipient; the worst counts. */
function statusIn(report: string): { status: string; failed: boolean } {
  const failed = /^action:\s*failed/im.test(report)
  const status = /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1] ?? ''
  return { status, failed: failed && !status.startsWith('4') }
}

const idsIn = (text: string): string[] => text.match(/<[^<>\s]{3,250}>/g) ?? []
