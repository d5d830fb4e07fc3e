import type { ContentFile } from './content-file.ts'
import type { Fault } from './fault.ts'
import type { OfficesFile } from './offices.ts'
import type { Units } from './units.ts'

/** The ids that offices.yaml makes: "so-xay-dung", "kt/14329". */
export const officeIds = (
  { perCommune, province }: OfficesFile,
  { communes }: Units,
): Set<string> =>
  new Set([
    ...province.map(({ id }) => id),
    ...perCommune.flatMap(({ id }) => communes.map(({ code }) => `${id}/${code}`)),
  ])

/** Ids are unique, exceptions except something, and letters go to official addresses only. */
export function checkOffices(file: ContentFile<OfficesFile>, units: Units): Fault[] {
  const { overrides, perCommune, province } = file.value
  const known = officeIds(file.value, units)
  return [
    ...repeated(file, 'province'),
    ...repeated(file, 'perCommune'),
    ...overrides.flatMap(({ id }, i) =>
      known.has(id)
        ? []
        : [
            file.fault(
              ['overrides', i, 'id'],
              `không có cơ quan "${id}"`,
              'ghi bộ phận/mã, ví dụ hcc/14329, mã lấy trong units.yaml',
            ),
          ],
    ),
    ...province.flatMap(({ mailbox }, i) => foreign(file, ['province', i, 'mailbox'], mailbox)),
    ...perCommune.flatMap(({ mailbox }, i) => foreign(file, ['perCommune', i, 'mailbox'], mailbox)),
    ...overrides.flatMap(({ mailbox }, i) =>
      mailbox ? foreign(file, ['overrides', i, 'mailbox'], mailbox) : [],
    ),
    ...patterns(file),
    ...counters(file),
    ...saturdays(file),
  ]
}

function repeated(file: ContentFile<OfficesFile>, part: 'province' | 'perCommune'): Fault[] {
  const ids = file.value[part].map(({ id }) => id)
  return ids.flatMap((id, i) =>
    ids.indexOf(id) === i ? [] : [file.fault([part, i, 'id'], `id "${id}" đã có`, 'đặt id khác')],
  )
}

const foreign = (
  file: ContentFile<OfficesFile>,
  at: (string | number)[],
  mailbox: string,
): Fault[] =>
  file.value.domains.includes(mailbox.slice(mailbox.lastIndexOf('@') + 1))
    ? []
    : [
        file.fault(
          at,
          `tên miền của ${mailbox} chưa được phép`,
          'ghi hộp thư công vụ, hoặc thêm tên miền chính thức đó vào domains',
        ),
      ]

/** A pattern that names no commune would send all their letters to one address. */
const patterns = (file: ContentFile<OfficesFile>): Fault[] =>
  file.value.perCommune.flatMap(({ mailbox }, i) => {
    const words = [...mailbox.matchAll(/\{(\w+)\}/g)].map(([, word]) => word)
    return words.length > 0 && words.every((word) => word === 'slug' || word === 'code')
      ? []
      : [
          file.fault(
            ['perCommune', i, 'mailbox'],
            'mẫu hộp thư không cho ra địa chỉ riêng của từng xã, phường',
            'ghi {slug} hoặc {code} vào hộp thư, ví dụ hcc-{slug}@…',
          ),
        ]
  })

/** A rule that leads to no office would leave citizens without an address. */
function counters(file: ContentFile<OfficesFile>): Fault[] {
  const { perCommune, province, counters } = file.value
  const known = new Set([...perCommune, ...province].map(({ id }) => id))
  return counters.flatMap(({ to }, i) =>
    to.flatMap((id, j) =>
      known.has(id)
        ? []
        : [
            file.fault(
              ['counters', i, 'to', j],
              `không có cơ quan "${id}"`,
              'ghi bộ phận trong perCommune, ví dụ hcc, hoặc cơ quan trong province',
            ),
          ],
    ),
  )
}

/** What is read ("và sáng thứ Bảy") and what is reckoned with must agree. */
const saturdays = (file: ContentFile<OfficesFile>): Fault[] =>
  (['perCommune', 'overrides', 'province'] as const).flatMap((part) =>
    file.value[part].flatMap(({ hours, saturday }, i) =>
      hours === undefined || /thứ (?:bảy|7)/i.test(hours) === (saturday !== undefined)
        ? []
        : [
            file.fault(
              [part, i, 'hours'],
              'giờ làm thứ Bảy ở hours và saturday không khớp nhau',
              "làm thứ Bảy thì ghi ở cả hai, ví dụ saturday: [['07:30', '11:30']]",
            ),
          ],
    ),
  )
