import type { Reply } from '../adapters/channel.ts'
import { say } from './flow.ts'
import { menuChoices } from './welcome.ts'

/** Who speaks, what it can do, and the words that work at any time. */
export const help = (): Reply =>
  say(
    [
      'Tôi là trợ lý ảo, một chương trình máy tính, không phải cán bộ. Tôi hướng dẫn thủ tục, nhận phản ánh, kiến nghị và tra cứu kết quả.',
      'Lúc nào Anh/Chị cũng có thể gõ: "menu", "quay lại", "hủy", "nhắc lại", "bỏ qua", "vì sao hỏi", "bắt đầu lại". Gõ 0 để gặp cán bộ.',
      'Khẩn cấp: 113 công an, 114 cháy và cứu nạn, 115 cấp cứu.',
    ].join('\n'),
    menuChoices,
  )

/** In the middle of a form: the same, short, because its question follows. */
export const helpInForm = (): Reply =>
  say(
    'Tôi là trợ lý ảo, không phải cán bộ. Anh/Chị có thể gõ "quay lại" để sửa câu trước, "bỏ qua", "vì sao hỏi", "hủy", hoặc gõ 0 để gặp cán bộ.',
  )
