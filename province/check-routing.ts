import { nextDay } from '../desk/calendar.ts'
import { fields } from '../desk/ticket.ts'
import type { ContentFile } from './content-file.ts'
import type { Fault } from './fault.ts'
import type { OfficesFile } from './offices.ts'
import type { RoutingFile, RoutingRule } from './routing-file.ts'
import type { Units } from './units.ts'

interface Parts {
  routing: ContentFile<RoutingFile>
  patterns: OfficesFile['perCommune']
  officeIds: ReadonlySet<string>
  communes: Units['communes']
}

/** Every office exists, no two lines say the same for one day, and every matter has somebody. */
export function checkRouting(parts: Parts): Fault[] {
  return [...unknownOffices(parts), ...unknownCommunes(parts), ...doubles(parts), ...gaps(parts)]
}

function unknownOffices({ routing, patterns, officeIds: known }: Parts): Fault[] {
  const perCommune = new Set(patterns.map(({ id }) => id))
  const faults: Fault[] = []
  if (!known.has(routing.value.fallback))
    faults.push(
      routing.fault(
        ['fallback'],
        `không có cơ quan "${routing.value.fallback}"`,
        'ghi id của một cơ quan trong phần province của offices.yaml',
      ),
    )
  for (const [i, { commune, field, to }] of routing.value.lines.entries()) {
    const at = ['lines', i, 'to']
    if (commune === 'each' ? !perCommune.has(to) : !known.has(to))
      faults.push(
        routing.fault(
          at,
          `không có cơ quan "${to}"`,
          commune === 'each'
            ? `ghi một bộ phận trong perCommune của offices.yaml: ${[...perCommune].join(', ')}`
            : 'ghi id của một cơ quan trong phần province của offices.yaml, hoặc dạng hcc/14329',
        ),
      )
    else if (field === 'OFFICIAL' && (commune === 'each' || to.includes('/')))
      faults.push(
        routing.fault(
          at,
          'phản ánh về cán bộ sẽ đến chính đơn vị bị phản ánh',
          'chọn đầu mối cấp trên trong phần province của offices.yaml',
        ),
      )
  }
  return faults
}

function unknownCommunes({ routing, communes }: Parts): Fault[] {
  const codes = new Set(['each', '*', ...communes.map(({ code }) => code)])
  return routing.value.lines.flatMap(({ commune }, i) =>
    codes.has(commune)
      ? []
      : [
          routing.fault(
            ['lines', i, 'commune'],
            `không có xã, phường mã ${commune}`,
            'tra mã trong units.yaml',
          ),
        ],
  )
}

function doubles({ routing }: Parts): Fault[] {
  const { lines } = routing.value
  return lines.flatMap((line, i) => {
    const twin = lines.slice(0, i).find((other) => other.id === line.id)
    if (twin)
      return [
        routing.fault(['lines', i, 'id'], `id "${line.id}" đã có`, 'mỗi dòng một id, đặt tên khác'),
      ]
    const clash = lines.slice(0, i).find((other) => sameMatter(other, line) && overlap(other, line))
    return clash
      ? [
          routing.fault(
            ['lines', i],
            `trùng việc và trùng ngày với dòng "${clash.id}"`,
            'ghi until cho dòng cũ, là ngày trước from của dòng mới',
          ),
        ]
      : []
  })
}

const sameMatter = (a: RoutingRule, b: RoutingRule): boolean =>
  a.field === b.field && a.commune === b.commune && a.kind === b.kind

const overlap = (a: RoutingRule, b: RoutingRule): boolean =>
  (a.from ?? '') <= (b.until ?? '9999') && (b.from ?? '') <= (a.until ?? '9999')

/** A matter that only the fall-back would take, on any day on which something changes. */
function gaps({ routing, communes }: Parts): Fault[] {
  const { lines } = routing.value
  const first = lines.map(({ from = '' }) => from).sort()[0] ?? ''
  const changes = lines.flatMap(({ from, until }) => [
    from ?? first,
    until ? nextDay(until) : first,
  ])
  const days = [...new Set(changes)].sort()
  return fields.flatMap((field) => {
    const own = lines.filter((line) => line.field === field || line.field === '*')
    const bare = days.find(
      (day) =>
        !covered(
          own.filter((line) => validOn(line, day)),
          communes,
        ),
    )
    return bare === undefined
      ? []
      : [
          routing.fault(
            ['lines'],
            `${field}: từ ngày ${bare} có nơi không ai nhận ngoài tổ điều phối`,
            `thêm một dòng { field: ${field}, commune: '*', to: … } cho thời gian đó`,
          ),
        ]
  })
}

const validOn = ({ from = '', until = '9999' }: RoutingRule, day: string): boolean =>
  from <= day && day <= until

/** Somebody for each commune, whatever the kind; "*" also takes what names no commune. */
const covered = (lines: RoutingRule[], communes: Units['communes']): boolean => {
  const all = lines.filter(({ kind }) => kind === '*')
  const takes = (commune: string) => all.some((line) => line.commune === commune)
  return takes('*') || takes('each') || communes.every(({ code }) => takes(code))
}
