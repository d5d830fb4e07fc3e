import { describe, expect, test } from 'vitest'
import { Calendar } from '../../desk/calendar.ts'
import { type Action, allowedActions, type Moved, move } from '../../desk/move.ts'
import { states, type TicketState } from '../../desk/ticket.ts'

const calendar = Calendar.parse({
  workdays: [1, 2, 3, 4, 5],
  hours: [
    ['07:30', '11:30'],
    ['13:30', '17:00'],
  ],
  holidays: [],
})
const at = new Date('2026-11-26T03:00:00Z')
const dueAt = new Date('2026-12-02T10:00:00Z')
const ticket = (state: TicketState, more: Partial<Moved> = {}): Moved => ({
  state,
  dueAt,
  pausedAt: null,
  returns: 0,
  ...more,
})
const go = (state: TicketState, action: Action, text = 'đã xem') =>
  move(ticket(state), action, { at, text, calendar })

// One row for each state; where an action leads, or nothing where it is refused.
const table: Record<TicketState, Partial<Record<Action, TicketState>>> = {
  received: {
    sent: 'sent',
    accept: 'in-progress',
    answer: 'answered',
    'need-info': 'need-info',
    'not-ours': 'received',
    done: 'closed',
    add: 'received',
    withdraw: 'withdrawn',
  },
  sent: {
    accept: 'in-progress',
    answer: 'answered',
    'need-info': 'need-info',
    'not-ours': 'received',
    done: 'closed',
    add: 'sent',
    withdraw: 'withdrawn',
  },
  'in-progress': {
    answer: 'answered',
    'need-info': 'need-info',
    'not-ours': 'received',
    done: 'closed',
    add: 'in-progress',
    withdraw: 'withdrawn',
  },
  'need-info': { answer: 'answered', add: 'in-progress', withdraw: 'withdrawn' },
  answered: { answer: 'answered', done: 'closed', add: 'answered' },
  closed: {},
  withdrawn: {},
}
const actions: Action[] = [
  'sent',
  'accept',
  'answer',
  'need-info',
  'not-ours',
  'done',
  'add',
  'withdraw',
]

describe('what may follow what', () => {
  for (const state of states)
    for (const action of actions) {
      const to = table[state][action]
      test(`${state}: ${action} ${to ? `leads to ${to}` : 'is refused with a reason'}`, () => {
        const verdict = go(state, action)
        if (to) expect(verdict).toMatchObject({ ok: true, moved: { state: to } })
        else
          expect(verdict).toMatchObject({ ok: false, reason: expect.stringMatching(/\p{L}{3}/u) })
      })
    }

  test('the page offers exactly the officer’s allowed actions', () => {
    expect(allowedActions('sent')).toEqual(['accept', 'answer', 'need-info', 'not-ours', 'done'])
    expect(allowedActions('need-info')).toEqual(['answer'])
    expect(allowedActions('closed')).toEqual([])
  })
})

for (const action of ['answer', 'need-info', 'not-ours', 'done', 'add'] as const) {
  test(`${action} without words is refused`, () => {
    for (const text of ['', '  \n'])
      expect(go('sent', action, text)).toEqual({ ok: false, reason: expect.stringContaining(' ') })
  })
}

test('accepting needs no words', () => expect(go('sent', 'accept', '').ok).toBe(true))

test('a question to the citizen stops the clock, and the answer starts it where it stood', () => {
  const asked = go('in-progress', 'need-info')
  expect(asked).toMatchObject({ moved: { pausedAt: at, dueAt } })
  const answeredAt = new Date('2026-11-27T03:00:00Z')
  const resumed = move(ticket('need-info', { pausedAt: at }), 'add', {
    at: answeredAt,
    text: 'cột số 12',
    calendar,
  })
  expect(resumed).toMatchObject({
    moved: { state: 'in-progress', pausedAt: null, dueAt: new Date('2026-12-03T10:00:00Z') },
  })
})

test('an answer while we wait starts the clock as well', () => {
  const verdict = move(ticket('need-info', { pausedAt: at }), 'answer', {
    at,
    text: 'đã rõ',
    calendar,
  })
  expect(verdict).toMatchObject({ moved: { pausedAt: null, dueAt } })
})

test('only "not ours" counts as a return, and its reason stays among officers', () => {
  expect(go('sent', 'not-ours')).toMatchObject({ open: false, moved: { returns: 1 } })
  expect(go('sent', 'answer')).toMatchObject({ open: true, moved: { returns: 0 } })
})
