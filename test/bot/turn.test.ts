import { describe, expect, test } from 'vitest'
import type { Effect } from '../../flows/flow.ts'
import { at, tickets } from '../support/asking-states.ts'
import { plainServices } from '../support/plain-services.ts'
import { type Happening, talker } from '../support/talker.ts'

const spoken = ({ replies }: { replies: { text: string }[] }) =>
  replies.map(({ text }) => text).join('\n')
const filed = (effects: Effect[]) =>
  effects.flatMap((one) => (one.type === 'open-ticket' ? [one.filing] : []))
const message = (text: string): Happening => ({ kind: 'message', text, attachments: [] })
const report = 'Đèn đường phường Nam Định tắt ba hôm nay'

describe('first contact', () => {
  test.each(['làm khai sinh cần gì?', report, 'phản ánh của tôi', 'zzz'])(
    '"%s" is told once that a machine speaks',
    (words) => {
      const citizen = talker(plainServices)
      expect(spoken(citizen.say(words))).toContain('không phải cán bộ')
      expect(spoken(citizen.say(words))).not.toContain('không phải cán bộ')
    },
  )

  test('a first event that is a tap or a referral gets an answer', () => {
    expect(talker(plainServices).say('Phản ánh', { payload: 'open:report' }).verdict).toBe(
      'in-form',
    )
    expect(talker(plainServices).take({ kind: 'start', ref: 'xa-13675' }).verdict).toBe('welcomed')
  })
})

describe('a report', () => {
  test('is filed once, however often "gửi" comes in one burst', () => {
    const citizen = at('report.confirm')
    const { effects } = citizen.take(message('gửi'), message('gửi'), message('ok'))
    expect(filed(effects)).toHaveLength(1)
  })

  test('carries the draft that was drawn when it began', () => {
    const citizen = at('report.confirm')
    const draft = citizen.session.flow?.draft
    expect(filed(citizen.say('gửi').effects)[0]?.draft).toEqual(draft)
  })

  test('is never filed without the explicit yes', () => {
    for (const words of [
      'sửa',
      'không',
      'để xem đã',
      'bỏ qua',
      'nhắc lại',
      'làm khai sinh ở đâu?',
    ]) {
      expect(filed(at('report.confirm').say(words).effects)).toEqual([])
    }
  })

  test('keeps photos in any step and at most ten', () => {
    const citizen = at('report.contact')
    for (let i = 0; i < 12; i++) {
      citizen.take({
        kind: 'message',
        text: '',
        attachments: [{ type: 'image', url: `https://cdn.example/${i}` }],
      })
    }
    citizen.say('bỏ qua')
    expect(filed(citizen.say('gửi').effects)[0]?.attachments).toHaveLength(10)
  })

  test('asks at most six questions when nothing is known beforehand', () => {
    const asked = new Set<string>()
    const citizen = talker(plainServices)
    for (const words of [
      'phản ánh',
      'ok',
      'Đèn ngõ nhà tôi tắt ba hôm nay',
      '1',
      'phường Nam Định',
      'bỏ qua',
      'gửi',
    ]) {
      citizen.say(words)
      if (citizen.session.flow) asked.add(citizen.session.flow.step)
    }
    expect(asked.size).toBe(6)
    expect(citizen.session.flow).toBeUndefined()
  })

  test('never stores or shows an identity number, and has the words blanked', () => {
    const citizen = at('report.content')
    const { effects, replies } = citizen.say('Đèn ngõ nhà tôi tắt, cccd 037085001234')
    expect(effects).toContainEqual({ type: 'blank-words' })
    expect(JSON.stringify([citizen.session, replies])).not.toContain('037085001234')
  })

  test('never shows a phone number in full', () => {
    const citizen = at('report.contact')
    expect(spoken(citizen.say('0912345678'))).toContain('09xx xxx 678')
  })
})

describe('accusations', () => {
  test.each(['report.content', 'report.contact', 'report.address', 'person.question', 'add.words'])(
    'are not taken in at %s',
    (state) => {
      const citizen = at(state)
      const { effects } = citizen.say('chú A địa chính đòi tiền mới làm sổ, phải làm sao?')
      expect(effects).toEqual([{ type: 'blank-words' }])
      expect(JSON.stringify(citizen.session)).not.toContain('địa chính')
    },
  )
})

describe("another's ticket", () => {
  test('opens with the last digits, and no more after five wrong guesses', () => {
    const citizen = talker(plainServices, { tickets: [tickets.others] })
    const guess = (digits: string) => {
      citizen.say('PA-2026-000888')
      return spoken(citizen.say(digits))
    }
    expect(guess('5678')).toContain('Phòng Kinh tế')
    for (let i = 0; i < 5; i++) expect(guess(`000${i}`)).not.toContain('Phòng Kinh tế')
    expect(guess('5678')).not.toContain('Phòng Kinh tế')
  })

  test('and one that does not exist are met with the same words', () => {
    const [real, unreal] = ['PA-2026-000888', 'PA-2026-999999'].map((code) => {
      const citizen = talker(plainServices, { tickets: [tickets.others] })
      return [spoken(citizen.say(code)), spoken(citizen.say('1111'))]
    })
    expect(real).toEqual(unreal)
  })
})

describe('silence', () => {
  test('holds while an officer speaks, breaks for danger and for "menu", and ends by itself', () => {
    const citizen = talker(plainServices)
    citizen.say('xin chào')
    citizen.take({ kind: 'officer-spoke' })
    expect(citizen.say('dạ nhà em ở ngõ 5').replies).toEqual([])
    expect(citizen.fork().say('nhà tôi đang cháy').verdict).toBe('emergency')
    expect(citizen.fork().say('menu').replies).not.toEqual([])
    citizen.now = new Date(citizen.now.getTime() + 3 * 3_600_000)
    expect(citizen.say('làm khai sinh cần gì?').verdict).toBe('answered')
  })

  test('is complete while another application holds the thread, until it comes back', () => {
    const citizen = talker(plainServices)
    citizen.take({ kind: 'control', ours: false })
    expect(citizen.say('menu').replies).toEqual([])
    expect(citizen.take({ kind: 'start' }).replies).toEqual([])
    citizen.take({ kind: 'control', ours: true })
    expect(citizen.say('menu').replies).not.toEqual([])
  })

  test('a withdrawal erases without a word', () => {
    const { replies, effects } = talker(plainServices).take({ kind: 'withdraw' })
    expect([replies, effects]).toEqual([[], [{ type: 'erase-citizen' }]])
  })
})

describe('two machines', () => {
  test('two copies of the bot stop within five turns', () => {
    const [a, b] = [talker(plainServices), talker(plainServices)]
    let words = spoken(a.say('zzz'))
    let turns = 0
    while (words !== '' && turns < 10) {
      turns += 1
      words = spoken((turns % 2 === 1 ? b : a).say(words))
    }
    expect(turns).toBeLessThanOrEqual(5)
  })

  test('a machine that repeats itself fast is left alone', () => {
    const citizen = talker(plainServices)
    const answers = Array.from({ length: 8 }, () => {
      citizen.now = new Date(citizen.now.getTime() - 38_000)
      return citizen.say('phản ánh của tôi').replies.length
    })
    expect(answers.at(-1)).toBe(0)
  })
})

describe('a burst', () => {
  test('of three texts and four photos is one reply', () => {
    const citizen = talker(plainServices)
    const photo: Happening = {
      kind: 'message',
      text: '',
      attachments: [{ type: 'image', url: 'https://cdn.example/1' }],
    }
    const burst = [
      message('rác đổ đầy đường'),
      photo,
      message('ở phường Nam Định'),
      photo,
      message('hôi lắm ạ'),
      photo,
      photo,
    ]
    const { replies } = citizen.take(...burst)
    expect(replies).toHaveLength(1)
    expect(citizen.session.flow?.attachments).toHaveLength(4)
  })

  test('lets a command in it stand alone', () => {
    const citizen = at('report.contact')
    const { replies } = citizen.take(message('hủy'), message('làm khai sinh ở đâu?'))
    expect(citizen.session.flow).toBeUndefined()
    expect(replies.at(-1)?.text).toContain('1.001193')
  })

  test('asks the open question once, last', () => {
    const citizen = talker(plainServices)
    citizen.say('phản ánh')
    const { replies } = citizen.take(message('đồng ý'), message(report), message('ok'))
    expect(replies.filter(({ text }) => text.includes('muốn phản ánh việc gì'))).toEqual([])
  })
})

describe('asking back', () => {
  test('in the middle of a form waits for the choice, then asks the form again', () => {
    const citizen = at('report.contact')
    const back = citizen.say('đăng ký kết hôn ở đâu?')
    expect(back.verdict).toBe('asked-back')
    const picked = citizen.say('1')
    expect(picked.replies[0]?.text).toContain('1.001193')
    expect(picked.replies[1]?.text).toContain('số điện thoại')
  })

  test('happens at most twice running', () => {
    const citizen = talker(plainServices)
    const verdicts = [1, 2, 3].map(() => citizen.say('đăng ký kết hôn ở đâu?').verdict)
    expect(verdicts).toEqual(['asked-back', 'asked-back', 'unclear'])
  })
})

describe('understanding a wish', () => {
  const cases: [string, string, string | undefined][] = [
    [report, 'in-form', 'report'],
    ['Tôi muốn phản ánh: rác đổ đầy ngõ', 'in-form', 'report'],
    ['đề nghị bỏ quy định nộp bản sao', 'in-form', 'report'],
    ['cảm ơn chị ở phường, làm nhanh lắm', 'in-form', 'report'],
    ['làm khai sinh ở đâu?', 'answered', undefined],
    ['1.001193', 'answered', undefined],
    ['đăng ký kết hôn', 'asked-back', undefined],
    ['giá vàng hôm nay bao nhiêu?', 'declined', undefined],
    ['Tôi không đồng ý quyết định thu hồi đất', 'guided', undefined],
    ['H42.12-260910-0007', 'guided', undefined],
    ['xem dữ liệu của tôi', 'guided', undefined],
    ['where can i register my motorbike please', 'guided', undefined],
    ['vâng', 'noted', undefined],
    ['đm làm ăn kiểu gì', 'noted', undefined],
    ['ở phường 1', 'asked-back', undefined],
    ['tra cứu pa 2026 000999', 'in-form', 'track'],
  ]
  test.each(cases)('"%s" → %s', (words, verdict, flow) => {
    const citizen = talker(plainServices)
    expect(citizen.say(words).verdict).toBe(verdict)
    expect(citizen.session.flow?.name).toBe(flow)
  })

  test('danger that only the search notices still comes first', () => {
    const services = {
      ...plainServices,
      ask: () => ({ outcome: 'emergency' as const, results: [] }),
    }
    expect(talker(services).say('nước dâng tới mái nhà').verdict).toBe('emergency')
  })
})

describe("an officer's question", () => {
  const waiting = () => talker(plainServices, { tickets: [tickets.ticket] })

  test('is answered after a yes', () => {
    const citizen = waiting()
    expect(citizen.say('cột số 12 đầu ngõ').effects).toEqual([])
    const words = 'cột số 12 đầu ngõ'
    expect(citizen.say('gửi').effects).toEqual([
      { type: 'add-to-ticket', ticketId: 't1', text: words, attachments: [] },
    ])
  })

  test('is answered at once by a message that quotes it', () => {
    const quoting: Happening = { kind: 'message', text: 'cột số 12', attachments: [], quotes: 'm9' }
    expect(waiting().take(quoting).verdict).toBe('added')
  })

  test('is answered by a photo', () => {
    const photo: Happening = {
      kind: 'message',
      text: '',
      attachments: [{ type: 'image', url: 'https://cdn.example/1' }],
    }
    const citizen = waiting()
    citizen.take(photo)
    expect(citizen.say('ok').effects).toMatchObject([
      { type: 'add-to-ticket', attachments: [{ type: 'image' }] },
    ])
  })

  test('does not stand in the way of a question of the citizen', () => {
    expect(waiting().say('làm khai sinh ở đâu?').verdict).toBe('answered')
  })
})

describe('corrections', () => {
  const ways = [
    'à không, ',
    'không phải, ',
    'nhầm rồi, ',
    'sửa lại là ',
    'xin lỗi, nhầm, ',
    'ý tôi là ',
    'k phải, ',
    'à nhầm ',
  ]
  const states = ['report.contact', 'report.confirm']
  test.each(states.flatMap((state) => ways.map((way) => [state, way])))(
    'at %s "%s…" changes the place and asks on',
    (state = '', way = '') => {
      const citizen = at(state)
      const { replies } = citizen.say(`${way}phường Thiên Trường`)
      expect(citizen.session.flow?.answers.place).toMatchObject({ commune: { code: '13699' } })
      expect(replies[0]?.text).toContain('Đã sửa nơi xảy ra')
      expect(`report.${citizen.session.flow?.step}`).toBe(state)
    },
  )

  test('a new phone number at the summary replaces the old one', () => {
    const citizen = at('report.confirm')
    citizen.say('sửa lại 0912345678')
    expect(citizen.session.flow?.answers.contact).toMatchObject({ phone: '+84912345678' })
  })
})
