import { describe, expect, test } from 'vitest'
import { at } from '../support/asking-states.ts'
import { plainServices } from '../support/plain-services.ts'
import { talker } from '../support/talker.ts'

/** The same, with a classifier that is sure of what it knows. */
const sure: typeof plainServices = {
  ...plainServices,
  classify: (text) => {
    const classified = plainServices.classify(text)
    return { ...classified, confidence: classified.field === 'OTHER' ? 0 : 0.8 }
  },
}
const spoken = ({ replies }: { replies: { text: string }[] }) =>
  replies.map(({ text }) => text).join('\n')
const answers = (citizen: ReturnType<typeof at>) => citizen.session.flow?.answers ?? {}

describe('an answer to another question is stored where it fits', () => {
  test.each([
    ['report.consent', 'phường Nam Định', 'place'],
    ['report.content', 'phường Nam Định', 'place'],
    ['report.content', '0912 345 678', 'contact'],
    ['report.matter', 'phường Nam Định', 'place'],
    ['report.matter', '0912345678', 'contact'],
    ['report.place', '0912345678', 'contact'],
    ['report.contact', 'Rác', 'contact'],
  ])('at %s "%s" → %s', (state, words, step) => {
    const citizen = at(state)
    const { replies, effects } = citizen.say(words)
    expect(effects).toEqual([])
    if (state === 'report.contact') expect(answers(citizen)).not.toHaveProperty(step)
    else expect(answers(citizen)).toHaveProperty(step)
    expect(replies.at(-1)?.text).toMatch(/\?|Xin/)
  })

  test('a place and a number in one answer are both kept', () => {
    const citizen = at('report.place')
    citizen.say('ở phường Nam Định, sđt 0912 345 678')
    expect(answers(citizen)).toMatchObject({
      place: { commune: { code: '13675' } },
      contact: { phone: '+84912345678' },
    })
    expect(citizen.session.flow?.step).toBe('confirm')
  })

  test('name and number told with the matter are not asked for', () => {
    const citizen = talker(sure)
    citizen.say('Tôi là Nguyễn Văn Bình, sđt 0987654321. Đèn ngõ ở phường Nam Định tắt ba hôm nay')
    citizen.say('đồng ý')
    expect(answers(citizen).contact).toEqual({ phone: '+84987654321', name: 'Nguyễn Văn Bình' })
    expect(citizen.session.flow?.step).toBe('confirm')
  })

  test('the story itself is nobody’s name', () => {
    const citizen = talker(plainServices)
    citizen.say('đèn ngõ phường Nam Định tắt, sđt 0987654321')
    expect(answers(citizen).contact).toEqual({ phone: '+84987654321' })
  })
})

describe('the number of questions', () => {
  test('is at most four when the first message says what and where', () => {
    const citizen = talker(sure)
    const asked = new Set<string>()
    for (const words of ['Đèn đường phường Nam Định tắt ba hôm nay', 'ok', 'bỏ qua', 'gửi']) {
      citizen.say(words)
      if (citizen.session.flow) asked.add(citizen.session.flow.step)
    }
    expect(citizen.session.flow).toBeUndefined()
    expect(asked.size).toBeLessThanOrEqual(4)
  })
})

describe('more of the story', () => {
  test.each(['report.consent', 'report.contact', 'report.confirm'])('joins it at %s', (state) => {
    const citizen = state === 'report.consent' ? talker(plainServices) : at(state)
    if (state === 'report.consent') citizen.say('Đèn ngõ nhà tôi tắt ba hôm nay')
    const before = citizen.session.flow?.step
    expect(spoken(citizen.say('tối đến trẻ con ngã liên tục'))).toContain('Đã ghi thêm')
    expect(answers(citizen).content).toBe(
      'Đèn ngõ nhà tôi tắt ba hôm nay\ntối đến trẻ con ngã liên tục',
    )
    expect(citizen.session.flow?.step).toBe(before)
  })

  test('is never a yes, a no, a wrong number or a place nobody knows', () => {
    for (const words of ['dạ không ạ', '091234', 'thôn Cổ Đam']) {
      const citizen = at(words === 'thôn Cổ Đam' ? 'report.place' : 'report.contact')
      citizen.say(words)
      expect(answers(citizen).content).toBe('Đèn ngõ nhà tôi tắt ba hôm nay')
    }
  })
})

describe('"không" stays a no', () => {
  test.each(['report.content', 'report.place', 'report.name', 'report.address'])(
    'at %s',
    (state) => {
      const citizen = at(state)
      const before = answers(citizen)
      for (const words of ['dạ không ạ', 'không phải', 'ko', 'đúng ạ']) citizen.say(words)
      expect(answers(citizen)).toEqual(before)
    },
  )
})

describe('an answer meant by its name', () => {
  test.each([
    ['sửa nơi xảy ra', 'place'],
    ['sửa lại nội dung', 'content'],
    ['số điện thoại sai rồi', 'contact'],
    ['tôi muốn sửa số điện thoại', 'contact'],
  ])('"%s" asks %s again', (words, step) => {
    const citizen = at('report.confirm')
    citizen.say(words)
    expect(citizen.session.flow?.step).toBe(step)
  })

  test.each([
    ['sửa nơi xảy ra thành phường Thiên Trường', { place: { commune: { code: '13699' } } }],
    ['nơi xảy ra sai rồi, phải là phường Thiên Trường', { place: { commune: { code: '13699' } } }],
    ['phường Thiên Trường', { place: { commune: { code: '13699' } } }],
    ['sửa số điện thoại là 0912345678', { contact: { phone: '+84912345678' } }],
    ['0912345678', { contact: { phone: '+84912345678' } }],
  ])('"%s" changes it at the summary', (words, expected) => {
    const citizen = at('report.confirm')
    expect(spoken(citizen.say(words))).toContain('Đã sửa')
    expect(answers(citizen)).toMatchObject(expected)
    expect(citizen.session.flow?.step).toBe('confirm')
  })

  test('"bỏ số điện thoại đi" takes back what is optional', () => {
    const citizen = at('report.confirm')
    citizen.say('0912345678')
    citizen.say('bỏ số điện thoại đi')
    expect(answers(citizen).contact).toEqual({})
  })

  test('"không" at the summary asks which', () => {
    expect(spoken(at('report.confirm').say('không'))).toContain('sửa phần nào')
  })
})

test('a commune of another province is named, and nothing is filed there', () => {
  const other = { code: '26740', name: 'Phường Sài Gòn', province: 'Thành phố Hồ Chí Minh' }
  const services: typeof plainServices = {
    ...sure,
    place: (text) =>
      text.includes('Sài Gòn') ? { found: 'one', commune: other } : plainServices.place(text),
  }
  const citizen = talker(services)
  citizen.say('Đèn đường phường Sài Gòn tắt ba hôm nay')
  expect(spoken(citizen.say('đồng ý'))).toContain('thuộc Thành phố Hồ Chí Minh')
  for (const words of ['phường Sài Gòn', 'phường Sài Gòn']) citizen.say(words)
  expect(citizen.session.flow?.step).toBe('place')
})

describe('after a guidance', () => {
  test('a place named after an alarm is answered with the call, and opens nothing', () => {
    const citizen = talker(plainServices)
    citizen.say('nhà tôi đang cháy')
    expect(spoken(citizen.say('phường Nam Định'))).toContain('gọi ngay')
    expect(citizen.session.flow).toBeUndefined()
  })

  test('a short question is about it, a procedure is not', () => {
    const citizen = talker(plainServices)
    citizen.say('Tôi không đồng ý quyết định thu hồi đất')
    expect(spoken(citizen.say('thế gửi đơn ở đâu'))).toContain('90 ngày')
    expect(spoken(citizen.say('làm khai sinh ở đâu?'))).toContain('1.001193')
    expect(citizen.say('trong bao lâu?').verdict).not.toBe('guided')
  })
})

describe('a yes', () => {
  test('to an offered report opens it', () => {
    const citizen = talker(plainServices)
    citizen.say('Làm khai sinh cần giấy tờ gì? Với lại rác đổ đầy đường phường Nam Định')
    citizen.say('dạ vâng')
    expect(citizen.session.flow?.answers.content).toContain('rác đổ đầy đường')
  })

  test('to an offered officer passes the question on', () => {
    const citizen = talker(plainServices)
    citizen.say('giá vàng hôm nay bao nhiêu?')
    citizen.say('vâng')
    expect(citizen.session.flow).toMatchObject({ name: 'person', step: 'confirm' })
  })
})

test('"sai rồi" to an answer invites other words', () => {
  const citizen = talker(plainServices)
  citizen.say('làm khai sinh cần gì?')
  expect(spoken(citizen.say('không phải cái này'))).toContain('chưa đúng ý')
  expect(citizen.session.topic).toBeUndefined()
})

test.each(['12', '...', '?', 'a', '2026'])('"%s" is no question', (words) =>
  expect(talker(plainServices).say(words).verdict).toBe('unclear'),
)
