import { vnDate, vnTime } from './calendar.ts'
import { marker } from './cut-reply.ts'
import { type LetterBlock, list, note, quote, rows } from './letter-body.ts'
import { commandWords } from './mail-command.ts'
import type { Purpose } from './purpose.ts'
import type { Ticket, TicketKind } from './ticket.ts'

export const titles = (kind: TicketKind): Record<Purpose['type'], string> => ({
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
  receipt: 'Đã ghi nhận thư trả lời',
  'mail-held': 'Thư trả lời chưa được gửi đến người dân',
  'mail-returned': 'Thư trả lời không được nhận',
})

export function opening(purpose: Purpose): LetterBlock[] {
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
      return [
        note('Người dân đã nhận được đúng nội dung sau:'),
        quote(purpose.text),
        ...(purpose.attachments
          ? [
              note(
                `Thư của Anh/Chị có ${purpose.attachments} tệp kèm theo. Tệp CHƯA được gửi đến người dân: ` +
                  'xin viết nội dung cần thiết vào thư, hoặc ghi đường dẫn đến tệp đã công bố.',
              ),
            ]
          : []),
      ]
    case 'receipt':
      return [note(`${purpose.what} Người dân không nhận được nội dung thư của Anh/Chị.`)]
    case 'mail-held':
      return [
        note(
          `Hệ thống nhận được một thư trả lời cho phiếu này nhưng giữ lại, người dân CHƯA nhận được gì. ${purpose.words}`,
        ),
        note('Nội dung thư đã nhận có trên trang xử lý phiếu.'),
      ]
    case 'mail-returned':
      return [
        note(
          `Thư trả lời của Anh/Chị chưa được thực hiện, người dân CHƯA nhận được gì. ${purpose.words}`,
        ),
      ]
    case 'due-soon':
      return [note('Phiếu sắp đến hạn trả lời. Đề nghị xử lý hoặc cho biết cần thêm thông tin.')]
    case 'overdue':
      return [note('Phiếu đã quá hạn mà chưa có trả lời. Đề nghị xử lý ngay.')]
    case 'new-ticket':
      return []
  }
}

export function summary(ticket: Ticket, fieldName: string): LetterBlock[] {
  const { name, phone, address } = ticket.contact
  const place = [ticket.placeText, ticket.commune?.name].filter(Boolean).join(' – ')
  return [
    rows([
      ['Mã phiếu', ticket.code],
      ['Lĩnh vực', fieldName],
      ['Mức độ', ticket.urgency === 'urgent' ? 'KHẨN' : 'Bình thường'],
      ...(place ? [['Nơi xảy ra', place] as const] : []),
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
        : ([['Người gửi', 'được giữ kín; câu trả lời của cơ quan sẽ đến người gửi']] as const)),
    ]),
    note('Nội dung:'),
    quote(ticket.content),
  ]
}

export const wantsAction = ({ type }: Purpose): boolean =>
  type !== 'withdrawn' && type !== 'copy' && type !== 'receipt'

/** The first line of every letter that can be answered by mail; what is written above it counts. */
export const writeAbove = (): LetterBlock[] => [note(marker)]

/** The default and the exceptions, in each letter, so that nobody sends a note to a citizen. */
function byReply(): LetterBlock[] {
  const of = (action: keyof typeof commandWords, what: string) => `"${commandWords[action]}${what}`
  return [
    note(
      'TRẢ LỜI THƯ NÀY ĐỂ TRẢ LỜI NGƯỜI DÂN. Mặc định, nội dung viết phía trên dòng đầu thư được gửi ' +
        'nguyên văn đến người dân (bỏ phần trích và chữ ký). Dòng đầu tiên có thể bắt đầu bằng:',
    ),
    list([
      of('note', ': …" – ghi chú nội bộ, KHÔNG gửi cho người dân.'),
      of('accept', '" – báo đã nhận xử lý.'),
      of('need-info', ': …" – câu hỏi được gửi đến người dân.'),
      of('not-ours', ': …" – lý do và nơi đề nghị xử lý; không gửi cho người dân.'),
      of('done', ': …" – kết quả; phiếu đóng lại và người dân nhận được kết quả.'),
    ]),
    note(
      'Xin trả lời từ chính hộp thư này; thư từ địa chỉ khác và tệp kèm theo không được gửi đến người dân.',
    ),
  ]
}

export function actions(ticket: Ticket, link: string, byMail: boolean): LetterBlock[] {
  return [
    ...(byMail ? byReply() : []),
    {
      type: 'link',
      label: byMail ? 'Hoặc mở trang xử lý phiếu' : 'Mở trang xử lý phiếu',
      url: link,
    },
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
