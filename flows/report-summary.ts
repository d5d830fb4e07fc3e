import { say } from './flow.ts'
import type { ReportScene, ReportStep } from './report-answers.ts'
import { placeInWords } from './report-place.ts'

/** Nothing is filed before the citizen has seen all of it and said yes. */
export const confirmStep: ReportStep<'confirm'> = {
  ask: (scene) => say(`${summary(scene)}\nTôi gửi đi nhé?`, choices),
  again: () => say('Nội dung ghi ở trên đã đúng thì tôi gửi đi nhé?', choices),
  sorry: () => say('Xin trả lời "gửi" nếu mọi điều đã đúng, hoặc "sửa" nếu cần đổi.', choices),
  why: 'Cần Anh/Chị xem lại và đồng ý rồi tôi mới gửi.',
  required: 'Tôi chỉ gửi khi Anh/Chị đồng ý. Gõ "gửi", "sửa" hoặc "hủy".',
  read: ({ answer }) => (answer === 'yes' ? true : undefined),
  review: true,
}

function summary({ answers, services, attachments }: ReportScene): string {
  const { content = '', matter, place, name, address, contact } = answers
  const phone = contact?.phone && maskPhone(contact.phone)
  const lines = [
    ['Nội dung', shorten(content.replace(/\s*\n\s*/g, '; '))],
    ['Lĩnh vực', matter && services.fieldName(matter.field)],
    ['Nơi xảy ra', place && placeInWords(place, services)],
    ['Họ tên', name ?? contact?.name],
    ['Địa chỉ', address],
    ['Điện thoại', phone ?? 'không ghi, trả lời qua cuộc trò chuyện này'],
    ['Kèm theo', attachments.length > 0 ? `${attachments.length} ảnh, tệp hoặc vị trí` : undefined],
  ].filter(([, value]) => value)
  return ['Xin Anh/Chị xem lại:', ...lines.map(([label, value]) => `• ${label}: ${value}`)].join(
    '\n',
  )
}

const choices = [
  { label: 'Gửi', payload: 'yes' },
  { label: 'Sửa', payload: 'do:edit' },
  { label: 'Hủy', payload: 'do:cancel' },
]

const shorten = (text: string) => (text.length <= 300 ? text : `${text.slice(0, 297).trimEnd()}…`)

/** "09xx xxx 123": enough to recognise one's own number, never the whole of it. */
function maskPhone(phone: string): string {
  const national = phone.replace(/^\+84/, '0')
  return `${national.slice(0, 2)}xx xxx ${national.slice(-3)}`
}
