import type { Kind, TicketState } from '../../desk/ticket.ts'

export const stateWords: Record<TicketState, string> = {
  received: 'Đã tiếp nhận',
  sent: 'Đã chuyển xử lý',
  'in-progress': 'Đang xử lý',
  'need-info': 'Chờ bổ sung thông tin',
  answered: 'Đã trả lời',
  closed: 'Đã kết thúc',
  withdrawn: 'Đã rút',
}

export const kindWords: Record<Kind, string> = {
  report: 'Phản ánh',
  proposal: 'Kiến nghị, góp ý',
  complaint: 'Khiếu nại',
  denunciation: 'Tố cáo',
  question: 'Câu hỏi',
  praise: 'Lời khen',
  emergency: 'Khẩn cấp',
  other: 'Nội dung khác',
}

// The whole country keeps one time; the server may stand anywhere.
const timeZone = 'Asia/Ho_Chi_Minh'
const dayFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})
const timeFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `02/12/2026` */
export const day = (at: Date): string => dayFormat.format(at)

/** `09:12` */
export const time = (at: Date): string => timeFormat.format(at)

/** `09:12 ngày 02/12/2026` */
export const dayAndTime = (at: Date): string => `${time(at)} ngày ${day(at)}`

/** `1.234.567` */
export const number = (n: number): string => n.toLocaleString('vi-VN')
