import { z } from 'zod'
import type { TicketView } from '../desk/ticket.ts'
import { defineFlow, say } from './flow.ts'

const WithdrawAnswers = z.object({ code: z.string(), confirm: z.literal(true) })
type WithdrawAnswers = z.infer<typeof WithdrawAnswers>

/** A report is its citizen's own: it can be taken back while nobody has answered it. */
export const withdraw = defineFlow<WithdrawAnswers>({
  name: 'withdraw',
  opens: [
    'rút phản ánh',
    'rút lại phản ánh',
    'thu hồi phản ánh',
    'tôi muốn rút phản ánh',
    'rút đơn',
  ],
  answers: WithdrawAnswers.partial(),
  cancelled: 'Phản ánh vẫn được xử lý như cũ.',

  steps: {
    code: {
      ask: ({ tickets }) =>
        say(
          'Anh/Chị muốn rút phản ánh nào? Xin chọn hoặc gõ mã.',
          open(tickets)
            .slice(0, 3)
            .map(({ code }) => ({ label: code, payload: `ticket:${code}` })),
        ),
      sorry: () =>
        say(
          'Tôi chưa thấy phản ánh đang xử lý nào của Anh/Chị có mã đó. Xin gõ lại mã, hoặc "hủy".',
        ),
      why: 'Để không rút nhầm phản ánh khác.',
      required: 'Không có mã thì tôi không biết rút phản ánh nào.',
      read: ({ choice, codes }, { tickets }) => {
        const wanted = choice?.startsWith('ticket:') ? choice.slice('ticket:'.length) : codes[0]
        return open(tickets).find(({ code }) => code === wanted)?.code
      },
    },
    confirm: {
      ask: ({ answers }) =>
        say(`Rút phản ánh ${answers.code}? Cơ quan xử lý sẽ được báo và dừng việc.`, yesNo),
      sorry: () => say('Xin trả lời "rút" hoặc "không".', yesNo),
      why: 'Rút rồi thì cơ quan dừng xử lý, nên cần Anh/Chị xác nhận.',
      required: 'Tôi chỉ rút khi Anh/Chị xác nhận. Gõ "rút" hoặc "không".',
      read: ({ answer, plain }) => (answer === 'yes' || plain === 'rut' ? true : undefined),
      decline: () => ({ replies: [say('Vâng, phản ánh vẫn được xử lý như cũ.')] }),
    },
  },

  begin: ({ choice, codes }, { tickets }) => {
    const named = open(tickets).find(
      ({ code }) => choice === `withdraw:${code}` || codes.includes(code),
    )
    return named ? { code: named.code } : {}
  },

  derive: ({ answers, tickets }) => {
    const [only, another] = open(tickets)
    return answers.code === undefined && only && !another ? { code: only.code } : {}
  },

  finish: ({ code }, { tickets }) => {
    const ticket = open(tickets).find((one) => one.code === code)
    if (!ticket)
      return {
        replies: [say('Phản ánh này đã xong, không rút được nữa. Gõ 0 để gặp cán bộ.')],
        cannot: 'too-late',
      }
    return {
      effects: [{ type: 'withdraw-ticket', ticketId: ticket.id }],
      replies: [say(`Đã rút phản ánh ${code}. Khi cần, Anh/Chị có thể gửi phản ánh mới.`)],
    }
  },
})

const open = (tickets: readonly TicketView[]) =>
  tickets.filter(({ mine, state }) => mine && !['answered', 'closed', 'withdrawn'].includes(state))

const yesNo = [
  { label: 'Rút', payload: 'yes' },
  { label: 'Không', payload: 'no' },
]
