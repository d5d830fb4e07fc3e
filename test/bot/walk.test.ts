import { describe, expect, test } from 'vitest'
import { Session } from '../../bot/session.ts'
import { askingStates, at } from '../support/asking-states.ts'
import { plainServices } from '../support/plain-services.ts'
import { type Happening, type Talker, talker } from '../support/talker.ts'

const message = (text: string, more: object = {}): Happening => ({
  kind: 'message',
  text,
  attachments: [],
  ...more,
})
const file = (
  type:
    | 'image'
    | 'audio'
    | 'file'
    | 'sticker'
    | 'location'
    | 'contact'
    | 'link'
    | 'unsupported'
    | 'video',
) =>
  message('', {
    attachments: [{ type, url: 'https://cdn.example/1', latitude: 20.4, longitude: 106.1 }],
  })

/** One of every kind of thing that a citizen may send. */
const inputs: Record<string, Happening[]> = {
  yes: [message('dạ vâng')],
  thumb: [message('👍')],
  no: [message('không')],
  number: [message('1')],
  'number beyond the list': [message('9')],
  ordinal: [message('cái thứ hai')],
  greeting: [message('alo ad ơi')],
  thanks: [message('cảm ơn bạn')],
  question: [message('làm khai sinh cần giấy tờ gì?')],
  'ambiguous question': [message('đăng ký kết hôn ở đâu?')],
  'question nobody knows': [message('giá vàng hôm nay bao nhiêu?')],
  report: [message('Đèn đường ngõ 5 phường Nam Định tắt ba hôm nay')],
  praise: [message('cảm ơn chị ở phường, làm nhanh lắm')],
  denunciation: [message('chú A địa chính đòi tiền mới làm sổ')],
  complaint: [message('Tôi không đồng ý quyết định thu hồi đất số 12')],
  emergency: [message('nhà tôi đang cháy')],
  correction: [message('à không, phường Thiên Trường')],
  place: [message('chỗ cũ')],
  phone: [message('0912 345 678')],
  'wrong phone': [message('091234')],
  'identity number': [message('037085001234')],
  name: [message('Nguyễn Thị Lan')],
  'own code': [message('PA-2026-000777')],
  "another's code": [message('PA-2026-000888')],
  'unknown code': [message('PA-2026-999999')],
  'dossier code': [message('H42.12-260910-0007')],
  'procedure code': [message('1.001193')],
  'last digits': [message('5678')],
  swearing: [message('đm làm ăn như cc')],
  english: [message('where can i register my motorbike please')],
  chinese: [message('你好，我想问一下')],
  nonsense: [message('zzz qqq')],
  punctuation: [message('...')],
  empty: [message('')],
  'very long': [message('đường hỏng '.repeat(900))],
  'hidden characters': [message('\u202eabc\u200b\u0000')],
  prototype: [
    message('constructor'),
    message('', { payload: 'do:constructor' }),
    message('__proto__'),
  ],
  'unknown payload': [message('Nút', { payload: 'xyz:1' })],
  'payload of an edit': [message('Sửa', { payload: 'edit:place' })],
  'payload of a flow': [message('Phản ánh', { payload: 'open:report' })],
  'payload of a procedure': [message('Khai sinh', { payload: 'procedure:1.001193:fee' })],
  'payload of a withdrawal': [message('Rút', { payload: 'withdraw:PA-2026-000777' })],
  image: [file('image')],
  album: [file('image'), file('image'), message('ổ gà to lắm'), file('image')],
  voice: [file('audio')],
  sticker: [file('sticker')],
  location: [file('location')],
  contact: [file('contact')],
  link: [file('link')],
  document: [file('file')],
  unsupported: [file('unsupported')],
  'data rights': [message('xem dữ liệu')],
  erase: [message('xóa dữ liệu')],
  mine: [message('phản ánh của tôi')],
  'follow or get started': [{ kind: 'start' }],
  'procedure link': [{ kind: 'start', ref: 'thutuc-1.001193' }],
  'commune link': [{ kind: 'start', ref: 'xa-13675' }],
  'tampered link': [{ kind: 'start', ref: "thutuc-1.00'; DROP" }],
  edit: [{ kind: 'edit', target: 'm1', text: 'đèn đường tắt' }],
  unsend: [{ kind: 'unsend', target: 'm1' }],
  'two moments': [message('dạ'), message('hủy'), message('làm khai sinh ở đâu?')],
}

/** What is done in silence, by design. */
const silent: Record<string, Happening[]> = {
  leave: [{ kind: 'leave' }],
  echo: [{ kind: 'echo', text: 'Xin chào' }],
  withdrawal: [{ kind: 'withdraw' }],
  'officer spoke': [{ kind: 'officer-spoke' }],
  'other application': [{ kind: 'control', ours: false }],
}

const free: Record<string, string[]> = {
  'a first message': [],
  'after a welcome': ['xin chào'],
  'after an answer': ['làm khai sinh cần gì?'],
  'asked back': ['đăng ký kết hôn ở đâu?'],
  'after a decline': ['giá vàng hôm nay bao nhiêu?'],
  'with a paused draft': ['phản ánh', 'đồng ý', 'menu'],
  'after two unclear': ['zzz', 'qqq'],
}
const states: [string, () => Talker][] = [
  ...askingStates.map((state): [string, () => Talker] => [state, () => at(state)]),
  ...Object.entries(free).map(([state, words]): [string, () => Talker] => [
    state,
    () => {
      const citizen = talker(plainServices, { tickets: at('track.code').tickets })
      for (const text of words) citizen.say(text)
      return citizen
    },
  ]),
]

describe.each(states)('%s', (_, reach) => {
  test.each(Object.keys(inputs))('%s gets an answer and leaves a sound session', (input) => {
    const citizen = reach()
    const result = citizen.take(...(inputs[input] ?? []))
    expect(result.replies.length).toBeGreaterThan(0)
    for (const { text } of result.replies) {
      expect(text.trim()).not.toBe('')
      expect(text).not.toMatch(/undefined|null|\[object|cấp huyện/)
    }
    sound(citizen)
  })

  test.each(Object.keys(silent))('%s is taken without a word', (input) => {
    const citizen = reach()
    expect(citizen.take(...(silent[input] ?? [])).replies).toEqual([])
    sound(citizen)
  })

  test('whatever was sent, a person or the menu is at most three turns away', () => {
    for (const events of Object.values(inputs)) {
      const citizen = reach()
      citizen.take(...events)
      const ways = ['0', 'menu'].map((words) => citizen.fork().say(words))
      expect(ways[0]?.verdict).toBe('person')
      expect(ways[1]?.replies.at(-1)?.choices?.map(({ payload }) => payload)).toContain('do:person')
    }
  })
})

function sound({ session }: Talker) {
  const json = JSON.stringify(session)
  expect(Session.parse(JSON.parse(json))).toEqual(session)
  expect(json.length).toBeLessThan(8192)
  expect(json).not.toContain('037085001234')
}
