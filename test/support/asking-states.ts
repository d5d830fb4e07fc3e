import type { TicketView } from '../../desk/ticket.ts'
import type { Services } from '../../flows/flow.ts'
import { plainServices } from './plain-services.ts'
import { type Talker, talker } from './talker.ts'

const ticket: TicketView = {
  id: 't1',
  code: 'PA-2026-000777',
  kind: 'report',
  field: 'LIGHT',
  state: 'need-info',
  receivedAt: new Date('2026-11-20T02:00:00Z'),
  dueAt: new Date('2026-12-01T10:00:00Z'),
  office: 'Phòng Kinh tế phường Nam Định',
  answers: [],
  asked: 'Cột đèn số mấy?',
  mine: true,
}
const others: TicketView = {
  ...ticket,
  id: 't2',
  code: 'PA-2026-000888',
  state: 'sent',
  mine: false,
  phoneLast4: '5678',
}
const second: TicketView = { ...ticket, id: 't3', code: 'PA-2026-000779', state: 'in-progress' }
export const tickets = { ticket, others, second }

/** The words that lead to each asking step of each flow, so that every repair can be tried at every one. */
const ways: Record<string, string[]> = {
  'report.consent': ['phản ánh'],
  'report.content': ['phản ánh', 'đồng ý'],
  'report.matter': ['phản ánh', 'đồng ý', 'Đèn ngõ nhà tôi tắt ba hôm nay'],
  'report.place': ['phản ánh', 'đồng ý', 'Đèn ngõ nhà tôi tắt ba hôm nay', '1'],
  'report.contact': [
    'phản ánh',
    'đồng ý',
    'Đèn ngõ nhà tôi tắt ba hôm nay',
    '1',
    'phường Nam Định',
  ],
  'report.confirm': [
    'phản ánh',
    'đồng ý',
    'Đèn ngõ nhà tôi tắt ba hôm nay',
    '1',
    'phường Nam Định',
    'bỏ qua',
  ],
  'report.name': ['phản ánh', 'đồng ý', 'Đề nghị bỏ quy định nộp bản sao giấy tờ'],
  'report.address': [
    'phản ánh',
    'đồng ý',
    'Đề nghị bỏ quy định nộp bản sao giấy tờ',
    'Nguyễn Thị Lan',
  ],
  'track.code': ['tra cứu'],
  'track.last4': ['tra cứu', 'PA-2026-000888'],
  'add.code': ['bổ sung'],
  'add.words': ['bổ sung', 'PA-2026-000777'],
  'add.confirm': ['bổ sung', 'PA-2026-000777', 'Cột số 12 đầu ngõ'],
  'withdraw.code': ['rút phản ánh'],
  'withdraw.confirm': ['rút phản ánh PA-2026-000777'],
  'person.question': ['0'],
  'person.confirm': ['0', 'Cho tôi gặp người phụ trách đất đai'],
  'erase.confirm': ['xóa dữ liệu'],
  'case.tree': ['trường hợp của tôi'],
  'case.q1': ['làm khai sinh cần gì?', 'trường hợp của tôi'],
  'case.q2': ['làm khai sinh cần gì?', 'trường hợp của tôi', 'chưa'],
  'case.q3': ['làm khai sinh cần gì?', 'trường hợp của tôi', 'chưa', '2 tuổi'],
  'case.q4': ['làm khai sinh cần gì?', 'trường hợp của tôi', 'chưa', '2 tuổi', 'có'],
  'case.q5': ['làm khai sinh cần gì?', 'trường hợp của tôi', 'chưa', '2 tuổi', 'có', 'ở viện'],
}

export const askingStates = Object.keys(ways)

/** A conversation in which the named step's question is open. */
export function at(state: string, services: Services = plainServices): Talker {
  const citizen = talker(services, { tickets: [ticket, second, others] })
  for (const words of ways[state] ?? []) citizen.say(words)
  const { flow } = citizen.session
  if (`${flow?.name}.${flow?.step}` !== state)
    throw new Error(
      `the way to ${state} leads to ${flow?.name}.${flow?.step}; mend asking-states.ts`,
    )
  return citizen
}
