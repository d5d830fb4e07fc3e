import { z } from 'zod'
import { parse } from '../border.ts'
import { Procedure } from './procedure.ts'
import {
  type Channel,
  cell,
  codeOf,
  type Doubt,
  districtDoubts,
  feeOf,
  freeDoubts,
  isPaper,
  levelsOf,
  listOf,
  orderCases,
  timeOf,
  titleOf,
  unique,
  wayOf,
} from './source-fields.ts'

const Record_ = z.looseObject({ ma_thu_tuc: z.string(), ten_thu_tuc: z.string().min(1) })

/** A record of the national portal's crawl: tables flattened into strings without separators. */
export function readPortal(value: unknown, retrieved: string): Procedure {
  const record = parse(Record_, value, 'portal record')
  const at = (key: string): string | undefined => cell(record[key])
  const { channels, doubts } = readChannels(at('cach_thuc_thuc_hien') ?? '')
  const texts = {
    steps: at('trinh_tu_thuc_hien'),
    agency: at('co_quan_thuc_hien') ?? at('co_quan_co_tham_quyen'),
    place: at('dia_chi_tiep_nhan'),
    result: resultOf(at('ket_qua_xu_ly')),
    conditions: at('yeu_cau_dieu_kien'),
  }
  return parse(
    Procedure,
    {
      code: codeOf(record.ma_thu_tuc) ?? record.ma_thu_tuc,
      title: titleOf(record.ten_thu_tuc),
      decision: at('so_quyet_dinh'),
      level: levelsOf(at('cap_thuc_hien')),
      field: at('linh_vuc'),
      audience: listOf(at('doi_tuong_thuc_hien')),
      channels,
      cases: readCases(at('thanh_phan_ho_so') ?? ''),
      ...texts,
      law: lawOf(at('can_cu_phap_ly') ?? ''),
      related: listOf(at('thu_tuc_lien_quan')),
      alias: keywordsOf(record.ket_qua_xu_ly),
      source: { name: 'Cổng Dịch vụ công quốc gia', url: at('detail_url'), retrieved },
      doubts: unique([
        ...doubts,
        ...freeDoubts(channels, texts.steps),
        ...districtDoubts({ ...texts, title: record.ten_thu_tuc }),
      ]),
    },
    'portal record',
  )
}

const heading = 'Hình thức nộpThời gianPhí, lệ phíMô tả'
const wayNames = 'Trực tiếp|Trực tuyến|Dịch vụ bưu chính'
// A row opens with a way, then its time, then its fee; the same words inside a remark do not.
const rowStart = new RegExp(
  `(?:${wayNames})(?=\\s*(?:\\d|Không|Miễn phí|Trong|Theo|Ngay|Chậm|Tùy|Do|$))`,
  'g',
)

function readChannels(text: string): { channels: Channel[]; doubts: Doubt[] } {
  const table = text.startsWith(heading) ? text.slice(heading.length) : text
  const starts = [...table.matchAll(rowStart)].map((m) => m.index)
  const doubts: Doubt[] = []
  const rows = starts.map((start, i) => table.slice(start, starts[i + 1]))
  const channels = rows.flatMap((row): Channel[] => {
    const way = wayOf(row)
    if (!way) return []
    const rest = row.replace(new RegExp(`^(?:${wayNames})\\s*`), '')
    const { timeCell, feeCell, note } = splitRow(rest)
    const { time, timeText, doubt: timeDoubt } = timeOf(cell(timeCell))
    const remark = /^\((?:[^()]|\([^()]*\))*\)/.exec(note)?.[0] ?? ''
    const { fee, doubt: feeDoubt } = feeOf(cell(feeCell) ?? '', remark)
    if (timeDoubt) doubts.push({ field: 'time', reason: timeDoubt })
    if (feeDoubt) doubts.push({ field: 'fee', reason: feeDoubt })
    const left = cell(note.slice(remark.length))
    return [
      {
        way,
        ...(time && { time }),
        ...(timeText && { timeText }),
        ...(fee && { fee }),
        ...(left && { note: left }),
      },
    ]
  })
  // Two rows of one way are two cases of the matter, and which is whose stands nowhere.
  const doubled = channels.some((a, i) =>
    channels.some(
      (b, j) =>
        i < j && a.way === b.way && (a.time?.n !== b.time?.n || a.time?.unit !== b.time?.unit),
    ),
  )
  if (doubled)
    doubts.push({ field: 'time', reason: 'một hình thức nộp có nhiều thời hạn, tùy trường hợp' })
  if (table && channels.length === 0)
    doubts.push({ field: 'channels', reason: 'không đọc được bảng cách thức thực hiện' })
  return { channels, doubts }
}

const moneyCell = /Miễn phí|Không có thông tin|\d[\d.,]*\s*(?:Việt Nam Đồng|VNĐ|Đồng|USD)/

function splitRow(rest: string): { timeCell: string; feeCell: string; note: string } {
  const time =
    /^(?:Không có thông tin|\d+(?:[.,]\d+)?\s*(?:Ngày làm việc|Giờ làm việc|Ngày|Giờ)?)/.exec(
      rest,
    )?.[0]
  // "5200,000 VNĐ" is 5 and 200,000: without a unit the border is not certain, so nothing is taken.
  const glued = time && /^\d+$/.test(time) && /^[.,]\d/.test(rest.slice(time.length))
  if (time && !glued) {
    const money = moneyCell.exec(rest.slice(time.length))
    if (money && money.index === 0)
      return { timeCell: time, feeCell: money[0], note: rest.slice(time.length + money[0].length) }
    return { timeCell: time, feeCell: '', note: rest.slice(time.length) }
  }
  const money = moneyCell.exec(rest)
  if (!money || glued) return { timeCell: glued ? '0?' : '', feeCell: '', note: rest }
  return {
    timeCell: rest.slice(0, money.index),
    feeCell: money[0],
    note: rest.slice(money.index + money[0].length),
  }
}

const papersHeading = 'Tên giấy tờMẫu đơn, tờ khaiSố lượng'
const amounts = /(\d+) bản chính(?:,\s*(\d+) bản sao)?|(\d+) bản sao/g

function readCases(text: string): Procedure['cases'] {
  const [first = '', ...tables] = text.split(papersHeading)
  let name = first
  const cases = tables.map((table, i) => {
    const matches = [...table.matchAll(amounts)]
    const papers = matches.flatMap((m, j) => {
      const before = matches[j - 1]
      const label = table.slice(before ? before.index + before[0].length : 0, m.index)
      const { paper, form } = splitForm(label)
      const original = Number(m[1] ?? 0)
      const copies = Number(m[2] ?? m[3] ?? 0)
      return paper && isPaper(paper, original, copies)
        ? [{ name: paper, ...(form && { form }), original, copies }]
        : []
    })
    const last = matches.at(-1)
    const tail = last ? table.slice(last.index + last[0].length) : ''
    const own = cell(name)
    name = i < tables.length - 1 ? tail : ''
    return { ...(own && { name: own.replace(/:+$/, '').trim() }), papers }
  })
  return orderCases(cases.filter((c) => c.papers.length > 0))
}

/** A file name glued to the paper's name: "… theo mẫuDon_TT1.000672.docx". */
function splitForm(label: string): { paper: string; form?: string } {
  const form =
    /(?:(?:Mẫu|MẪU|Mau|Phụ lục|PL)[^\n;:]{0,60}|(?<=[\p{Ll})\s;.])[A-Z0-9][\w .-]{0,60})\.(?:docx?|pdf|xlsx?|rtf|zip)\s*$/u.exec(
      label,
    )
  if (!form) return { paper: cell(label) ?? '' }
  return { paper: cell(label.slice(0, form.index)) ?? label, form: form[0].trim() }
}

function lawOf(text: string): Procedure['law'] {
  const table = text.replace(/^Tên văn bản pháp lýMã văn bản/, '')
  const number = /\d+\/(?:\d{4}\/)?[A-ZĐ][A-ZĐ0-9-]*[A-ZĐ0-9](?=[A-ZĐ][a-zà-ỹ]|\s*$)/g
  // Title and number are glued; a number that is followed by a new title (or the end) closes a row.
  const ends = [...table.matchAll(number)].filter((m) =>
    /^(?:$|[A-ZĐ][a-zà-ỹ])/.test(table.slice(m.index + m[0].length).trim()),
  )
  return ends.flatMap((m, i) => {
    const before = ends[i - 1]
    const title = cell(table.slice(before ? before.index + before[0].length : 0, m.index))
    return [{ number: m[0], title: (title ?? m[0]).slice(0, 300) }]
  })
}

/** Everything after the result's code is the page's furniture. */
const resultOf = (text: string | undefined): string | undefined =>
  cell(
    text
      ?.split(/Từ khóa|Mô tả|Chọn cơ quan thực hiện/)[0]
      ?.replace(/Mã: KQ[.\w]*/g, '; ')
      .replace(/(?:;\s*)+$/, ''),
  )

function keywordsOf(text: unknown): string[] {
  const keywords = typeof text === 'string' ? /Từ khóa(.*?)Mô tả/s.exec(text)?.[1] : undefined
  return listOf(cell(keywords))
}
