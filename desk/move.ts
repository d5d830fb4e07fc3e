import type { Calendar } from './calendar.ts'
import { resumedDue } from './deadline.ts'
import type { Ticket, TicketState } from './ticket.ts'

/** What an officer may do on the page behind a letter's link. */
export const officerActions = ['accept', 'answer', 'need-info', 'not-ours', 'done'] as const
export type OfficerAction = (typeof officerActions)[number]

export type Action = OfficerAction | 'sent' | 'add' | 'withdraw'

interface Rule {
  from: readonly TicketState[]
  to: (state: TicketState) => TicketState
  /** The refusal when words are missing; absent: none are needed. */
  needsText?: string
  /** May its text be shown to the citizen? */
  open: boolean
}

const open = ['received', 'sent', 'in-progress'] as const

/**
 * received → sent → in-progress → answered → closed, need-info aside of it; a ticket that is "not
 * ours" goes back to received, to be routed again.
 */
const rules: Record<Action, Rule> = {
  sent: { from: ['received'], to: () => 'sent', open: false },
  accept: { from: ['received', 'sent'], to: () => 'in-progress', open: false },
  answer: {
    from: [...open, 'need-info', 'answered'],
    to: () => 'answered',
    needsText: 'Xin ghi nội dung trả lời cho người dân.',
    open: true,
  },
  'need-info': {
    from: open,
    to: () => 'need-info',
    needsText: 'Xin ghi rõ cần người dân bổ sung điều gì.',
    open: true,
  },
  'not-ours': {
    from: open,
    to: () => 'received',
    needsText: 'Xin ghi lý do trả lại và nơi đề nghị xử lý.',
    // The reason is written for colleagues; the citizen hears one calm sentence of ours.
    open: false,
  },
  done: {
    from: [...open, 'answered'],
    to: () => 'closed',
    needsText: 'Xin ghi kết quả xử lý (việc đã làm, số văn bản hoặc đường dẫn ảnh).',
    open: true,
  },
  add: {
    from: [...open, 'need-info', 'answered'],
    to: (state) => (state === 'need-info' ? 'in-progress' : state),
    needsText: 'Nội dung bổ sung đang trống.',
    open: true,
  },
  withdraw: { from: [...open, 'need-info'], to: () => 'withdrawn', open: false },
}

/** After so many returns the coordinator keeps the ticket. */
export const returnsBeforeCoordinator = 2

export type Moved = Pick<Ticket, 'state' | 'dueAt' | 'pausedAt' | 'returns'>

export type Verdict = { ok: true; moved: Moved; open: boolean } | { ok: false; reason: string }

/** May this be done to the ticket now, and what becomes of it? The reason is for the officer's eyes. */
export function move(
  ticket: Moved,
  action: Action,
  { at, text = '', calendar }: { at: Date; text?: string; calendar: Calendar },
): Verdict {
  const rule = rules[action]
  if (!rule.from.includes(ticket.state)) return { ok: false, reason: refusal(ticket.state) }
  if (rule.needsText && text.trim() === '') return { ok: false, reason: rule.needsText }

  const state = rule.to(ticket.state)
  const resumes = ticket.pausedAt !== null && state !== 'need-info'
  return {
    ok: true,
    open: rule.open,
    moved: {
      state,
      // The clock stands only while we wait for the citizen.
      pausedAt: state === 'need-info' ? at : null,
      dueAt:
        resumes && ticket.pausedAt
          ? resumedDue(calendar, ticket.dueAt, ticket.pausedAt, at)
          : ticket.dueAt,
      returns: ticket.returns + (action === 'not-ours' ? 1 : 0),
    },
  }
}

/** The buttons that the officer's page shows. */
export const allowedActions = (state: TicketState): OfficerAction[] =>
  officerActions.filter((action) => rules[action].from.includes(state))

function refusal(state: TicketState): string {
  const reasons: Record<TicketState, string> = {
    received: 'Phiếu chưa được chuyển đến cơ quan xử lý.',
    sent: 'Phiếu chưa được nhận xử lý.',
    'in-progress': 'Phiếu đã được nhận và đang xử lý.',
    'need-info': 'Phiếu đang chờ người dân bổ sung thông tin.',
    answered: 'Phiếu đã được trả lời. Có thể trả lời thêm hoặc báo hoàn thành.',
    closed: 'Phiếu đã đóng.',
    withdrawn: 'Người dân đã rút phản ánh này.',
  }
  return reasons[state]
}
