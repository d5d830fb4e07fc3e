import { z } from 'zod'
import type { TicketView } from '../desk/ticket.ts'
import { defineFlow, type Scene, say } from './flow.ts'

const AddAnswers = z.object({ code: z.string(), words: z.string(), confirm: z.literal(true) })
type AddAnswers = z.infer<typeof AddAnswers>

/** More words or photos for a ticket: the citizen's own addition, or the answer to an officer's question. */
export const add = defineFlow<AddAnswers>({
  name: 'add',
  opens: ['bổ sung', 'bổ sung thông tin', 'bổ sung phản ánh', 'gửi thêm', 'trả lời cán bộ'],
  answers: AddAnswers.partial(),
  cancelled: 'Phần bổ sung chưa gửi đã được xóa; phản ánh vẫn như cũ.',

  steps: {
    code: {
      ask: ({ tickets }) =>
        say(
          'Anh/Chị bổ sung cho phản ánh nào? Xin chọn hoặc gõ mã.',
          openTickets(tickets)
            .slice(0, 3)
            .map(({ code }) => ({ label: code, payload: `ticket:${code}` })),
        ),
      sorry: () =>
        say(
          'Tôi chưa thấy phản ánh nào của Anh/Chị có mã đó. Xin gõ mã dạng PA-2026-000123, hoặc "hủy".',
        ),
      why: 'Để phần bổ sung đến đúng phản ánh.',
      required: 'Không có mã thì tôi không biết bổ sung vào đâu.',
      read: ({ choice, codes }, { tickets }) => {
        const wanted = choice?.startsWith('ticket:') ? choice.slice('ticket:'.length) : codes[0]
        return openTickets(tickets).find(({ code }) => code === wanted)?.code
      },
    },
    words: {
      label: 'Nội dung bổ sung',
      ask: (scene) => {
        const asked = ticketOf(scene)?.asked
        return say(
          asked
            ? `Cán bộ hỏi: "${asked}"\nXin Anh/Chị trả lời; có thể gửi kèm ảnh.`
            : 'Anh/Chị muốn bổ sung hay sửa điều gì? Có thể gửi kèm ảnh.',
        )
      },
      sorry: (_, { text }) =>
        say(
          text.length > maxWords
            ? 'Phần bổ sung hơi dài. Xin rút gọn trong khoảng 400 chữ.'
            : 'Xin viết ít nhất vài chữ để cán bộ hiểu.',
        ),
      why: 'Phần này được chuyển nguyên văn đến cơ quan đang xử lý.',
      required: 'Chưa có nội dung thì không có gì để gửi. Gõ "hủy" nếu không cần nữa.',
      read: ({ text, attachments }) => {
        if (text.length > maxWords) return undefined
        return text.length >= 2 ? text : attachments.length > 0 ? withoutWords : undefined
      },
      free: true,
    },
    confirm: {
      ask: (scene) => {
        const { answers, attachments } = scene
        const asked = ticketOf(scene)?.asked
        const files = attachments.length > 0 ? `, kèm ${attachments.length} ảnh, tệp` : ''
        const what = asked
          ? `Cán bộ hỏi về ${answers.code}: "${asked}"\nTôi chuyển câu trả lời`
          : `Tôi chuyển cho cơ quan xử lý ${answers.code}`
        return say(`${what}: "${answers.words}"${files}. Gửi nhé?`, yesNo)
      },
      sorry: () => say('Xin trả lời "gửi" hoặc "không".', yesNo),
      why: 'Tôi chỉ chuyển khi Anh/Chị đồng ý.',
      required: 'Tôi chỉ chuyển khi Anh/Chị đồng ý. Gõ "gửi" hoặc "không".',
      read: ({ answer }) => (answer === 'yes' ? true : undefined),
      decline: () => ({
        replies: [say('Vâng, tôi không gửi phần này. Nếu là việc mới, Anh/Chị gõ "phản ánh".')],
      }),
    },
  },

  begin: ({ choice, text, quotes }, { tickets, attachments }) => {
    const named = openTickets(tickets).find(({ code }) => choice === `add:${code}`)
    if (named) return { code: named.code, ...(attachments.length > 0 && { words: withoutWords }) }
    const waiting = waitingForCitizen(tickets)
    const about = waiting ?? openTickets(tickets)[0]
    if (!about || choice || !text) return {}
    if (text.length > maxWords) return { code: about.code }
    // Quoting the officer's question says as much as a yes.
    return { code: about.code, words: text, ...(waiting && quotes && { confirm: true }) }
  },

  derive: ({ answers, tickets }) => {
    const only = openTickets(tickets)
    return answers.code === undefined && only.length === 1 && only[0] ? { code: only[0].code } : {}
  },

  finish: ({ words }, scene) => {
    const ticket = ticketOf(scene)
    if (!ticket)
      return {
        replies: [say('Phản ánh này không còn nhận bổ sung. Gõ 0 để gặp cán bộ.')],
        cannot: 'too-late',
      }
    return {
      effects: [
        { type: 'add-to-ticket', ticketId: ticket.id, text: words, attachments: scene.attachments },
      ],
      replies: [say(`Đã chuyển phần bổ sung cho ${ticket.code} đến ${ticket.office}.`)],
    }
  },
})

/** The citizen's ticket whose officer waits for an answer. */
export const waitingForCitizen = (tickets: readonly TicketView[]): TicketView | undefined =>
  tickets.find(({ mine, state }) => mine && state === 'need-info')

const maxWords = 2000

/** The citizen's own that still take additions, newest first. */
export const openTickets = (tickets: readonly TicketView[]) =>
  tickets.filter(({ mine, state }) => mine && state !== 'closed' && state !== 'withdrawn')

const ticketOf = ({ answers, tickets }: Scene<AddAnswers>) =>
  openTickets(tickets).find(({ code }) => code === answers.code)

/** Stands where photos speak for themselves. */
export const withoutWords = '(gửi kèm ảnh, tệp)'

const yesNo = [
  { label: 'Gửi', payload: 'yes' },
  { label: 'Không', payload: 'no' },
]
