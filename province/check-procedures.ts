import type { Procedure } from '../knowledge/procedure.ts'
import type { ContentFile } from './content-file.ts'
import type { Fault } from './fault.ts'
import { checkWording } from './wording.ts'

type ProcedureFile = ContentFile<Procedure>

/** Each procedure by itself, then beside the others. `today` as 2026-11-23: what is due for review. */
export function checkProcedures(files: ProcedureFile[], today: string): Fault[] {
  return [
    ...files.flatMap((file) => [
      ...fileName(file),
      ...fees(file),
      ...days(file, today),
      ...slips(file, today),
      ...checkWording(file),
    ]),
    ...twins(files),
    ...lonelyLinks(files),
    ...sharedAliases(files),
  ]
}

const fileName = (file: ProcedureFile): Fault[] =>
  file.name.startsWith(`procedures/${file.value.code}-`)
    ? []
    : [
        file.fault(
          ['code'],
          `mã ${file.value.code} khác tên tệp`,
          `đổi tên tệp thành procedures/${file.value.code}-ten-ngan.yaml, hoặc sửa mã`,
        ),
      ]

/** domain: "135 VNĐ" in the national data is 135,000, and "Miễn phí(" hides a fee set elsewhere. */
function fees(file: ProcedureFile): Fault[] {
  return file.value.channels.flatMap(({ fee }, i) => {
    const at = (key: string) => ['channels', i, 'fee', key]
    const faults: Fault[] = []
    if (fee?.amount !== undefined && fee.amount > 0 && fee.amount < 1000)
      faults.push(
        file.fault(
          at('amount'),
          `${fee.amount} đồng là quá ít`,
          `ghi đủ số đồng, ví dụ ${fee.amount}000`,
        ),
      )
    if (fee?.free && (fee.amount !== undefined || fee.text !== undefined))
      faults.push(
        file.fault(
          at('free'),
          'vừa ghi không thu vừa ghi mức hay điều kiện',
          'bỏ free: true, để lại text nói rõ ai không phải nộp',
        ),
      )
    if (fee?.text && /miễn phí/iu.test(fee.text))
      faults.push(
        file.fault(
          at('text'),
          'nói "miễn phí" kèm điều kiện',
          'viết ai không phải nộp và theo văn bản nào; nếu không có điều kiện nào thì dùng free: true',
        ),
      )
    return faults
  })
}

function days(file: ProcedureFile, today: string): Fault[] {
  const { validFrom, validTo, reviewBy } = file.value
  const faults: Fault[] = []
  if (validFrom && validTo && validTo < validFrom)
    faults.push(file.fault(['validTo'], 'hết hiệu lực trước khi có', 'xem lại hai ngày'))
  if (validTo && validTo < today)
    faults.push({
      ...file.fault(['validTo'], `hết hiệu lực từ ${validTo}`, 'cập nhật quy định mới'),
      warning: true,
    })
  if (reviewBy && reviewBy < today)
    faults.push({
      ...file.fault(
        ['reviewBy'],
        `quá hạn rà soát ${reviewBy}`,
        'đối chiếu nguồn, rồi ghi ngày mới',
      ),
      warning: true,
    })
  return faults
}

/** What has the right shape and cannot be meant. */
function slips(file: ProcedureFile, today: string): Fault[] {
  const { title, alias, channels, cases, source } = file.value
  const faults: Fault[] = []
  if (!title.trim()) faults.push(file.fault(['title'], 'tên còn trống', 'ghi tên thủ tục'))
  for (const [i, name] of alias.entries())
    if (!name.trim())
      faults.push(file.fault(['alias', i], 'cách gọi còn trống', 'viết vào, hoặc xóa dòng này'))
  for (const [c, { papers }] of cases.entries())
    for (const [i, { name }] of papers.entries())
      if (!name.trim())
        faults.push(
          file.fault(['cases', c, 'papers', i, 'name'], 'tên giấy tờ còn trống', 'ghi tên giấy tờ'),
        )
  for (const [i, { time }] of channels.entries())
    if (time && time.n > longestDays)
      faults.push({
        ...file.fault(['channels', i, 'time', 'n'], `${time.n} là quá dài`, 'xem lại số ngày'),
        warning: true,
      })
  if (source.retrieved > today)
    faults.push(
      file.fault(
        ['source', 'retrieved'],
        `ngày lấy dữ liệu ${source.retrieved} chưa tới`,
        'ghi ngày đã xem nguồn',
      ),
    )
  if (source.url !== undefined && !/^https?:\/\/\S+\.\S+$/.test(source.url))
    faults.push(
      file.fault(
        ['source', 'url'],
        'không phải địa chỉ trang',
        'chép cả địa chỉ, bắt đầu bằng https://',
      ),
    )
  return faults
}

const longestDays = 365

function twins(files: ProcedureFile[]): Fault[] {
  const first = new Map<string, string>()
  return files.flatMap((file) => {
    const earlier = first.get(file.value.code)
    if (earlier)
      return [file.fault(['code'], `mã đã có ở ${earlier}`, 'mỗi mã một tệp; xóa tệp cũ hơn')]
    first.set(file.value.code, file.name)
    return []
  })
}

function lonelyLinks(files: ProcedureFile[]): Fault[] {
  const codes = new Set(files.map(({ value }) => value.code))
  return files.flatMap((file) =>
    file.value.related.flatMap((code, i) =>
      codes.has(code)
        ? []
        : [
            {
              ...file.fault(
                ['related', i],
                `thủ tục liên quan ${code} không có trong nội dung`,
                'thêm tệp cho mã đó, hoặc nhập từ cơ sở dữ liệu quốc gia',
              ),
              warning: true as const,
            },
          ],
    ),
  )
}

/** The same words for two procedures help neither. */
function sharedAliases(files: ProcedureFile[]): Fault[] {
  const owner = new Map<string, string>()
  return files.flatMap((file) =>
    file.value.alias.flatMap((alias, i) => {
      const key = alias.normalize('NFC').toLowerCase().trim()
      const other = owner.get(key)
      owner.set(key, file.value.code)
      return other === undefined
        ? []
        : [
            {
              ...file.fault(
                ['alias', i],
                `cách gọi "${alias}" đã dùng cho ${other}`,
                'giữ ở thủ tục người dân hay hỏi hơn, hoặc viết cho khác nhau',
              ),
              warning: true as const,
            },
          ]
    }),
  )
}
