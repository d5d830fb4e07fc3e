import { createHash } from 'node:crypto'
import { vnDate, vnTime } from './calendar.ts'
import { heading, type LetterBlock, list, note, quote, renderBlocks, rows } from './letter-body.ts'
import type { Ticket, TicketKind } from './ticket.ts'

export interface Letter {
  to: string
  subject: string
  text: string
  html: string
  messageId: string
  headers: Record<string, string>
}

/** Why a letter is written; with ticket and recipient it makes the letter unique. */
export type Purpose =
  | { type: 'new-ticket' }
  /** Another office gave it back: the same letter, with the reason. */
  | { type: 'returned'; event: number; text: string; by: string }
  | { type: 'undeliverable'; recipient: string }
  | { type: 'addition'; event: number; text: string }
  | { type: 'withdrawn' }
  /** The officer's copy of exactly what the citizen saw. */
  | { type: 'copy'; event: number; text: string }
  | { type: 'due-soon' }
  | { type: 'overdue' }

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
}

/** "addition:12": the purpose as the delivery ledger keeps it. */
export const purposeKey = (purpose: Purpose): string =>
  'event' in purpose
    ? `${purpose.type}:${purpose.event}`
    : 'recipient' in purpose
      ? `${purpose.type}:${purpose.recipient}`
      : purpose.type

/** A ticket as an email. Its subject holds no personal data: subjects are shown, logged and forwarded. */
export function ticketLetter({ ticket, to, purpose, fieldName, link, from }: LetterParts): Letter {
  const first = messageId(ticket.id, to, 'new-ticket', from)
  const own = messageId(ticket.id, to, purposeKey(purpose), from)
  const blocks: LetterBlock[] = [
    heading(`${titles(ticket.kind)[purpose.type]} – ${ticket.code}`),
    ...opening(purpose),
    ...summary(ticket, fieldName),
    ...(wantsAction(purpose) ? actions(ticket, link) : [note(`Trang xử lý phiếu: ${link}`)]),
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
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
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

const titles = (kind: TicketKind): Record<Purpose['type'], string> => ({
  'new-ticket': {
    report: 'Phản ánh mới',
    proposal: 'Kiến nghị mới',
    question: 'Câu hỏi mới',
    praise: 'Lời khen mới',
  }[kind],
  returned: 'Phiếu được chuyển đến',
  undeliverable: 'Thư không đến được nơi nhận',
  addition: 'Người dân bổ sung',
  withdrawn: 'Người dân đã rút',
  copy: 'Bản sao nội dung đã gửi người dân',
  'due-soon': 'Sắp đến hạn',
  overdue: 'Đã quá hạn',
})

function opening(purpose: Purpose): LetterBlock[] {
  switch (purpose.type) {
    case 'returned':
      return [
        note(`${purpose.by} đã trả lại phiếu này vì không thuộc thẩm quyền, với lý do:`),
        quote(purpose.text),
      ]
    case 'undeliverable':
      return [
        note(
          `Hộp thư ${purpose.recipient} từ chối nhận. Đề nghị chuyển phiếu bằng cách khác và sửa danh bạ.`,
        ),
      ]
    case 'addition':
      return [note('Người gửi phản ánh vừa viết thêm:'), quote(purpose.text)]
    case 'withdrawn':
      return [note('Người gửi đã rút phản ánh. Cơ quan không cần trả lời phiếu này nữa.')]
    case 'copy':
      return [note('Người dân đã nhận được đúng nội dung sau:'), quote(purpose.text)]
    case 'due-soon':
      return [note('Phiếu sắp đến hạn trả lời. Đề nghị xử lý hoặc cho biết cần thêm thông tin.')]
    case 'overdue':
      return [note('Phiếu đã quá hạn mà chưa có trả lời. Đề nghị xử lý ngay.')]
    case 'new-ticket':
      return []
  }
}

function summary(ticket: Ticket, fieldName: string): LetterBlock[] {
  const { name, phone, address } = ticket.contact
  return [
    rows([
      ['Mã phiếu', ticket.code],
      ['Lĩnh vực', fieldName],
      ['Mức độ', ticket.urgency === 'urgent' ? 'KHẨN' : 'Bình thường'],
      ['Nơi xảy ra', [ticket.placeText, ticket.commune?.name].filter(Boolean).join(' – ')],
      ['Nhận lúc', `${vnTime(ticket.receivedAt)} ngày ${vnDate(ticket.receivedAt)}`],
      ['Hạn trả lời', vnDate(ticket.dueAt)],
      ['Cơ quan xử lý', ticket.office],
      ...(ticket.procedure ? [['Mã thủ tục', ticket.procedure] as const] : []),
      ...(ticket.attachments.length > 0
        ? [['Tệp kèm theo', `${ticket.attachments.length} tệp, xem trên trang xử lý`] as const]
        : []),
      // A proposal on rules is only valid with its author's name and address (NĐ 20/2008); every other
      // reporter stays hidden from the office that is asked to act.
      ...(ticket.kind === 'proposal'
        ? ([
            ['Người kiến nghị', name ?? 'không ghi'],
            ['Liên hệ', phone ?? 'không ghi'],
            ['Địa chỉ', address ?? 'không ghi'],
          ] as const)
        : ([['Người gửi', 'được giữ kín; trả lời qua trang xử lý sẽ đến người gửi']] as const)),
    ]),
    note('Nội dung:'),
    quote(ticket.content),
  ]
}

const wantsAction = ({ type }: Purpose): boolean => type !== 'withdrawn' && type !== 'copy'

function actions(ticket: Ticket, link: string): LetterBlock[] {
  return [
    { type: 'link', label: 'Mở trang xử lý phiếu', url: link },
    note('Trên trang này (mở xem không làm thay đổi gì, chỉ nút bấm mới có tác dụng):'),
    list([
      'Nhận xử lý: báo đã nhận, phiếu chuyển sang "Đang xử lý".',
      'Trả lời: nội dung được gửi nguyên văn đến người dân.',
      'Cần thêm thông tin: câu hỏi được gửi đến người dân, thời hạn tạm dừng đến khi có trả lời.',
      'Không thuộc thẩm quyền: phiếu được chuyển nơi khác, lý do không gửi cho người dân.',
      'Hoàn thành: ghi kết quả kèm minh chứng, phiếu đóng lại và người dân nhận được kết quả.',
    ]),
    note(`Đề nghị trả lời trước hết ngày ${vnDate(ticket.dueAt)}.`),
  ]
}
