import { describe, expect, test } from 'vitest'
import { mergeProcedures } from '../../knowledge/merge.ts'
import { feeOf, levelsOf, timeOf, titleOf } from '../../knowledge/source-fields.ts'
import { readProcedures } from '../../knowledge/sources.ts'
import { dataSet } from '../support/data-set.ts'
import { describeWithDataSets } from '../support/data-sets.ts'

const today = '2026-11-22'
const head = 'Hình thức nộpThời gianPhí, lệ phíMô tả'
const portal = (more: object = {}) => ({
  ma_thu_tuc: '1.000001',
  ten_thu_tuc: 'Thủ tục thử nghiệm',
  so_quyet_dinh: '1/QĐ-BTP',
  cap_thuc_hien: 'Cấp tỉnh, Cấp xã',
  ...more,
})
const one = (record: object, file = 'portal-2026-07.jsonl') => {
  const { procedures, refused } = readProcedures(file, JSON.stringify(record), today)
  expect(refused).toEqual([])
  const [procedure] = procedures
  if (!procedure) throw new Error('nothing was read')
  return procedure
}

describe('the flattened table of the national portal', () => {
  test('becomes rows again', () => {
    const table = `${head}Trực tuyến7 Ngày làm việc10,000 Việt Nam Đồng(mỗi lần)Trực tiếp8 Ngày20,000 VNĐGhi chú Trực tiếp tại xã`
    expect(one(portal({ cach_thuc_thuc_hien: table })).channels).toEqual([
      { way: 'online', time: { n: 7, unit: 'wd' }, fee: { amount: 10_000, text: '(mỗi lần)' } },
      {
        way: 'in-person',
        time: { n: 8, unit: 'cd' },
        fee: { amount: 20_000 },
        note: 'Ghi chú Trực tiếp tại xã',
      },
    ])
  })

  test('a number without its unit is no number of days', () => {
    const { channels, doubts } = one(portal({ cach_thuc_thuc_hien: `${head}Trực tuyến5Miễn phí` }))
    expect(channels[0]?.time).toBeUndefined()
    expect(doubts.map(({ field }) => field)).toContain('time')
  })

  test('"Miễn phí(" with a level in the remark is never free', () => {
    const table = `${head}Trực tiếp3 NgàyMiễn phí(Mức lệ phí do Hội đồng nhân dân tỉnh quyết định.)`
    const { channels, doubts } = one(portal({ cach_thuc_thuc_hien: table }))
    expect(channels[0]?.fee?.free).toBeUndefined()
    expect(doubts.map(({ field }) => field)).toContain('fee')
  })

  test('free in the table is doubted where the steps ask for money', () => {
    const record = portal({
      cach_thuc_thuc_hien: `${head}Trực tiếp3 NgàyMiễn phí`,
      trinh_tu_thuc_hien: 'Người yêu cầu nộp hồ sơ; nộp lệ phí nếu thuộc trường hợp phải nộp.',
    })
    expect(one(record).doubts.map(({ field }) => field)).toContain('fee')
  })

  test('135 VNĐ is not believed', () => {
    const { channels, doubts } = one(
      portal({ cach_thuc_thuc_hien: `${head}Trực tiếp3 Ngày135 VNĐ` }),
    )
    expect(channels[0]?.fee?.amount).toBeUndefined()
    expect(doubts.map(({ field }) => field)).toContain('fee')
  })
})

test('papers fall into their cases, remarks are no papers, page furniture is cut', () => {
  const procedure = one(
    portal({
      thanh_phan_ho_so:
        '--Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn đề nghịMẫu 01.docx1 bản chính,2 bản saoTrường hợp đã có dữ liệu thì không nộp.0 bản chínhTrẻ bị bỏ rơiTên giấy tờMẫu đơn, tờ khaiSố lượngBiên bản1 bản chính',
      ket_qua_xu_ly:
        'Giấy chứng nhậnMã: KQ.G10.000119Từ khóaKhông có thông tinMô tảChọn cơ quan thực hiện',
      yeu_cau_dieu_kien: 'Không có thông tin',
    }),
  )
  expect(procedure.cases).toEqual([
    { papers: [{ name: 'Đơn đề nghị', form: 'Mẫu 01.docx', original: 1, copies: 2 }] },
    { name: 'Trẻ bị bỏ rơi', papers: [{ name: 'Biên bản', original: 1, copies: 0 }] },
  ])
  expect(procedure.result).toBe('Giấy chứng nhận')
  expect(procedure.conditions).toBeUndefined()
})

test('the official document and the defence record are read', () => {
  const docx = one(
    {
      'Mã thủ tục': '2.000002',
      'Tên thủ tục': 'ĐĂNG KÝ HOẠT ĐỘNG TÍN NGƯỠNG',
      'Cấp thực hiện': 'Cấp Xã',
      'Cách thức thực hiện': [
        {
          'Hình thức nộp': 'Trực tiếp',
          'Thời hạn giải quyết': '05 Ngày làm việc',
          'Phí, lệ phí': 'Phí : 300.000 Đồng',
          'Mô tả': '',
        },
      ],
      'Thành phần hồ sơ': [
        {
          'Trường hợp': 'Bao gồm',
          'Tên giấy tờ': 'Đơn',
          'Mẫu đơn, tờ khai': '',
          'Số lượng': 'Bản chính: 1\nBản sao: 0',
        },
      ],
      'Cơ quan thực hiện': 'Phòng Tư pháp cấp huyện',
    },
    'docx-2025-12.json',
  )
  expect(docx.title).toBe('Đăng ký hoạt động tín ngưỡng')
  expect(docx.channels).toEqual([
    { way: 'in-person', time: { n: 5, unit: 'wd' }, fee: { amount: 300_000 } },
  ])
  expect(docx.cases).toEqual([{ papers: [{ name: 'Đơn', original: 1, copies: 0 }] }])
  expect(docx.doubts.map(({ field }) => field)).toEqual(['agency'])
  expect(docx.source.retrieved).toBe('2025-12-01')

  const defence = one({
    metadata: {
      mã_thủ_tục: '1.000003',
      tên_thủ_tục: 'Đăng ký',
      số_quyết_định: 'Quyết định số 6/QĐ-BQP',
      cấp_thực_hiện: 'Cấp Xã',
    },
    content: { cơ_quan_thực_hiện: 'Ban Chỉ huy quân sự cấp xã' },
    tables: {
      hinh_thuc_nop: [
        {
          hinh_thuc: 'Trực tiếp',
          thoi_han_giai_quyet: '4 Giờ',
          phi_le_phi: 'Phí : 0 Đồng',
          mo_ta: '',
        },
      ],
    },
  })
  expect(defence.decision).toBe('6/QĐ-BQP')
  expect(defence.channels).toEqual([
    { way: 'in-person', time: { n: 4, unit: 'wh' }, fee: { free: true } },
  ])
})

const cells = [
  { name: 'empty time', is: timeOf(undefined), gives: {} },
  { name: 'time in words', is: timeOf('Ngay trong ngày'), gives: { timeText: 'Ngay trong ngày' } },
  {
    name: 'two amounts',
    is: feeOf('Phí : 50.000 Đồng\nPhí : 70.000 Đồng', '').fee?.amount,
    gives: undefined,
  },
  {
    name: 'free with a bare remark',
    is: feeOf('Miễn phí', '(Không quy định.)').fee,
    gives: { free: true },
  },
  { name: 'levels without district', is: levelsOf('Cấp huyện, Cấp Xã'), gives: ['commune'] },
  {
    name: 'district in a title',
    is: titleOf('Báo mất thẻ (thực hiện tại cấp huyện)'),
    gives: 'Báo mất thẻ',
  },
]
for (const { name, is, gives } of cells) test(`cell: ${name}`, () => expect(is).toEqual(gives))

test('what cannot be read is told by file, line and field, and everything adds up', () => {
  const lines = [
    JSON.stringify(portal()),
    '{broken',
    JSON.stringify(portal({ ma_thu_tuc: 'không mã' })),
    JSON.stringify({ tên: 'x' }),
    '',
  ]
  const { read, procedures, refused } = readProcedures('a.jsonl', lines.join('\n'), today)
  expect(read).toBe(4)
  expect(procedures).toHaveLength(1)
  expect(refused.map(({ file, line, field }) => ({ file, line, field }))).toEqual([
    { file: 'a.jsonl', line: 2, field: 'dòng' },
    { file: 'a.jsonl', line: 3, field: 'code' },
    { file: 'a.jsonl', line: 4, field: 'ma_thu_tuc' },
  ])
})

test('CSV carries the same columns; a catalogue of names alone is refused', () => {
  const csv = 'ma_thu_tuc,ten_thu_tuc,cap_thuc_hien\n1.000009.000.00.00.H42,"Cấp, đổi thẻ",Cấp xã\n'
  expect(readProcedures('a.csv', csv, today).procedures[0]).toMatchObject({
    code: '1.000009',
    title: 'Cấp, đổi thẻ',
    level: ['commune'],
    source: { retrieved: today },
  })
  expect(readProcedures('b.csv', 'ma_so,ten\n1.000005,Hải quan\n', today).refused).toHaveLength(1)
})

describe('merging', () => {
  const older = one(portal(), 'a-2025-12.jsonl')
  const newer = one(portal({ ket_qua_xu_ly: 'Thẻ' }), 'a-2026-07.jsonl')

  test('a later record of a code wins, an earlier one does not', () => {
    expect(mergeProcedures([older], [newer], { today })).toMatchObject({
      changed: ['1.000001'],
      procedures: [newer],
    })
    expect(mergeProcedures([newer], [older], { today })).toMatchObject({
      older: ['1.000001'],
      procedures: [newer],
    })
    expect(mergeProcedures([newer], [newer], { today })).toMatchObject({ unchanged: ['1.000001'] })
    expect(mergeProcedures([], [newer], { today })).toMatchObject({ imported: ['1.000001'] })
  })

  test('another matter under the same code is refused', () => {
    const junk = { ...newer, title: 'Kiểm kê tài sản công', decision: '9/QĐ-UBND' }
    const { refused, procedures } = mergeProcedures([older], [junk], { today })
    expect(refused).toHaveLength(1)
    expect(procedures).toEqual([older])
  })

  test('what has ended is named', () =>
    expect(mergeProcedures([], [{ ...newer, validTo: '2026-01-01' }], { today }).expired).toEqual([
      '1.000001',
    ]))
})

describeWithDataSets('the three national sets', () => {
  const files = ['dvcqg-2026-07.jsonl', 'dvcqg-docx-2025-12.jsonl', 'bqp-2025.jsonl']
  const reads = files.map((file) => readProcedures(file, dataSet(`procedures/${file}`), today))

  test('all 1,998 codes are read and nothing is lost', () => {
    const codes = new Set(reads.flatMap(({ procedures }) => procedures.map(({ code }) => code)))
    expect(codes.size).toBe(1_998)
    for (const { read, procedures, refused } of reads)
      expect(procedures.length + refused.length).toBe(read)
  })

  test('no fee is a few đồng and no doubted time is kept', () => {
    for (const { procedures } of reads)
      for (const { code, channels } of procedures)
        for (const { fee } of channels)
          expect(fee?.amount === undefined || fee.amount >= 1_000, `${code}: ${fee?.amount}`).toBe(
            true,
          )
  })
})
