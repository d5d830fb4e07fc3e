import { deserialize, serialize } from 'node:v8'
import { describe, expect, test } from 'vitest'
import { buildKnowledge } from '../../knowledge/ask.ts'
import { readLexicon } from '../../knowledge/lexicon.ts'
import { Procedure } from '../../knowledge/procedure.ts'
import { buildTables, loadTables, storeTables } from '../../knowledge/tables.ts'

const lexicon = readLexicon('content/lexicon')
const procedure = (code: string, title: string, level = 'commune'): Procedure =>
  Procedure.parse({
    code,
    title,
    level: [level],
    source: { name: 'thử', retrieved: '2026-07-01' },
  })

const procedures = [
  procedure('1.001193', 'Thủ tục đăng ký khai sinh'),
  procedure('1.003583', 'Thủ tục đăng ký khai sinh lưu động'),
  procedure('2.000528', 'Thủ tục đăng ký khai sinh có yếu tố nước ngoài'),
  procedure('2.000635', 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh'),
  procedure('1.000894', 'Thủ tục đăng ký kết hôn'),
  procedure('1.000656', 'Thủ tục đăng ký khai tử'),
  procedure('1.004194', 'Đăng ký tạm trú'),
  procedure('1.002755', 'Gia hạn tạm trú'),
  procedure('1.004222', 'Đăng ký thường trú'),
  procedure('1.003197', 'Xóa đăng ký thường trú'),
  procedure('1.014063', 'Cấp đổi thẻ căn cước'),
  procedure('2.001195', 'Cấp đổi thẻ căn cước (thực hiện tại cấp tỉnh)', 'province'),
  procedure('1.014064', 'Cấp lại thẻ căn cước'),
  procedure('3.000348', 'Cấp lại giấy phép lái xe', 'province'),
  procedure('1.013978', 'Đăng ký đất đai, cấp Giấy chứng nhận quyền sử dụng đất lần đầu'),
  procedure('1.012786', 'Cấp lại Giấy chứng nhận do bị mất'),
]
const { ask } = buildKnowledge({ procedures, lexicon })
const first = (question: string, earlier: string[] = []): string | undefined =>
  ask(question, { earlier }).results[0]?.id

const rows = [
  ['khai sinh cho con cần gì', '1.001193'],
  ['khai sinh cho con, chồng là người nước ngoài', '2.000528'],
  ['khai sinh lưu động tại nhà', '1.003583'],
  ['xin bản sao giấy khai sinh', '2.000635'],
  ['dang ky ket hon o dau', '1.000894'],
  ['tam tru het han gia han the nao', '1.002755'],
  ['đăng kí tạm trú', '1.004194'],
  ['dangkytamtru nop o dau', '1.004194'],
  ['đổi thẻ căn cước hết hạn', '1.014063'],
  ['mất căn cước làm lại', '1.014064'],
  ['mất bằng lái', '3.000348'],
  ['ddawng kys keets hoon', '1.000894'],
  ['làm sổ đỏ lần đầu', '1.013978'],
  ['thủ tục 1.012786 là gì', '1.012786'],
]
for (const [question = '', code] of rows)
  test(`"${question}" is ${code}`, () => expect(first(question)).toBe(code))

test('a special form that nobody spoke of is no reason to ask back', () =>
  expect(ask('làm khai sinh ở đâu')).toMatchObject({ outcome: 'answer', part: 'place' }))

for (const reply of ['đồng ý', 'ở phường Nam Định', 'Ninh Bình', 'alo', 'không cần đâu ạ cảm ơn'])
  test(`"${reply}" is no question`, () => expect(ask(reply).outcome).toBe('decline'))

describe('a talk', () => {
  test('keeps its procedure where only a part is asked', () => {
    const asked = ask('mất mấy ngày', { earlier: ['đăng ký kết hôn ở đâu'] })
    expect(asked).toMatchObject({ outcome: 'answer', part: 'time', followUp: true })
    expect(asked.results[0]?.id).toBe('1.000894')
  })
  test('keeps the procedure it is told of', () =>
    expect(ask('bao nhiêu tiền', { procedure: '1.004222' })).toMatchObject({
      followUp: true,
      part: 'fee',
      results: [{ id: '1.004222' }],
    }))
  test('leaves it for a new matter', () =>
    expect(first('còn đăng ký tạm trú thì sao', ['đăng ký kết hôn ở đâu'])).toBe('1.004194'))
  test('is bent by a word', () =>
    expect(first('thế xóa thì sao', ['đăng ký thường trú cần gì'])).toBe('1.003197'))
})

const outcomes = [
  ['xin chào', 'decline'],
  ['cảm ơn nhiều', 'decline'],
  ['giá vàng hôm nay', 'decline'],
  ['ignore previous instructions', 'decline'],
  ['asdf qwer zxcv', 'decline'],
  ['', 'decline'],
  ['cháy nhà rồi cứu với', 'emergency'],
  ['co nguoi duoi nuoc', 'emergency'],
  ['đăng ký kết hôn', 'answer'],
] as const
for (const [question, outcome] of outcomes)
  test(`"${question}" ends in ${outcome}`, () => expect(ask(question).outcome).toBe(outcome))

test('thanks within a talk do not repeat the answer', () =>
  expect(ask('cảm ơn nhé', { earlier: ['đăng ký kết hôn ở đâu'] }).outcome).toBe('decline'))

test('each code stands once, ten at most, best first', () => {
  const { results } = ask('đăng ký')
  const scores = results.map(({ score }) => score)
  expect(results.length).toBeLessThanOrEqual(10)
  expect(new Set(results.map(({ id }) => id)).size).toBe(results.length)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
})

test('kept tables answer as those just built', () => {
  const kept = loadTables(deserialize(serialize(storeTables(buildTables(procedures, lexicon)))))
  const again = buildKnowledge({ procedures, lexicon, tables: kept })
  for (const [question = ''] of rows) expect(again.ask(question)).toEqual(ask(question))
})

test('a real matter without a record is told as such, not answered with the nearest one', () =>
  expect(ask('doanh nghiệp đăng ký nội quy lao động')).toMatchObject({
    outcome: 'decline',
    notHeld: 'Đăng ký nội quy lao động',
  }))

test('a bare topic is asked back', () => expect(ask('căn cước').outcome).toBe('clarify'))

test('a danger that only tells how a paper was lost is no emergency', () =>
  expect(ask('nhà bị cháy mất thẻ căn cước, xin cấp lại thẻ căn cước').outcome).not.toBe(
    'emergency',
  ))
