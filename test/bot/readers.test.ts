import { describe, expect, test } from 'vitest'
import { pickChoice } from '../../bot/choice.ts'
import { codesIn, codesWanted, dossierIn, procedureCodeIn } from '../../bot/codes.ts'
import { maskIdentity, maskPersonal, phoneIn } from '../../bot/contacts.ts'
import { globalCommand } from '../../bot/global-words.ts'
import { looksLikeQuestion } from '../../bot/question.ts'
import { freshSession } from '../../bot/session.ts'
import { isForeign } from '../../bot/tongue.ts'

const offered = [
  { label: 'Phường Nam Định', payload: 'commune:1' },
  { label: 'Khai sinh có yếu tố nước ngoài', payload: 'procedure:2' },
  { label: 'Việc khác', payload: 'do:none' },
]

describe('pickChoice', () => {
  const cases: [string, string | undefined][] = [
    ['1', 'commune:1'],
    ['số 2', 'procedure:2'],
    ['hai', 'procedure:2'],
    ['cái thứ hai', 'procedure:2'],
    ['em chọn số 3 ạ', 'do:none'],
    ['cuối cùng', 'do:none'],
    ['đầu tiên', 'commune:1'],
    ['phuong nam dinh', 'commune:1'],
    ['Nam Định', 'commune:1'],
    ['yếu tố nước ngoài', 'procedure:2'],
    ['do:none', 'do:none'],
    ['số 2 á', 'procedure:2'],
    ['cái đầu tiên', 'commune:1'],
    ['cai dau tien nhe', 'commune:1'],
    ['cái thứ ba', 'do:none'],
    ['cái thứ 3 nha em', 'do:none'],
    ['dạ số một ạ', 'commune:1'],
    ['2.', 'procedure:2'],
    ['(2)', 'procedure:2'],
    ['2️⃣', 'procedure:2'],
    ['②', 'procedure:2'],
    ['mục 1 đó', 'commune:1'],
    ['lấy cái cuối đi', 'do:none'],
    ['ok số 3', 'do:none'],
    ['1 hoặc 2', undefined],
    ['cả hai', undefined],
    ['không phải số 1', undefined],
    ['3 ngày nay', undefined],
    ['2 tuổi', undefined],
    ['đâu', undefined],
    ['bà ơi', undefined],
    ['tổ 3', undefined],
    ['số nhà 2', undefined],
    ['4', undefined],
    ['10', undefined],
    ['việc', undefined],
    ['hai bà Trưng', undefined],
    ['', undefined],
    ['constructor', undefined],
  ]
  test.each(cases)('"%s" picks %s', (text, payload) =>
    expect(pickChoice(text, offered)).toBe(payload),
  )
})

describe('phoneIn', () => {
  const cases: [string, string | undefined][] = [
    ['0912345678', '+84912345678'],
    ['số em là 0912.345.678 nhé', '+84912345678'],
    ['+84 912 345 678', '+84912345678'],
    ['09 12 34 56 78', '+84912345678'],
    ['O912345678', '+84912345678'],
    ['0229 3871 234', '+842293871234'],
    ['091234567', undefined],
    ['037085001234', undefined],
    ['nhà số 12 ngõ 345', undefined],
  ]
  test.each(cases)('"%s" holds %s', (text, phone) => expect(phoneIn(text)).toBe(phone))
})

describe('masking', () => {
  const cases: [string, boolean][] = [
    ['cccd 037085001234', true],
    ['số 037 085 001 234 ạ', true],
    ['cmnd 163456789', true],
    ['điện thoại 0912345678', false],
    ['PA-2026-000123', false],
    ['H42.12-260910-0007', false],
    ['1.001193', false],
    ['150.000.000 đồng', false],
  ]
  test.each(cases)('"%s" holds an identity number: %s', (text, masked) => {
    expect(maskIdentity(text).masked).toBe(masked)
  })
  test('what is kept as context has neither phones nor identity numbers', () => {
    const kept = maskPersonal('tôi Lan 0912 345 678, cccd 037085001234 hỏi khai sinh')
    expect(kept).not.toMatch(/\d{3}/)
    expect(kept).toContain('hỏi khai sinh')
  })
})

describe('codes', () => {
  const tickets: [string, string[]][] = [
    ['PA-2026-000123', ['PA-2026-000123']],
    ['pa 2026 000123', ['PA-2026-000123']],
    ['xem giúp pa2026-000123 với', ['PA-2026-000123']],
    ['PA-2026-000123 và PA-2026-1000456', ['PA-2026-000123', 'PA-2026-1000456']],
    ['PA-2026-12', []],
    ['spa 2026 000123', []],
  ]
  test.each(tickets)('"%s" names %s', (text, codes) => expect(codesIn(text)).toEqual(codes))
  test('a code asked for earlier is wanted until it is answered', () => {
    const session = {
      ...freshSession(),
      flow: {
        ...{
          name: 'track',
          step: 'last4',
          answers: { code: 'PA-2026-000888' },
          attachments: [],
          trail: [],
        },
        ...{
          draft: { id: 'd', code: 'c', secret: 's' },
          tries: 0,
          askedAt: '2026-11-23T02:00:00.000Z',
        },
      },
    }
    expect(codesWanted(session, [])).toEqual(['PA-2026-000888'])
  })
  test('dossiers and procedures', () => {
    expect(dossierIn('hồ sơ H23.12-260910-0007 sao chưa xong')).toBe('H23.12-260910-0007')
    expect(procedureCodeIn('thủ tục 1.001193 làm ở đâu')).toBe('1.001193')
    expect(procedureCodeIn('giá 21.001193')).toBeUndefined()
  })
})

describe('globalCommand', () => {
  const cases: [string, string | undefined][] = [
    ['HỦY', 'cancel'],
    ['cho em hủy ạ', 'cancel'],
    ['huỷ', 'cancel'],
    ['thôi', 'cancel'],
    ['quay lai', 'back'],
    ['0', 'person'],
    ['cho tôi gặp cán bộ với ạ', 'person'],
    ['bắt đầu lại', 'restart'],
    ['vì sao hỏi?', 'why'],
    ['tại sao đường chưa sửa', undefined],
    ['đừng hủy hồ sơ của tôi', undefined],
    ['đúng', undefined],
    ['menu quán ăn không có giá', undefined],
  ]
  test.each(cases)('"%s" commands %s', (text, command) => expect(globalCommand(text)).toBe(command))
})

describe('looksLikeQuestion', () => {
  const asks = [
    'phường nào cũng được à?',
    'mất bao lâu',
    'nop o dau',
    'có mất tiền không',
    'thu tuc gi vay',
  ]
  const tells = [
    'đèn đường hỏng',
    'không có đèn đường',
    'phường Nam Định',
    'Nguyễn Thị Nào',
    'thôn 3',
  ]
  test.each(asks)('"%s" asks', (text) => expect(looksLikeQuestion(text)).toBe(true))
  test.each(tells)('"%s" tells', (text) => expect(looksLikeQuestion(text)).toBe(false))
})

describe('isForeign', () => {
  test.each([
    'where can i register my motorbike please',
    '你好，我想问一下',
    'how do I get a birth certificate',
  ])('"%s" is', (text) => expect(isForeign(text)).toBe(true))
  test.each(['lam giay khai sinh o dau', 'đăng ký VNeID mức 2', 'ok', 'dang ki online dc ko ad'])(
    '"%s" is not',
    (text) => expect(isForeign(text)).toBe(false),
  )
})
