import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLexicon } from '../../knowledge/lexicon.ts'
import { understand } from '../../knowledge/question.ts'
import { replay } from '../../knowledge/telex.ts'
import { fold, isSyllable, normalise, runs, words } from '../../knowledge/vietnamese.ts'

const lexicon = readLexicon('content/lexicon')

const written = [
  { name: 'decomposed Unicode', typed: 'Hòa giải'.normalize('NFD'), gives: 'hòa giải' },
  { name: 'new tone placement', typed: 'hoà thuỷ toà Uỷ khoẻ', gives: 'hòa thủy tòa ủy khỏe' },
  {
    name: 'tone inside a closed syllable stays',
    typed: 'hoàn toàn thoát',
    gives: 'hoàn toàn thoát',
  },
  { name: 'qu is a consonant', typed: 'quý quà', gives: 'quí quà' },
  { name: 'i and y', typed: 'kỹ lý mỹ ký', gives: 'kĩ lí mĩ kí' },
  { name: 'invisible characters', typed: 'căn\u200bcước\ufeff', gives: 'căncước' },
]
for (const { name, typed, gives } of written)
  test(`normalise: ${name}`, () => expect(normalise(typed)).toBe(gives))

test('fold keeps đ as d', () => expect(fold('Đăng ký đất đai')).toBe('Dang ky dat dai'))

test('a pair never crosses a comma, a code stays whole', () =>
  expect(runs(normalise('Mất sổ, làm lại? Mã 1.001193.'))).toEqual([
    ['mất', 'sổ'],
    ['làm', 'lại'],
    ['mã', '1.001193'],
  ]))

test('NFC and NFD give the same terms for every Vietnamese text', () => {
  const letter = fc.constantFrom(...'aàáảãạăằâấđeẻêềiìoõôổơợuủưứyỳbcdghklmnpqrstvx ,.1')
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 40 }), (text) => {
      expect(words(text.normalize('NFD'))).toEqual(words(text.normalize('NFC')))
    }),
  )
})

test('no string stops it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      understand(text, lexicon)
    }),
  )
})

const keys = [
  ['ddaats', 'đất'],
  ['giaays', 'giấy'],
  ['hooj', 'hộ'],
  ['chieeus', 'chiếu'],
  ['caasp', 'cấp'],
  ['laf', 'là'],
  ['dduwowcj', 'được'],
  ['truwowngf', 'trường'],
  ['nguowif', 'người'],
  ['thuees', 'thuế'],
  ['d9a6t1', 'đất'],
  ['d9a8ng', 'đăng'],
  ['la5i', 'lại'],
  ['gia6y1', 'giấy'],
]
for (const [typed = '', meant] of keys)
  test(`keys left undone: ${typed} is ${meant}`, () => expect(replay(typed)).toBe(meant))

for (const word of ['xin', 'toi', 'gpxd', 'cccd', 'ct01', 'a1', 'ok', 'facebook', 'nam', 'con'])
  test(`no keys left in "${word}"`, () => expect(replay(word)).toBeUndefined())

test('syllables are told from other words', () => {
  for (const word of ['nghieng', 'khuyet', 'giay', 'quyen', 'dat', 'y', 'oan', 'thuong'])
    expect(isSyllable(word), word).toBe(true)
  for (const word of ['karaoke', 'zalo', 'gpxd', 'lpg', 'xtq'])
    expect(isSyllable(word), word).toBe(false)
})

const meant = [
  { typed: 'cccd bị mất', has: ['căn', 'cước', 'công', 'dân'] },
  { typed: 'dangkytamtru', has: ['dang', 'tam', 'tru'] },
  { typed: 'lamf laij hooj chieeus', has: ['lại', 'hộ', 'chiếu'] },
  { typed: 'mat bang lai', has: ['giấy', 'phép', 'xe'] },
]
for (const { typed, has } of meant)
  test(`"${typed}" is understood`, () =>
    expect([...understand(typed, lexicon).terms.keys()]).toEqual(expect.arrayContaining(has)))

test('an abbreviation never fires inside another word', () =>
  expect([...understand('cccdx gksy', lexicon).terms.keys()]).not.toContain('căn'))

const parts = [
  ['làm hộ chiếu bao nhiêu tiền', 'fee'],
  ['lam ho chieu mat may ngay', 'time'],
  ['đăng ký kết hôn cần giấy tờ gì', 'documents'],
  ['khai tử nộp ở đâu', 'place'],
  ['tạm trú nộp online được không', 'online'],
  ['thứ 7 có làm không', 'hours'],
  ['tải mẫu tờ khai', 'form'],
  ['theo nghị định nào', 'law'],
] as const
for (const [question, part] of parts)
  test(`part asked: ${question}`, () => expect(understand(question, lexicon).part).toBe(part))
