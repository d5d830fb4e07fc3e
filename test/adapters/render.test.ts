import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Capabilities, Reply } from '../../adapters/channel.ts'
import { render } from '../../adapters/render.ts'
import { split } from '../../adapters/split.ts'
import { messenger, zalo, zaloBot } from './channels.ts'

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })
const letters = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment)

/** Vietnamese as people and officers write it: syllables with marks, emoji, dots, lines, long links. */
const syllable = fc.constantFrom(
  ...['nghiêng', 'Đăng', 'ký', 'khai', 'sinh', 'tại', 'Uỷ', 'ban', 'xã', 'ở', 'đâu', 'thì'],
  ...[
    '👨‍👩‍👧‍👦',
    '🙏🏽',
    '🇻🇳',
    'Thủ'.normalize('NFD'),
    'https://dichvucong.example/p/1.001193?x=1',
  ],
)
const gap = fc.constantFrom(' ', ' ', ' ', '. ', ', ', '? ', '\n', '\n\n', '; ')
const prose = fc
  .array(fc.tuple(syllable, gap), { maxLength: 120 })
  .map((pairs) => pairs.flat().join(''))

describe('a long text is split', () => {
  test('so that its pieces fit and joined are the text again', () => {
    fc.assert(
      fc.property(
        fc.oneof(prose, fc.string({ unit: 'grapheme', maxLength: 400 })),
        fc.integer({ min: 30, max: 300 }),
        fc.integer({ min: 30, max: 300 }),
        (text, one, other) => {
          const [lastLimit, limit] = [Math.min(one, other), Math.max(one, other)]
          const pieces = split(text, limit, lastLimit)
          expect(pieces.join('')).toBe(text)
          for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(limit)
          expect(pieces.at(-1)?.length).toBeLessThanOrEqual(lastLimit)
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('never inside a letter or an emoji', () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 30, max: 200 }), (text, limit) => {
        expect(split(text, limit).flatMap(letters)).toEqual(letters(text))
      }),
      { numRuns: 1000 },
    )
  })

  test('never inside a syllable that fits', () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 60, max: 200 }), (text, limit) => {
        for (const piece of split(text, limit).slice(0, -1)) expect(piece).toMatch(/\s$/)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    [
      'between paragraphs',
      'Một hai ba bốn.\n\nNăm sáu. Bảy tám',
      ['Một hai ba bốn.\n\n', 'Năm sáu. Bảy tám'],
    ],
    ['between lines', 'Một hai ba bốn\nNăm sáu. Bảy tám', ['Một hai ba bốn\n', 'Năm sáu. Bảy tám']],
    [
      'between sentences',
      'Một hai ba bốn. Năm sáu bảy tám',
      ['Một hai ba bốn. ', 'Năm sáu bảy tám'],
    ],
    ['between syllables', 'Một hai ba bốn năm sáu bảy tám', ['Một hai ba bốn năm ', 'sáu bảy tám']],
    ['inside a word only when it must', 'a'.repeat(25), ['a'.repeat(20), 'aaaaa']],
    ['not at all when it fits', 'Một hai ba', ['Một hai ba']],
    ['not at all when it is empty', '', ['']],
  ])('%s', (_name, text, pieces) => expect(split(text, 20)).toEqual(pieces))

  test('however long it is', () => {
    const text = 'dạ thưa '.repeat(25_000)
    expect(split(text, 2000).join('')).toBe(text)
  })

  test('even a letter longer than a message, without tearing a pair', () => {
    const tower = `a${'\u0301'.repeat(50)}`
    const pieces = split(tower + '𠀀'.repeat(20), 15)
    expect(pieces.join('')).toBe(tower + '𠀀'.repeat(20))
    for (const piece of pieces) expect(Buffer.from(piece).toString()).toBe(piece)
  })
})

const channels = { zalo: zalo().can, 'zalo-bot': zaloBot().can, messenger: messenger().can }
const label = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
  .filter((text) => text.trim() !== '')
const reply: fc.Arbitrary<Reply> = fc.record({
  text: fc.tuple(fc.constant('Dạ '), prose).map(([hello, rest]) => hello + rest.repeat(6)),
  choices: fc.array(fc.record({ label, payload: fc.string({ minLength: 1, maxLength: 40 }) }), {
    maxLength: 20,
  }),
  links: fc.array(fc.record({ label, url: fc.webUrl({ validSchemes: ['https', 'http'] }) }), {
    maxLength: 6,
  }),
  pictures: fc.array(fc.constant({ url: 'https://xa-mau.example/a.jpg', alt: 'Ảnh' }), {
    maxLength: 2,
  }),
})

describe('a reply is lowered to what a channel can show', () => {
  for (const [name, can] of Object.entries(channels)) {
    test(`${name}: every part is within its limits, and nothing is lost`, () => {
      fc.assert(
        fc.property(reply, (said) => {
          const parts = render(said, can)
          for (const part of parts) {
            const inTemplate = part.links || (part.choices && can.shared)
            const limit = inTemplate ? (can.textLimitWithButtons ?? can.textLimit) : can.textLimit
            expect(part.picture !== undefined || (part.text ?? '').trim() !== '').toBe(true)
            expect((part.text ?? '').length).toBeLessThanOrEqual(limit)
            for (const { label: title } of part.choices ?? []) {
              expect(title.length).toBeLessThanOrEqual(can.choices.labelLimit)
            }
          }
          const { choices = [], links = [] } = said
          const last = parts.at(-1)
          const text = parts
            .map((part) => part.text ?? '')
            .join(' ')
            .replace(/\s+/g, '')
          const shown = (words: string) => text.includes(words.normalize('NFC').replace(/\s+/g, ''))
          for (const choice of choices) {
            expect(last?.choices?.includes(choice) || shown(choice.label)).toBe(true)
          }
          for (const link of links)
            expect(last?.links?.includes(link) || shown(link.url)).toBe(true)
          expect(parts.filter((part) => part.picture)).toHaveLength(said.pictures?.length ?? 0)
        }),
        { numRuns: 300 },
      )
    })
  }

  const choicesOf = (...labels: string[]) => labels.map((one) => ({ label: one, payload: one }))
  const many = choicesOf('1a', '2a', '3a', '4a', '5a', '6a')
  const long = choicesOf('Đăng ký khai sinh có yếu tố nước ngoài', 'Đăng ký khai sinh cho trẻ')
  const link = { label: 'Cổng dịch vụ công', url: 'https://dvc.example/' }
  const hint = 'Anh/Chị nhắn số để chọn, ví dụ: 1'
  const numberless: Capabilities = { ...channels.messenger, pictures: false }

  test.each<[string, Reply, Capabilities, unknown]>([
    [
      'choices as buttons',
      { text: 'Chọn', choices: many },
      channels.messenger,
      [{ text: 'Chọn', choices: many }],
    ],
    [
      'too many as numbers',
      { text: 'Chọn', choices: many },
      channels.zalo,
      [{ text: `Chọn\n\n1. 1a\n2. 2a\n3. 3a\n4. 4a\n5. 5a\n6. 6a\n${hint}` }],
    ],
    [
      'too long as numbers, uncut',
      { text: 'Chọn', choices: long },
      channels.messenger,
      [{ text: `Chọn\n\n1. ${long[0]?.label}\n2. ${long[1]?.label}\n${hint}` }],
    ],
    [
      'look-alikes as numbers',
      { text: 'Chọn', choices: choicesOf('Một', 'Một ') },
      channels.zalo,
      [{ text: `Chọn\n\n1. Một\n2. Một \n${hint}` }],
    ],
    [
      'links beside quick replies',
      { text: 'Nộp', choices: many, links: [link] },
      channels.messenger,
      [{ text: 'Nộp', choices: many, links: [link] }],
    ],
    [
      'links in the text when choices need the row',
      { text: 'Nộp', choices: many.slice(0, 5), links: [link] },
      channels.zalo,
      [{ text: 'Nộp\n\nCổng dịch vụ công: https://dvc.example/', choices: many.slice(0, 5) }],
    ],
    [
      'a link that is not https in the text',
      { text: 'Nộp', links: [{ ...link, url: 'http://127.0.0.1:3000/t/1' }] },
      channels.zalo,
      [{ text: 'Nộp\n\nCổng dịch vụ công: http://127.0.0.1:3000/t/1' }],
    ],
    [
      'pictures before words',
      { text: 'Đây', pictures: [{ url: 'https://a.example/', alt: 'A' }] },
      channels.messenger,
      [{ picture: { url: 'https://a.example/', alt: 'A' } }, { text: 'Đây' }],
    ],
    [
      'pictures as addresses',
      { text: 'Đây', pictures: [{ url: 'https://a.example/', alt: 'A' }] },
      numberless,
      [{ text: 'Đây\n\nA: https://a.example/' }],
    ],
    [
      'one Unicode form',
      { text: 'Xin chào'.normalize('NFD') },
      channels.zalo,
      [{ text: 'Xin chào' }],
    ],
    ['nothing as nothing', { text: '  ' }, channels.zalo, []],
  ])('%s', (_name, said, can, parts) => expect(render(said, can)).toEqual(parts))

  test('buttons stand under the last part, which is short enough for them', () => {
    const text = `${'Giấy tờ cần mang theo. '.repeat(40)}\n\nAnh/Chị xem thêm:`
    const parts = render({ text, links: [link] }, channels.messenger)
    expect(parts.map(({ text: words }) => words?.length)).toEqual([919, 17])
    expect(parts.map(({ links }) => links)).toEqual([undefined, [link]])
  })
})
