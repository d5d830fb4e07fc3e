import { say } from './flow.ts'
import type { ReportScene, ReportStep } from './report-answers.ts'

/** Law 91/2025: who, why, which data and which rights are told before the first personal word is asked for. */
export const consentStep: ReportStep<'consent'> = {
  ask: (scene) => say(`${heard(scene)}${scene.services.text('consent')}`, choices),
  again: () => say('Anh/Chị đồng ý để tôi ghi phản ánh này không?', choices),
  sorry: () =>
    say('Xin Anh/Chị trả lời "đồng ý" để tôi ghi phản ánh, hoặc "không" để dừng ở đây.', choices),
  why: 'Luật Bảo vệ dữ liệu cá nhân yêu cầu hỏi ý kiến trước khi ghi thông tin của Anh/Chị.',
  required: 'Chưa có sự đồng ý thì tôi không được ghi phản ánh. Hỏi thủ tục thì không cần.',
  read: ({ answer }, { now, services }) =>
    answer === 'yes'
      ? { version: services.text('consent.version'), at: now.toISOString() }
      : undefined,
  decline: () => ({
    replies: [
      say('Vâng, tôi không ghi gì cả. Anh/Chị vẫn có thể hỏi thủ tục và tra cứu tại đây.', [
        { label: 'Phản ánh lại', payload: 'open:report' },
        { label: 'Menu', payload: 'do:menu' },
        { label: 'Gặp cán bộ', payload: 'do:person' },
      ]),
    ],
  }),
  aside: ({ choice, plain }, { services }) =>
    choice === 'consent:more' || /^xem (them|chi tiet)$/.test(plain)
      ? say(services.text('consent.details'))
      : isMinor(plain)
        ? say(services.text('minor'))
        : undefined,
}

/** "Em mới 13 tuổi ạ": said of oneself; a child that somebody asks about is another matter. */
export function isMinor(spoken: string): boolean {
  const [, age] =
    /^(?:(?:da|nhung|ma|thi|a) )*(?:em|chau|con|toi|minh|tui)(?: (?:nam nay|moi|chua|duoi|du|co|chi|hoc lop \d+|la hoc sinh))* (\d{1,2}) tuoi(?: (?:thoi|a|roi|co duoc khong|duoc khong|gui duoc khong))*$/.exec(
      spoken,
    ) ?? []
  return age !== undefined && (Number(age) < 16 || / (?:duoi|chua du) 16 tuoi/.test(spoken))
}

const choices = [
  { label: 'Đồng ý', payload: 'yes' },
  { label: 'Không', payload: 'no' },
  { label: 'Xem chi tiết', payload: 'consent:more' },
]

/** Shows that the first message was understood, so that nobody writes it twice; danger is named before anything else. */
function heard({ answers: { content, matter }, services }: ReportScene): string {
  if (content === undefined) return ''
  const call = danger(content)
  const hurt = call ? `${call}\n` : ''
  const child = matter?.field === 'CHILD' ? `${services.text('child')}\n` : ''
  const kind = matter?.kind ?? services.classify(content).kind
  return `${hurt}${child}${taken[kind] ?? taken.report}\n`
}

/** What the citizen brought is called by its name. */
const taken: Partial<Record<string, string>> & { report: string } = {
  report: 'Tôi đã đọc và sẽ giúp Anh/Chị gửi phản ánh này.',
  proposal: 'Cảm ơn Anh/Chị đã góp ý. Tôi giúp gửi đến cơ quan có trách nhiệm.',
  question: 'Tôi đã đọc và sẽ giúp Anh/Chị gửi nội dung này.',
  praise: 'Cảm ơn Anh/Chị. Tôi giúp chuyển lời khen này đến nơi làm việc đó.',
}

/** A form must never stand before a call for help. */
export const danger = (content: string): string | undefined =>
  injured.test(content) ? callFirst : undefined

const callFirst = 'Nếu có người bị thương, gọi 115 ngay.'
const injured =
  /bị thương|bi thuong|tai nạn|tai nan|có người (?:té|ngã|chết)|co nguoi (?:te|nga|chet)|gãy (?:tay|chân)/iu
