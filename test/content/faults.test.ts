import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { checkContent, loadContent } from '../../content.ts'
import type { Fault } from '../../province/fault.ts'
import { root } from '../../root.ts'

const monday = new Date('2026-11-23T02:12:00Z')
const birth = 'procedures/1.001193-dang-ky-khai-sinh.yaml'
const residence = 'procedures/1.004222-dang-ky-thuong-tru.yaml'
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** The bundled content with two procedures, and one slip in one file. */
function planted(file: string, slip: (text: string) => string): string {
  const dir = mkdtempSync(join(tmpdir(), 'cau-noi-content-'))
  folders.push(dir)
  const bundled = join(root, 'content')
  cpSync(bundled, dir, { recursive: true, filter: (path) => !/(procedures|trees)$/.test(path) })
  for (const name of [birth, residence]) copy(join(bundled, name), join(dir, name))
  const path = join(dir, file)
  const before = existing(path)
  const after = slip(before)
  expect(after, 'the slip changes the file').not.toBe(before)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, after)
  return dir
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to)
}

function existing(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const put = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to)
const add = (lines: string) => (text: string) => `${text.trimEnd()}\n${lines}\n`

interface Slip {
  name: string
  file: string
  slip(text: string): string
  key: string
  /** The text on the line that the fault points to. */
  at?: string
  problem: string
  mend: string
  warning?: true
}

const tree = 'trees/cu-tru.yaml'
/** A sound tree over the two procedures that the planted content has. */
const grown = `id: cu-tru
title: Cư trú
about: ['1.004222']
questions:
  dau:
    ask: Nhà của mình hay ở với người thân?
    choices:
      - { label: Nhà mình, to: nha-minh }
      - { label: Người thân, to: nguoi-than }
results:
  nha-minh: { procedure: '1.004222' }
  nguoi-than:
    procedure: '1.004222'
    cases: ['Về ở với vợ, chồng, cha, mẹ, con, người thân']
    without: [Giấy tờ chứng minh chỗ ở hợp pháp]
`
const grow = (from: string | RegExp, to: string) => () => {
  const slipped = grown.replace(from, to)
  expect(slipped, 'the slip changes the tree').not.toBe(grown)
  return slipped
}

/** Five more questions in a row, the last one leading to a result. */
const longWay = [1, 2, 3, 4, 5]
  .map(
    (n) =>
      `  q${n}: { ask: Câu ${n}?, choices: [{ label: Có, to: ${n < 5 ? `q${n + 1}` : 'nha-minh'} }, { label: Không, to: nha-minh }] }\n`,
  )
  .join('')

test('a sound tree has no fault', () => {
  expect(
    checkContent(
      planted(tree, () => grown),
      monday,
    ).filter(({ file }) => file === tree),
  ).toEqual([])
})

const slips: Slip[] = [
  {
    name: 'a choice that leads nowhere',
    file: tree,
    slip: grow('to: nguoi-than', 'to: nguoi-la'),
    key: 'questions.dau.choices.1.to',
    problem: 'không có câu hỏi hay kết quả "nguoi-la"',
    mend: 'questions hoặc results',
  },
  {
    name: 'a result that nobody reaches',
    file: tree,
    slip: grow('to: nguoi-than', 'to: nha-minh'),
    key: 'results.nguoi-than',
    problem: 'không lối nào dẫn đến',
    mend: 'xóa mục này',
  },
  {
    name: 'questions in a circle',
    file: tree,
    slip: grow('to: nguoi-than', 'to: dau'),
    key: 'questions.dau',
    problem: 'đi vòng tròn',
    mend: 'không quay lại',
  },
  {
    name: 'more than five questions on one way',
    file: tree,
    slip: () => grown.replace('to: nha-minh', 'to: q1').replace('results:', `${longWay}results:`),
    key: 'questions',
    problem: 'có lối hỏi đến 6 câu',
    mend: 'nhiều nhất 5 câu',
  },
  {
    name: 'a result of a procedure that is not there',
    file: tree,
    slip: grow("nha-minh: { procedure: '1.004222' }", "nha-minh: { procedure: '1.999999' }"),
    key: 'results.nha-minh.procedure',
    problem: 'không có thủ tục 1.999999',
    mend: 'sửa mã',
  },
  {
    name: 'a case written otherwise than in its procedure',
    file: tree,
    slip: grow('Về ở với vợ, chồng,', 'Về ở với chồng,'),
    key: 'results.nguoi-than.cases.0',
    problem: 'không có trường hợp',
    mend: '"Về ở với vợ, chồng, cha, mẹ, con, người thân"',
  },
  {
    name: 'a paper written otherwise than in its procedure',
    file: tree,
    slip: grow('[Giấy tờ chứng minh chỗ ở', '[Giấy chứng minh chỗ ở'),
    key: 'results.nguoi-than.without.0',
    problem: 'không có giấy tờ',
    mend: '"Giấy tờ chứng minh chỗ ở hợp pháp"',
  },
  {
    name: 'a tree under another name',
    file: tree,
    slip: grow('id: cu-tru', 'id: cu-chu'),
    key: 'id',
    problem: 'khác tên tệp',
    mend: 'đúng như tên tệp',
  },
  {
    name: 'a code without quotes',
    file: birth,
    slip: put("code: '1.001193'", 'code: 1.001193'),
    key: 'code',
    at: 'code: 1.001193',
    problem: 'phải là chữ',
    mend: "dấu nháy đơn: '1.001193'",
  },
  {
    name: 'a day that has not come yet',
    file: birth,
    slip: put("retrieved: '2026-07-15'", "retrieved: '2027-07-15'"),
    key: 'source.retrieved',
    at: '2027-07-15',
    problem: 'chưa tới',
    mend: 'ngày đã xem nguồn',
  },
  {
    name: 'an address that is none',
    file: birth,
    slip: put(/url: .*/, 'url: dichvucong gov vn'),
    key: 'source.url',
    problem: 'không phải địa chỉ',
    mend: 'https://',
  },
  {
    name: 'an empty title',
    file: birth,
    slip: put('title: Đăng ký khai sinh\n', "title: ''\n"),
    key: 'title',
    problem: 'còn trống',
    mend: 'tên thủ tục',
  },
  {
    name: 'an empty name among the ways to say it',
    file: birth,
    slip: put('alias:\n', "alias:\n  - ''\n"),
    key: 'alias.0',
    problem: 'còn trống',
    mend: 'xóa dòng',
  },
  {
    name: 'a paper without a name',
    file: birth,
    slip: put('name: Giấy chứng sinh', "name: ''"),
    key: 'cases.0.papers.1.name',
    problem: 'còn trống',
    mend: 'tên giấy tờ',
  },
  {
    name: 'years instead of days',
    file: residence,
    slip: put('n: 7', 'n: 7000'),
    key: 'channels.0.time.n',
    problem: '7000 là quá dài',
    mend: 'số ngày',
    warning: true,
  },
  {
    name: 'no telephone for the texts',
    file: 'province.yaml',
    slip: put(/phone: '0229 000 0001[^']*'/, "phone: ''"),
    key: 'words.phone',
    problem: 'quá ngắn',
    mend: 'sổ tay',
  },
  {
    name: 'a part that no answer has',
    file: 'lexicon/parts.tsv',
    slip: add('mất mấy đồng\tfees'),
    key: 'mất mấy đồng',
    problem: 'không có phần "fees"',
    mend: 'fee, ',
  },
  {
    name: 'a mistyped key',
    file: birth,
    slip: put('result:', 'ketqua:'),
    key: '',
    problem: 'khóa lạ: ketqua',
    mend: 'sửa lại cho đúng tên khóa',
  },
  {
    name: 'a missing key',
    file: birth,
    slip: put('title: Đăng ký khai sinh\n', ''),
    key: 'title',
    problem: 'thiếu khóa này',
    mend: 'thêm khóa "title"',
  },
  {
    name: 'a way to file that does not exist',
    file: birth,
    slip: put('way: post', 'way: fax'),
    key: 'channels.2.way',
    at: 'way: fax',
    problem: 'in-person, online, post',
    mend: 'chép đúng một trong các giá trị',
  },
  {
    name: 'a day written the Vietnamese way',
    file: birth,
    slip: put("reviewBy: '2027-02-28'", "reviewBy: '28/02/2027'"),
    key: 'reviewBy',
    at: 'reviewBy:',
    problem: 'ngày không đúng dạng',
    mend: "'2026-11-24'",
  },
  {
    name: 'a code that is not the file name',
    file: birth,
    slip: put("code: '1.001193'", "code: '1.001194'"),
    key: 'code',
    at: 'code:',
    problem: 'mã 1.001194 khác tên tệp',
    mend: 'đổi tên tệp',
  },
  {
    name: 'the same code twice',
    file: 'procedures/1.001193-lan-hai.yaml',
    slip: () => readFileSync(join(root, 'content', birth), 'utf8'),
    key: 'code',
    at: 'code:',
    problem: 'mã đã có ở',
    mend: 'mỗi mã một tệp',
  },
  {
    name: 'a fee without its thousands',
    file: residence,
    slip: put('amount: 10000', 'amount: 10'),
    key: 'channels.0.fee.amount',
    at: 'amount: 10',
    problem: '10 đồng là quá ít',
    mend: '10000',
  },
  {
    name: 'a bare "135 VNĐ" in a sentence',
    file: residence,
    slip: put('text: mỗi lần đăng ký', 'text: mỗi lần 135 VNĐ'),
    key: 'channels.0.fee.text',
    at: '135 VNĐ',
    problem: 'thiếu hàng nghìn',
    mend: '135.000 đồng',
  },
  {
    name: '"miễn phí" with a condition',
    file: residence,
    slip: put('text: mỗi lần đăng ký', 'text: miễn phí cho hộ nghèo'),
    key: 'channels.0.fee.text',
    problem: 'kèm điều kiện',
    mend: 'ai không phải nộp',
  },
  {
    name: 'free and yet an amount',
    file: residence,
    slip: put('amount: 10000', 'amount: 10000\n      free: true'),
    key: 'channels.0.fee.free',
    problem: 'vừa ghi không thu vừa ghi mức',
    mend: 'bỏ free: true',
  },
  {
    name: 'the abolished district',
    file: birth,
    slip: put(/agency: .*/, 'agency: Phòng Tư pháp cấp huyện'),
    key: 'agency',
    at: 'agency:',
    problem: 'cấp huyện',
    mend: 'UBND xã, phường',
  },
  {
    name: 'a related procedure that is not there',
    file: birth,
    slip: put("related: ['1.000689'", "related: ['9.999999'"),
    key: 'related.0',
    at: 'related:',
    problem: '9.999999 không có',
    mend: 'thêm tệp',
    warning: true,
  },
  {
    name: 'one name for two procedures',
    file: residence,
    slip: put('  - nhập hộ khẩu\n', '  - Làm khai sinh cho con\n'),
    key: 'alias.0',
    at: '- Làm khai sinh cho con',
    problem: 'đã dùng cho 1.001193',
    mend: 'viết cho khác nhau',
    warning: true,
  },
  {
    name: 'a review that is overdue',
    file: birth,
    slip: put("reviewBy: '2027-02-28'", "reviewBy: '2026-11-22'"),
    key: 'reviewBy',
    problem: 'quá hạn rà soát',
    mend: 'đối chiếu nguồn',
    warning: true,
  },
  {
    name: 'a file under another ending',
    file: 'procedures/nhap.yml',
    slip: () => 'title: nháp\n',
    key: '',
    problem: 'không được đọc',
    mend: 'đổi đuôi thành .yaml',
    warning: true,
  },
  {
    name: 'a key written twice',
    file: 'texts.yaml',
    slip: add('unsure: Tôi chưa rõ.'),
    key: '',
    at: 'unsure: Tôi chưa rõ.',
    problem: 'YAML viết sai',
    mend: 'xóa bớt một',
  },
  {
    name: 'a word that nobody fills in',
    file: 'texts.yaml',
    slip: put('Hạn trả lời dự kiến: {due}.\n', 'Hạn trả lời dự kiến: {due} {ten}.\n'),
    key: 'receipt',
    at: 'receipt:',
    problem: 'không có chữ {ten}',
    mend: '{code}',
  },
  {
    name: 'a greeting that lost the machine',
    file: 'texts.yaml',
    slip: put(', một chương trình máy tính, không phải cán bộ.', '.'),
    key: 'greeting',
    problem: 'mất phần bắt buộc "không phải cán bộ"',
    mend: 'ghi lại phần đó',
  },
  {
    name: 'a text that is gone',
    file: 'texts.yaml',
    slip: put(/state\.sent: .*\n/, ''),
    key: 'state.sent',
    problem: 'thiếu câu này',
    mend: 'texts.yaml',
  },
  {
    name: 'a promise',
    file: 'texts.yaml',
    slip: put('state.sent: đã chuyển xử lý', 'state.sent: chắc chắn được giải quyết'),
    key: 'state.sent',
    at: 'chắc chắn được',
    problem: 'hứa trước kết quả',
    mend: 'thời hạn dự kiến',
  },
  {
    name: 'an office that was merged away',
    file: 'texts.yaml',
    slip: put('state.sent: đã chuyển xử lý', 'state.sent: đã chuyển Sở Thông tin và Truyền thông'),
    key: 'state.sent',
    problem: 'không còn',
    mend: 'hiện nay',
  },
  {
    name: 'a decree that was replaced',
    file: 'texts.yaml',
    slip: put('state.sent: đã chuyển xử lý', 'state.sent: xử lý theo Nghị định 13/2023/NĐ-CP'),
    key: 'state.sent',
    problem: 'đã được thay thế',
    mend: 'đang có hiệu lực',
  },
  {
    name: 'three sentences in one line',
    file: 'texts.yaml',
    slip: put('state.sent: đã chuyển xử lý', 'state.sent: Đã chuyển. Đang xử lý. Xin chờ.'),
    key: 'state.sent',
    problem: 'khó đọc: 3 câu trong một ý',
    mend: 'mỗi dòng một ý',
    warning: true,
  },
  {
    name: 'English in a text for citizens',
    file: 'texts.yaml',
    slip: put('state.sent: đã chuyển xử lý', 'state.sent: ticket đã chuyển xử lý'),
    key: 'state.sent',
    problem: 'còn tiếng Anh: "ticket"',
    mend: 'tiếng Việt',
    warning: true,
  },
  {
    name: 'an English answer without a way on',
    file: 'english.yaml',
    slip: put(/ {2}open: track\n/, ''),
    key: '2',
    problem: 'đúng một cách đi tiếp',
    mend: 'procedure, open, do',
  },
  {
    name: 'a line to an office that does not exist',
    file: 'routing.yaml',
    slip: put("commune: '*', to: so-xay-dung", "commune: '*', to: so-giao-thong"),
    key: 'lines.1.to',
    at: 'so-giao-thong',
    problem: 'không có cơ quan "so-giao-thong"',
    mend: 'offices.yaml',
  },
  {
    name: 'each commune to an office of the province',
    file: 'routing.yaml',
    slip: put('commune: each, to: kt', 'commune: each, to: so-y-te'),
    key: 'lines.0.to',
    problem: 'không có cơ quan "so-y-te"',
    mend: 'perCommune',
  },
  {
    name: 'an officer judged by their own unit',
    file: 'routing.yaml',
    slip: put(
      "field: OFFICIAL, commune: '*', to: can-bo",
      'field: OFFICIAL, commune: each, to: ubnd',
    ),
    key: 'lines.',
    at: 'OFFICIAL',
    problem: 'đến chính đơn vị bị phản ánh',
    mend: 'đầu mối cấp trên',
  },
  {
    name: 'two lines for one matter on one day',
    file: 'routing.yaml',
    slip: add("  - { id: moi, field: ROAD, commune: each, to: ubnd, from: '2027-01-01' }"),
    key: 'lines.',
    at: 'id: moi',
    problem: 'trùng ngày với dòng "road"',
    mend: 'ghi until cho dòng cũ',
  },
  {
    name: 'a matter that ends with its last line',
    file: 'routing.yaml',
    slip: put(
      "field: POWER, commune: '*', to: dien-luc, from: '2025-07-01'",
      "field: POWER, commune: '*', to: dien-luc, from: '2025-07-01', until: '2026-12-31'",
    ),
    key: 'lines',
    problem: 'POWER: từ ngày 2027-01-01',
    mend: 'thêm một dòng',
  },
  {
    name: 'a commune that does not exist',
    file: 'routing.yaml',
    slip: add("  - { id: rieng, field: ROAD, commune: '99999', to: so-xay-dung }"),
    key: 'lines.',
    at: '99999',
    problem: 'không có xã, phường mã 99999',
    mend: 'units.yaml',
  },
  {
    name: 'a private mailbox',
    file: 'offices.yaml',
    slip: put('mailbox: pakn@ninhbinh.example', 'mailbox: pakn@mail.example'),
    key: 'province.0.mailbox',
    at: 'pakn@mail.example',
    problem: 'chưa được phép',
    mend: 'domains',
  },
  {
    name: 'one mailbox for all communes',
    file: 'offices.yaml',
    slip: put('ubnd-{slug}@', 'ubnd@'),
    key: 'perCommune.0.mailbox',
    at: 'ubnd@',
    problem: 'không cho ra địa chỉ riêng',
    mend: '{slug}',
  },
  {
    name: 'an exception for nobody',
    file: 'offices.yaml',
    slip: put('id: hcc/14329', 'id: hcc/00000'),
    key: 'overrides.0.id',
    problem: 'không có cơ quan "hcc/00000"',
    mend: 'hcc/14329',
  },
  {
    name: 'dossiers led to an office that does not exist',
    file: 'offices.yaml',
    slip: put('to: [xuat-nhap-canh]', 'to: [xuat-nhap]'),
    key: 'counters.0.to.0',
    at: 'to: [xuat-nhap]',
    problem: 'không có cơ quan "xuat-nhap"',
    mend: 'hcc',
  },
  {
    name: 'a Saturday that is read but not reckoned with',
    file: 'offices.yaml',
    slip: put('sáng thứ Bảy\n    saturday:', 'sáng thứ Hai\n    saturday:'),
    key: 'overrides.0.hours',
    problem: 'không khớp nhau',
    mend: 'saturday',
  },
  {
    name: 'an afternoon before its morning',
    file: 'calendar.yaml',
    slip: put("['13:30', '17:00']", "['17:00', '13:30']"),
    key: 'hours.1',
    at: "['17:00', '13:30']",
    problem: 'giờ không theo thứ tự',
    mend: 'giờ mở trước',
  },
  {
    name: 'a holiday that ends before it begins',
    file: 'calendar.yaml',
    slip: put("until: '2026-02-20'", "until: '2026-02-10'"),
    key: 'holidays.2.until',
    at: '2026-02-10',
    problem: 'ngày cuối trước ngày đầu',
    mend: 'đổi chỗ',
  },
  {
    name: 'a field without a name',
    file: 'fields.yaml',
    slip: put('OTHER: Việc khác\n', ''),
    key: 'OTHER',
    problem: 'thiếu khóa này',
    mend: 'thêm khóa "OTHER"',
  },
  {
    name: 'no term for whatever is left',
    file: 'deadlines.yaml',
    slip: put(/ {2}- \{ id: chung.*\n/, ''),
    key: 'deadlines',
    problem: 'cần một dòng chung',
    mend: 'sổ tay',
  },
  {
    name: 'a lexicon row without its tab',
    file: 'lexicon/popularity.tsv',
    slip: add('1.001193 3'),
    key: '',
    at: '1.001193 3',
    problem: 'cần 2 cột',
    mend: 'sửa dòng đó',
  },
]

for (const { name, file, slip, key, at, problem, mend, warning } of slips) {
  test(`content check finds ${name}`, () => {
    const dir = planted(file, slip)
    const text = readFileSync(join(dir, file), 'utf8').split('\n')
    const found = checkContent(dir, monday).find(
      (fault) => fault.file === file && fault.problem.includes(problem),
    )
    expect(found).toMatchObject({
      key: key.endsWith('.') ? expect.stringContaining(key) : key,
      problem: expect.stringContaining(problem),
      mend: expect.stringContaining(mend),
    } satisfies Partial<Record<keyof Fault, unknown>>)
    expect(found?.warning).toBe(warning)
    if (at) expect(text[(found?.line ?? 0) - 1]).toContain(at)
  })
}

test('loading refuses faults, all in one message, and lives with warnings', () => {
  const bad = planted('routing.yaml', put('fallback: dieu-phoi', 'fallback: ai-do'))
  expect(() => loadContent(bad, monday)).toThrow('routing.yaml:')
  const odd = planted(birth, put("reviewBy: '2027-02-28'", "reviewBy: '2026-11-22'"))
  expect(loadContent(odd, monday).procedures).toHaveLength(2)
})

test('a folder with nothing in it is told file by file', () => {
  const dir = mkdtempSync(join(tmpdir(), 'cau-noi-content-'))
  folders.push(dir)
  const faults = checkContent(dir, monday)
  expect(faults.map(({ file }) => file)).toContain('province.yaml')
  expect(faults.every(({ mend }) => mend.length > 0)).toBe(true)
})
