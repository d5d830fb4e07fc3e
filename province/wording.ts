import type { ContentFile } from './content-file.ts'
import type { Fault } from './fault.ts'

interface Rule {
  test: RegExp
  problem: string
  mend: string
}

/** What no citizen may read, wherever in a file it stands. */
const rules: Rule[] = [
  {
    test: /cấp huyện|(UBND|Ủy ban nhân dân|BHXH|Bảo hiểm xã hội|Công an) (quận|huyện|thị xã)(?!\p{L})/iu,
    problem: 'nhắc đến cấp huyện, đã bỏ từ 01/7/2025',
    mend: 'ghi UBND xã, phường hoặc sở đang nhận việc',
  },
  {
    // 8.000 đồng and 0 đồng are fine; "135 VNĐ" is the national data's way to say 135,000.
    test: /(?<![\d.,])[1-9]\d{0,2} ?(VNĐ|VND|đồng)(?!\p{L})/iu,
    problem: 'số tiền thiếu hàng nghìn',
    mend: 'ghi đủ, ví dụ 135.000 đồng',
  },
  {
    test: /Sở Thông tin và Truyền thông|Ban Dân vận(?! khéo)|(?:tỉnh|UBND tỉnh) (?:Hà Nam|Trà Vinh|Thừa Thiên Huế)(?!\p{L})/iu,
    problem: 'nhắc đến cơ quan, tỉnh không còn',
    mend: 'ghi cơ quan, tỉnh hiện nay',
  },
  {
    test: /cổng dịch vụ công (?:của )?tỉnh|dịch vụ công (?:trực tuyến )?mức (?:độ )?[34]|mức độ [34](?!\d)/iu,
    problem: 'gọi theo cách cũ: cổng dịch vụ công của tỉnh, mức độ 3, 4',
    mend: 'ghi Cổng Dịch vụ công quốc gia; toàn trình hoặc một phần',
  },
  {
    test: /45\/2020\/NĐ-CP|02\/2017\/TT-VPCP|13\/2023\/NĐ-CP/iu,
    problem: 'dẫn văn bản đã được thay thế',
    mend: 'dẫn văn bản đang có hiệu lực',
  },
  {
    test: /chắc chắn được|đảm bảo được giải quyết|cam kết giải quyết/iu,
    problem: 'hứa trước kết quả',
    mend: 'nói việc sẽ làm và thời hạn dự kiến, không nói kết quả',
  },
]

export function checkWording(file: ContentFile<unknown>): Fault[] {
  return stringsIn(file.value, []).flatMap(([path, text]) =>
    rules
      .filter(({ test }) => test.test(text.normalize('NFC')))
      .map(({ problem, mend }) => file.fault(path, problem, mend)),
  )
}

type Path = (string | number)[]

function stringsIn(value: unknown, path: Path): [Path, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (Array.isArray(value)) return value.flatMap((item, i) => stringsIn(item, [...path, i]))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) =>
    // What citizens say is theirs, and a doubt speaks to the clerk.
    key === 'alias' || key === 'doubts' ? [] : stringsIn(item, [...path, key]),
  )
}
