import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { classifier } from '../../desk/classify.ts'
import { parseWeights } from '../../desk/classify-weights.ts'
import { Lexicon } from '../../desk/lexicon.ts'
import type { Classified } from '../../desk/ticket.ts'
import { root } from '../../root.ts'
import { dataSet } from '../support/data-set.ts'
import { describeWithDataSets } from '../support/data-sets.ts'

const classify = classifier(
  Lexicon.parse(parseYaml(readFileSync(join(root, 'content/classify.yaml'), 'utf8'))),
  parseWeights(readFileSync(join(root, 'content/classify-weights.tsv'), 'utf8')),
)

// What a citizen writes, what it is, its field; "?" where the words name none.
const utterances: [string, Classified['kind'], string][] = [
  ['den duong to 5 ap 3 tat ca tuan nay roi', 'report', 'LIGHT'],
  ['Nắp cống trước cổng trường mất, tối qua có người té', 'report', 'DRAIN'],
  ['nhà hàng xóm hát karaoke tới 12h đêm', 'report', 'NOISE'],
  ['nha toi dang chay', 'emergency', 'FIRE'],
  ['Con tôi bị thầy giáo đánh', 'report', 'CHILD'],
  ['cán bộ một cửa bắt tôi đi lại 4 lần', 'report', 'OFFICIAL'],
  ['chú A địa chính đòi 5 triệu mới làm sổ', 'denunciation', '?'],
  ['Tôi không đồng ý quyết định thu hồi đất số 12', 'complaint', 'COMPENS'],
  ['tôi tố cáo ổ gà đường liên xã', 'report', 'ROAD'],
  ['xã mình có lấy phí rác 40k đúng không', 'question', 'WASTE'],
  ['quy định bắt nộp bản sao công chứng CCCD là vô lý', 'proposal', '?'],
  ['hồ sơ H23.12-260910-0007 sao chưa xong', 'report', 'TTHC'],
  ['làm khai sinh cho con, ba mẹ chưa kết hôn', 'question', 'CIVIL'],
  ['xin giấy độc thân', 'question', 'CIVIL'],
  ['đổi bằng lái B1 hết hạn', 'question', 'TRAFFIC'],
  ['nhap khau ve nha chong', 'question', 'RESID'],
  ['lên thổ cư 100m2', 'question', 'LAND'],
  ['mẹ tôi 76 tuổi không lương hưu', 'question', 'WELFARE'],
  ['mất thẻ bảo hiểm y tế', 'question', 'INSUR'],
  ['muốn gặp chủ tịch tỉnh', 'question', '?'],
  ['góp ý dự thảo thu phí rác', 'proposal', 'WASTE'],
  ['cảm ơn chị ở phường, làm nhanh lắm', 'praise', '?'],
  ['đất nhà tôi bị hàng xóm lấn 1m', 'report', 'LAND'],
  ['bị công ty nợ lương 3 tháng', 'report', 'MERIT'],
  ['có người gọi xưng công an kêu cài VNeID', 'report', 'SCAM'],
  ['alo', 'other', 'OTHER'],
  ['đm làm ăn như …', 'other', 'OTHER'],
]

describe('what citizens write', () => {
  for (const [text, kind, field] of utterances) {
    test(`"${text}" is ${kind}, ${field}`, () => {
      const understood = classify(text)
      expect(understood.kind).toBe(kind)
      if (field !== '?') expect(understood.field).toBe(field)
    })
  }
})

describe('fire is told from running', () => {
  const texts: [string, boolean][] = [
    ['nhà tôi đang cháy', true],
    ['nha toi dang chay', true],
    ['NHÀ TÔI ĐANG CHÁY', true],
    ['nhà tôi đang cháy'.normalize('NFD'), true],
    ['xe tôi đang chạy trên đường', false],
    ['quán đang chạy thử máy', false],
    ['vé cháy hàng rồi', false],
    ['đèn đường cháy bóng', false],
    ['chung cư chưa tập huấn phòng cháy', false],
    ['vụ cháy hôm qua đã được dập tắt', false],
  ]
  for (const [text, emergency] of texts) {
    test(`${text.normalize('NFC')}: ${emergency ? '114' : 'no emergency'}`, () => {
      const understood = classify(text)
      expect(understood.kind === 'emergency').toBe(emergency)
      if (emergency) expect(understood).toMatchObject({ urgency: 'urgent', hotlines: ['114'] })
      else expect(understood.hotlines).toBeUndefined()
    })
  }
})

test('the same words are understood in either Unicode form and in capitals', () => {
  const text = 'Ổ gà sâu giữa ngõ, xe máy ngã liên tục'
  for (const form of [text.normalize('NFD'), text.toUpperCase()])
    expect(classify(form)).toEqual(classify(text))
})

test('who tells name, telephone and address has asked nothing', () => {
  for (const text of [
    'Tôi là Nguyễn Văn Bình, sđt 0912 345 678, ở thôn 3 xã Liên Minh.',
    'em tên Hoa 0987654321 tổ 4 phường Trường Thi',
  ])
    expect(classify(text).kind).not.toBe('question')
})

test('nothing said is nothing understood', () => {
  for (const text of ['', '   ', '…', '👍'])
    expect(classify(text)).toMatchObject({ kind: 'other', field: 'OTHER', confidence: 0 })
})

interface Row {
  text: string
  kinds: string[]
  fields: string[]
  urgencies: string[]
}

const share = (rows: Row[], right: (row: Row, understood: Classified) => boolean): number =>
  rows.filter((row) => right(row, classify(row.text))).length / rows.length

const recall = (rows: Row[], kind: string): number =>
  share(
    rows.filter(({ kinds }) => kinds[0] === kind),
    ({ kinds }, understood) => kinds.includes(understood.kind),
  )

/** The bounds are those promised for texts nobody has tuned by; these were, so they guard against loss. */
function keepsItsPromise(rows: Row[]) {
  test('kind, field and urgency are right for nine in ten', () => {
    expect(share(rows, ({ kinds }, { kind }) => kinds.includes(kind))).toBeGreaterThan(0.95)
    expect(share(rows, ({ fields }, { field }) => fields.includes(field))).toBeGreaterThan(0.94)
    expect(
      share(rows, ({ urgencies }, { urgency }) => urgencies.includes(urgency)),
    ).toBeGreaterThan(0.95)
  })
  for (const kind of ['denunciation', 'complaint', 'emergency'])
    test(`no ${kind} is overlooked`, () => expect(recall(rows, kind)).toBeGreaterThanOrEqual(0.99))

  test('hardly anything else is taken for an emergency', () => {
    const others = rows.filter(({ kinds }) => !kinds.includes('emergency'))
    expect(share(others, (_, { kind }) => kind === 'emergency')).toBeLessThanOrEqual(0.01)
  })
}

function rowsOf(file: string): Row[] {
  const lines = readFileSync(join(root, 'test/desk', file), 'utf8')
    .trim()
    .split('\n')
  return lines
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const [kind = '', field = '', urgency = '', text = ''] = line.split('\t')
      return {
        text,
        kinds: kind.split('/'),
        fields: field.split('/'),
        urgencies: urgency.split('/'),
      }
    })
}

describe('our own submissions', () => keepsItsPromise(rowsOf('submissions.tsv')))

// Each batch was written and scored once before its faults were mended: its first figures are in
// QUALITY.md and are what unseen texts of its kind get. Since then they guard against loss.
describe('hard submissions', () => {
  const batches = ['blind-a.tsv', 'blind-b.tsv', 'blind-c.tsv', 'blind-d.tsv'].flatMap(rowsOf)

  test('kind, field and urgency are right for nineteen in twenty', () => {
    expect(share(batches, ({ kinds }, { kind }) => kinds.includes(kind))).toBeGreaterThan(0.97)
    expect(share(batches, ({ fields }, { field }) => fields.includes(field))).toBeGreaterThan(0.94)
    expect(
      share(batches, ({ urgencies }, { urgency }) => urgencies.includes(urgency)),
    ).toBeGreaterThan(0.98)
  })
  for (const kind of ['denunciation', 'complaint', 'emergency'])
    test(`hardly a ${kind} is overlooked`, () =>
      expect(recall(batches, kind)).toBeGreaterThanOrEqual(0.96))

  test('hardly anything else is taken for an emergency', () => {
    const others = batches.filter(({ kinds }) => !kinds.includes('emergency'))
    expect(share(others, (_, { kind }) => kind === 'emergency')).toBeLessThanOrEqual(0.01)
  })
})

// Scored, and not yet read: what unseen texts get, less what one text in a hundred may do.
describe('everyday submissions', () => {
  const rows = rowsOf('blind-e.tsv')

  test('kind, field and urgency are right for most', () => {
    expect(share(rows, ({ kinds }, { kind }) => kinds.includes(kind))).toBeGreaterThan(0.88)
    expect(share(rows, ({ fields }, { field }) => fields.includes(field))).toBeGreaterThan(0.83)
    expect(
      share(rows, ({ urgencies }, { urgency }) => urgencies.includes(urgency)),
    ).toBeGreaterThan(0.91)
  })
  test('an emergency is heard, a denunciation mostly', () => {
    expect(recall(rows, 'emergency')).toBe(1)
    expect(recall(rows, 'denunciation')).toBeGreaterThanOrEqual(0.9)
    expect(recall(rows, 'complaint')).toBeGreaterThanOrEqual(0.85)
  })
})

describe('names, classes and sentences', () => {
  test('the name of a place speaks for no field', () => {
    const { field, alternatives } = classify('Đèn đường ngõ 12 tỉnh Nam Định hỏng')
    expect(field).toBe('LIGHT')
    expect(alternatives).not.toContain('OFFICIAL')
    expect(classify('duong tranh qua xa Nam Dan dat da lo nho').kind).toBe('report')
  })
  test('the word for bảo is not the word for bão', () =>
    expect(classify('tôi hỏi thì chị ấy bảo chờ').field).not.toBe('DISASTER'))
  test('weariness of life is heard, weariness of waiting is not taken for it', () => {
    expect(classify('tao chán sống rồi').kind).toBe('emergency')
    expect(classify('chờ muốn chết mà chưa có sổ').kind).not.toBe('emergency')
  })
  test('what happened last week is no emergency', () =>
    expect(classify('tuần trước thanh niên đánh nhau chảy máu đầu').kind).toBe('report'))
  test('a phrase that names no known class is refused', () => {
    const written = readFileSync(join(root, 'content/classify.yaml'), 'utf8')
    const lexicon = parseYaml(written.replace('\nmasks: [', '\nmasks: [lại <lạ>, '))
    expect(Lexicon.safeParse(lexicon).error?.issues[0]?.message).toContain('<lạ>')
  })
})

describeWithDataSets('the development set of feedback', () => {
  interface Labelled {
    text: string
    accept_kinds: string[]
    accept_fields: string[]
    accept_urgency: string[]
  }
  keepsItsPromise(
    dataSet('feedback-dev.jsonl')
      .trim()
      .split('\n')
      .map((line) => {
        // as: the set's own documented keys.
        const { text, ...accepted } = JSON.parse(line) as Labelled
        return {
          text,
          kinds: accepted.accept_kinds,
          fields: accepted.accept_fields,
          urgencies: accepted.accept_urgency,
        }
      }),
  )
})
