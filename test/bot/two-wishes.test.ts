import { expect, test } from 'vitest'
import { realServices } from '../support/real-services.ts'
import { talker } from '../support/talker.ts'

const services = await realServices()

const questions: [string, string][] = [
  ['cho hỏi làm khai sinh cho con cần giấy tờ gì', '1.001193'],
  ['lam lai the can cuoc o dau', '1.014064'],
  ['đăng ký kết hôn mất bao nhiêu tiền', '1.000894'],
  ['xin giấy độc thân nộp ở đâu', '1.004873'],
  ['đăng ký tạm trú cần những gì', '1.004194'],
  ['doi giay phep lai xe bao lau thi xong', '3.000347'],
  ['làm hộ chiếu hết bao nhiêu tiền', '1.001456'],
  ['đăng ký khai tử cần giấy tờ gì', '1.000656'],
  ['mất thẻ bảo hiểm y tế thì làm lại ở đâu', '1.002759'],
  ['nhập hộ khẩu về nhà chồng cần gì', '1.004222'],
]
const matters = [
  'đèn đường ngõ 5 tắt cả tuần nay',
  'rac do day dau ngo khong ai don',
  'đường liên thôn có nhiều ổ gà to',
  'quán karaoke đầu phố hát ầm ĩ suốt đêm',
  'nắp cống trước cổng trường bị mất',
  'nước máy đục mấy hôm nay rồi',
  'xe tải chở quá tải chạy rầm rầm cả ngày',
  'vỉa hè bị hàng quán lấn chiếm hết',
  'mưa là ngập cả ngõ không thoát được nước',
  'nhà máy xả nước thải hôi thối ra mương',
]
/** How two things stand in one message; the matter may come first. */
const joined: ((question: string, matter: string) => string)[] = [
  (question, matter) => `${question}? Với lại ${matter}`,
  (question, matter) => `${matter}. ${question}?`,
  (question, matter) => `${question}, tiện thể ${matter}`,
  (question, matter) => `${matter}. Ngoài ra ${question}?`,
  (question, matter) => `${question}?\n${matter}`,
  (question, matter) => `${matter}, nhân tiện ${question}`,
  (question, matter) => `${question} ạ. Còn nữa, ${matter}`,
  (question, matter) => `${matter}; ${question}`,
  (question, matter) => `${question}? À mà ${matter}`,
  (question, matter) => `${matter}. Tiện đây ${question}`,
]

test('both wishes of a message are noticed in 90 of 100: one is answered, the other offered by name', () => {
  const cases = questions.flatMap(([question, code], q) =>
    matters.map((matter, m) => {
      const how = joined[(q + m) % joined.length]
      return { said: how?.(question, matter) ?? '', code, matter }
    }),
  )
  expect(cases.length).toBe(100)
  const faults = cases.flatMap(({ said, code, matter }) => {
    const citizen = talker(services)
    const { replies } = citizen.say(said)
    const { wish, topic } = citizen.session
    const answered = topic?.procedure === code
    const offered = replies
      .flatMap(({ choices = [] }) => choices)
      .some(({ payload }) => payload === 'open:report')
    const words = matter.toLowerCase()
    const named =
      wish?.toLowerCase().includes(words) &&
      replies.some(({ text }) => text.toLowerCase().includes(words))
    return answered && offered && named ? [] : [`"${said}" → ${topic?.procedure}, ${wish}`]
  })
  expect(faults.length, faults.join('\n')).toBeLessThanOrEqual(10)
})

test('the offered one is taken up with its own words by a tap', () => {
  const citizen = talker(services)
  citizen.say('làm khai sinh cần giấy tờ gì? Với lại đèn đường ngõ 5 tắt cả tuần nay')
  citizen.say('Phản ánh việc này', { payload: 'open:report' })
  expect(citizen.session.flow?.answers.content).toBe('đèn đường ngõ 5 tắt cả tuần nay')
})

test('a question is answered too where the rest is led to its door, and nothing of an accusation is kept', () => {
  const citizen = talker(services)
  const { effects, replies } = citizen.say(
    'chú A địa chính đòi 5 triệu mới làm sổ. Cho hỏi làm khai sinh cần giấy gì?',
  )
  expect(effects).toContainEqual({ type: 'blank-words' })
  expect(citizen.session.guided).toBe('denunciation')
  expect(citizen.session.topic?.procedure).toBe('1.001193')
  expect(replies.length).toBe(2)
  expect(JSON.stringify(citizen.session)).not.toMatch(/địa chính|5 triệu/)
})

test('no question of one story is taken for two wishes', () => {
  for (const text of [
    'mới mua xe máy ở đại lý, đăng ký biển số ở đâu',
    'giấy khai sinh ghi nhầm năm sinh của mẹ, muốn sửa lại cho đúng',
    'con tôi vừa đủ 14 tuổi, làm thẻ căn cước ở đâu',
    'nhà cấp 4 đập đi xây lại 2 tầng, xin phép xây dựng ở đâu',
    'bé nhà em 3 tuần tuổi, làm khai sinh cần giấy tờ gì',
  ]) {
    const citizen = talker(services)
    citizen.say(text)
    expect(citizen.session.wish, text).toBeUndefined()
  }
})
