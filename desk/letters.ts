import { createHash } from 'node:crypto'
import { vnDate } from './calendar.ts'
import { heading, type LetterBlock, note, renderBlocks } from './letter-body.ts'
import { actions, opening, summary, titles, wantsAction, writeAbove } from './letter-words.ts'
import { type Purpose, purposeKey } from './purpose.ts'
import type { Ticket } from './ticket.ts'

export interface Letter {
  to: string
  subject: string
  text: string
  html: string
  messageId: string
  headers: Record<string, string>
}

export interface LetterParts {
  ticket: Ticket
  to: string
  purpose: Purpose
  /** The field in words. */
  fieldName: string
  /** The officer's page, behind its signed link. */
  link: string
  /** MAIL_FROM: its domain stands in the Message-ID. */
  from: string
  /** The signed address that answers it; absent while replies by mail are off. */
  replyTo?: string | undefined
}

/** A ticket as an email. Its subject holds no personal data: subjects are shown, logged and forwarded. */
export function ticketLetter(parts: LetterParts): Letter {
  const { ticket, to, purpose, fieldName, link, from, replyTo } = parts
  const first = messageId(ticket.id, to, 'new-ticket', from)
  const own = messageId(ticket.id, to, purposeKey(purpose), from)
  const blocks: LetterBlock[] = [
    ...(replyTo ? writeAbove() : []),
    heading(`${titles(ticket.kind)[purpose.type]} – ${ticket.code}`),
    ...opening(purpose),
    ...summary(ticket, fieldName),
    ...(wantsAction(purpose)
      ? actions(ticket, link, replyTo !== undefined)
      : [note(`Trang xử lý phiếu: ${link}`)]),
    note('Thư tự động của hệ thống tiếp nhận phản ánh. Xin không chuyển tiếp đường dẫn trong thư.'),
  ]
  return {
    to: oneLine(to),
    subject: oneLine(
      `[${ticket.code}][${ticket.field}][Hạn ${vnDate(ticket.dueAt)}] ${titles(ticket.kind)[purpose.type]}`,
    ),
    ...renderBlocks(blocks),
    messageId: own,
    headers: {
      'Auto-Submitted': 'mail' in purpose ? 'auto-replied' : 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(replyTo && { 'Reply-To': replyTo }),
      // Later letters join the thread of the first.
      ...(own !== first && { 'In-Reply-To': first, References: first }),
    },
  }
}

/** Made from ticket, recipient and purpose: a second copy after a crash lands on the first. */
export function messageId(ticketId: string, to: string, purpose: string, from: string): string {
  const digest = createHash('sha256').update(`${ticketId}\n${to}\n${purpose}`).digest('hex')
  return `<${digest.slice(0, 32)}@${domainOf(from)}>`
}

const domainOf = (from: string): string => /@([\w.-]+\w)/.exec(from)?.[1] ?? 'localhost'

/** No line break leaves the line it was put in. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
