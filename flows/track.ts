import { z } from 'zod'
import type { Reply } from '../adapters/channel.ts'
import type { TicketView } from '../desk/ticket.ts'
import { dayOf } from './dates.ts'
import { defineFlow, type Scene, type Services, say } from './flow.ts'

const TrackAnswers = z.object({ code: z.string(), last4: z.string() })
type TrackAnswers = z.infer<typeof TrackAnswers>

/** A code alone opens nothing: whoever did not file it here names the last digits of the phone given. */
export const track = defineFlow<TrackAnswers>({
  name: 'track',
  opens: [
    'tra cứu',
    'tra cứu phản ánh',
    'tra cứu kết quả',
    'xem kết quả',
    'kết quả phản ánh',
    'tra mã',
    'theo dõi phản ánh',
    'tình trạng phản ánh',
  ],
  answers: TrackAnswers.partial(),
  cancelled: 'Đã dừng tra cứu.',

  steps: {
    code: {
      label: 'Mã phản ánh',
      called: ['mã', 'mã số'],
      shown: (code) => code,
      ask: ({ tickets }) =>
        say(
          'Xin cho biết mã phản ánh, dạng PA-2026-000123.',
          tickets
            .filter(({ mine }) => mine)
            .slice(0, 3)
            .map(choice),
        ),
      sorry: () =>
        say('Mã phản ánh gồm chữ PA, năm và ít nhất sáu chữ số, ví dụ PA-2026-000123. Xin gõ lại.'),
      why: 'Mã cho biết phản ánh nào cần xem.',
      required:
        'Không có mã thì tôi không biết xem phản ánh nào. Gõ "phản ánh của tôi" để xem các phản ánh đã gửi từ đây.',
      read: ({ codes, plain }, { tickets }) =>
        codes[0] ??
        tickets.find(({ code, mine }) => mine && /^\d{3,}$/.test(plain) && code.endsWith(plain))
          ?.code,
    },
    last4: {
      ask: () =>
        say(
          'Phản ánh này không gửi từ cuộc trò chuyện này. Xin cho biết 4 số cuối của điện thoại đã ghi trong phản ánh.',
        ),
      sorry: () => say('Xin gõ đúng 4 chữ số cuối của số điện thoại.'),
      why: 'Để chỉ người gửi mới xem được phản ánh của mình.',
      required:
        'Không có 4 số này thì tôi không được mở phản ánh. Anh/Chị có thể xem bằng đường liên kết đã nhận.',
      needed: ({ answers, tickets }) =>
        !tickets.some(({ code, mine }) => mine && code === answers.code),
      read: ({ plain }) => (/^\d{4}$/.test(plain) ? plain : undefined),
    },
  },

  begin: ({ codes }) => ({ ...(codes[0] && { code: codes[0] }) }),

  finish: (answers, scene) => {
    const ticket = found(answers, scene)
    // The same words for a wrong number and for a code that does not exist: neither tells which codes are real.
    if (ticket) return { replies: [status(ticket, scene.services)] }
    return {
      replies: [
        say(scene.services.text('track.mismatch'), [
          ...(scene.locked ? [] : [{ label: 'Gõ lại 4 số', payload: `ticket:${answers.code}` }]),
          person,
          menu,
        ]),
      ],
      wrongGuess: true,
    }
  },
})

/** "Phản ánh của tôi": what this chat has filed. */
export function myTickets(tickets: readonly TicketView[], services: Services): Reply {
  const mine = tickets.filter((ticket) => ticket.mine)
  if (mine.length === 0)
    return say('Từ cuộc trò chuyện này chưa có phản ánh nào được gửi.', [report, menu])
  const lines = mine
    .slice(0, 5)
    .map(
      ({ code, state, dueAt }) =>
        `• ${code}: ${services.text(`state.${state}`)}; hạn ${dayOf(dueAt)}`,
    )
  return say(['Các phản ánh Anh/Chị đã gửi:', ...lines].join('\n'), mine.slice(0, 3).map(choice))
}

/** Where a ticket stands, with the office's latest words. */
export function status(ticket: TicketView, services: Services): Reply {
  const { code, state, office, receivedAt, dueAt, answers, asked } = ticket
  const words = { code, office, received: dayOf(receivedAt), due: dayOf(dueAt), asked: asked ?? '' }
  const answer = answers[0] && `\nTrả lời ngày ${dayOf(answers[0].at)}: ${answers[0].text}`
  return say(`${services.text(`status.${state}`, words)}${answer ?? ''}`, actions(ticket))
}

function actions({ code, state, mine }: TicketView) {
  if (!mine || state === 'closed' || state === 'withdrawn') return [menu]
  const add = {
    label: state === 'need-info' ? 'Trả lời cán bộ' : 'Bổ sung',
    payload: `add:${code}`,
  }
  return state === 'answered'
    ? [add, menu]
    : [add, { label: 'Rút phản ánh', payload: `withdraw:${code}` }, menu]
}

const found = ({ code, last4 }: TrackAnswers, { tickets, locked }: Scene<TrackAnswers>) =>
  tickets.find(
    (ticket) =>
      ticket.code === code &&
      (ticket.mine || (!locked && last4 !== undefined && ticket.phoneLast4 === last4)),
  )

const choice = ({ code }: TicketView) => ({ label: code, payload: `ticket:${code}` })
const menu = { label: 'Menu', payload: 'do:menu' }
const person = { label: 'Gặp cán bộ', payload: 'do:person' }
const report = { label: 'Phản ánh, kiến nghị', payload: 'open:report' }
