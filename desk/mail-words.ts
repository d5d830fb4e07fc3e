/** Why an officer's mail did nothing, and what to do: for the letter that tells them. */
export const mailWords = {
  'sender-unknown':
    'Lý do: thư được gửi từ một địa chỉ không phải hộp thư của cơ quan. Xin mở trang xử lý phiếu để trả lời, hoặc trả lời lại từ đúng hộp thư đã nhận phiếu.',
  'sender-unproven':
    'Lý do: máy chủ thư không xác nhận được người gửi (có thể thư bị giả mạo). Nếu đúng là thư của Anh/Chị, xin mở trang xử lý phiếu để trả lời và báo quản trị hệ thống thư.',
  empty:
    'Lý do: không thấy nội dung nào được viết phía trên dòng đánh dấu. Xin viết câu trả lời ở trên cùng của thư, hoặc mở trang xử lý phiếu.',
  'written-below':
    'Lý do: có nội dung được viết bên dưới hoặc xen giữa phần trích, hệ thống không chắc phần nào gửi cho người dân. Xin viết toàn bộ câu trả lời ở trên cùng của thư, hoặc mở trang xử lý phiếu.',
  sealed:
    'Lý do: thư được mã hóa hoặc ở định dạng riêng của Outlook nên không đọc được. Xin gửi lại dạng văn bản thường hoặc HTML, hoặc mở trang xử lý phiếu.',
  broken: 'Lý do: không đọc được cấu trúc của thư. Xin mở trang xử lý phiếu để trả lời.',
  garbled:
    'Lý do: chữ tiếng Việt trong thư bị lỗi phông, người dân sẽ không đọc được. Xin gõ lại bằng phông Unicode rồi gửi lại, hoặc mở trang xử lý phiếu.',
  'looks-automatic':
    'Lý do: nội dung giống thư trả lời tự động. Nếu Anh/Chị tự viết, xin mở trang xử lý phiếu để gửi cho người dân.',
  'unclear-note':
    'Lý do: thư có dòng ghi "Nội bộ" nhưng không rõ phần nào gửi cho người dân. Xin viết "Nội bộ: …" ở dòng đầu cho ghi chú, và gửi câu trả lời trong một thư riêng.',
  'unclear-command':
    'Lý do: không rõ dòng đầu là lệnh hay là câu trả lời. "Đang xử lý" đứng một mình; các lệnh khác có dấu hai chấm, ví dụ "Không thuộc thẩm quyền: lý do". Muốn gửi nguyên văn cho người dân, xin bắt đầu bằng "Trả lời: …".',
  'changed-since':
    'Lý do: sau lá thư mà Anh/Chị trả lời, phiếu đã có nội dung mới. Xin xem lại phiếu dưới đây rồi trả lời thư này, hoặc mở trang xử lý phiếu.',
  expired:
    'Lý do: địa chỉ trả lời của lá thư cũ đã hết hạn. Xin trả lời chính thư này, hoặc mở trang xử lý phiếu.',
} as const

/** What a mail did that its citizen sees nothing of, by the event's action. */
export const receiptWords: Record<string, string> = {
  accept: 'Phiếu đã chuyển sang "Đang xử lý".',
  'not-ours': 'Phiếu đã được chuyển đi nơi khác, lý do được gửi cho nơi nhận.',
  note: 'Ghi chú nội bộ đã được lưu vào phiếu.',
}

export type MailProblem = keyof typeof mailWords

const refusal = 'refused: '

/** How a mail's row keeps that the desk refused what it asked for; the sentence is ours. */
export const refusedBecause = (sentence: string): string => `${refusal}${sentence}`

/** The sentence for the letter, from what the mail's row keeps. */
export const problemWords = (reason: string): string =>
  reason.startsWith(refusal)
    ? `Lý do: ${reason.slice(refusal.length)}`
    : (Object.entries(mailWords).find(([problem]) => problem === reason)?.[1] ?? '')
