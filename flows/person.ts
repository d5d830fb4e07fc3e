import { z } from 'zod'
import type { Filing } from '../desk/ticket.ts'
import { clockOf, dayOf } from './dates.ts'
import { defineFlow, type Outcome, type Scene, say } from './flow.ts'
import { receipt } from './receipt.ts'
import { withoutPhoneWords } from './report-matter.ts'

const PersonAnswers = z.object({ question: z.string(), confirm: z.literal(true) })
type PersonAnswers = z.infer<typeof PersonAnswers>

/** Passes a question on to an officer, with honest hours. The chat is the contact: nothing personal is asked. */
export const person = defineFlow<PersonAnswers>({
  name: 'person',
  opens: ['gửi câu hỏi cho cán bộ', 'hỏi cán bộ'],
  answers: PersonAnswers.partial(),
  cancelled: 'Câu hỏi chưa được gửi cho ai.',

  steps: {
    question: {
      label: 'Câu hỏi',
      ask: (scene) =>
        say(`${hours(scene)}\nAnh/Chị cần cán bộ giúp việc gì? Xin viết một, hai câu.`),
      again: () => say('Anh/Chị cần cán bộ giúp việc gì?'),
      sorry: () =>
        say(
          'Xin viết thành câu để cán bộ hiểu, ví dụ: "Hồ sơ đất của tôi nộp đã lâu chưa có kết quả".',
        ),
      why: 'Cán bộ đọc trước câu hỏi thì trả lời đúng việc ngay.',
      required: 'Chưa có câu hỏi thì cán bộ không biết trả lời gì. Cần gấp, Anh/Chị gọi số ở trên.',
      read: ({ plain, text, answer }) =>
        answer === undefined && plain.split(' ').length >= 3 && text.length <= maxQuestion
          ? text
          : undefined,
      decline: () => notSent,
      free: true,
      questions: true,
    },
    confirm: {
      ask: (scene) =>
        say(`${hours(scene)}\nTôi gửi cán bộ câu này nhé: "${scene.answers.question}"`, choices),
      sorry: () =>
        say('Xin trả lời "gửi" hoặc "không". Muốn viết câu khác, gõ "quay lại".', choices),
      why: 'Tôi chỉ chuyển lời Anh/Chị khi Anh/Chị đồng ý.',
      required: 'Tôi chỉ chuyển khi Anh/Chị đồng ý. Gõ "gửi" hoặc "không".',
      read: ({ answer }) => (answer === 'yes' ? true : undefined),
      decline: () => notSent,
    },
  },

  begin: (heard, scene) => {
    const question =
      heard.text && heard.plain.split(' ').length >= 3 && heard.text.length <= maxQuestion
        ? heard.text
        : undefined
    return question && scene.tries === 0 ? { question } : {}
  },

  finish: ({ question }, scene) => {
    const filing = questionFiling(question, scene)
    return {
      effects: [{ type: 'open-ticket', filing }],
      replies: [receipt(filing, scene.services)],
    }
  },
})

const maxQuestion = 2000
const sure = 0.4
const notSent: Outcome = { replies: [say('Vâng, tôi không gửi. Khi cần, Anh/Chị gõ 0.')] }

function questionFiling(
  question: string,
  { services, now, draft, attachments }: Scene<PersonAnswers>,
): Filing {
  const { field: heard, urgency, confidence } = services.classify(withoutPhoneWords(question))
  // A word heard in passing must not send a question to an office that cannot answer it.
  const field = confidence >= sure ? heard : 'OTHER'
  const kind = 'question'
  const { mailbox, line } = services.route({ kind, field, on: now })
  return {
    draft,
    kind,
    field,
    urgency,
    content: question,
    place: { text: '' },
    contact: {},
    attachments,
    mailbox,
    routeLine: line,
    receivedAt: now,
    dueAt: services.due({ kind, field, urgency, from: now }),
  }
}

function hours({ services, now }: Scene<PersonAnswers>): string {
  const { open, opensAt } = services.officeHours(now)
  const words = { time: clockOf(opensAt), date: dayOf(opensAt) }
  return services.text(open ? 'handover.open' : 'handover.closed', words)
}

const choices = [
  { label: 'Gửi cán bộ', payload: 'yes' },
  { label: 'Không gửi', payload: 'no' },
]
