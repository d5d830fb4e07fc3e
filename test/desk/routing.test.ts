import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { Offices, officesById, type Unit } from '../../desk/offices.ts'
import { coordinator, Routing, route, routingTable } from '../../desk/routing.ts'
import { type Field, fields, type TicketKind } from '../../desk/ticket.ts'
import { root } from '../../root.ts'

const units: Unit[] = [
  { code: '14329', name: 'Phường Hoa Lư', type: 'phường', slug: 'hoa-lu' },
  { code: '14500', name: 'Xã Gia Vân', type: 'xã', slug: 'gia-van' },
]
const offices = Offices.parse({
  domains: ['tinh.example'],
  perCommune: [
    { id: 'ubnd', name: 'UBND {unit}', mailbox: 'ubnd-{slug}@tinh.example' },
    {
      id: 'kt',
      name: { xã: 'Phòng Kinh tế {unit}', phường: 'Phòng Hạ tầng {unit}' },
      mailbox: 'kt-{slug}@tinh.example',
    },
  ],
  overrides: [{ id: 'kt/14500', mailbox: 'kinhte.giavan@tinh.example' }],
  province: [
    { id: 'so', name: 'Sở Xây dựng', mailbox: 'so@tinh.example' },
    { id: 'so-moi', name: 'Sở mới', mailbox: 'somoi@tinh.example' },
    { id: 'noi-vu', name: 'Sở Nội vụ', mailbox: 'noivu@tinh.example' },
    { id: 'dp', name: 'Tổ điều phối', mailbox: 'dp@tinh.example' },
  ],
})
const lines = [
  { id: 'all', field: '*', commune: 'each', to: 'ubnd' },
  { id: 'road', field: 'ROAD', commune: 'each', to: 'kt' },
  { id: 'road-old', field: 'ROAD', commune: '*', to: 'so', until: '2026-11-30' },
  { id: 'road-new', field: 'ROAD', commune: '*', to: 'so-moi', from: '2026-12-01' },
  { id: 'own', field: '*', commune: '14500', kind: 'praise', to: 'so' },
  { id: 'official', field: 'OFFICIAL', commune: '*', to: 'noi-vu' },
]
const table = routingTable(officesById(offices, units), Routing.parse({ fallback: 'dp', lines }))

const on = new Date('2026-11-23T02:12:00Z')
const cases: [string, Partial<Parameters<typeof route>[1]>, string, string][] = [
  ['the commune’s own office', { commune: '14329' }, 'road', 'kt-hoa-lu@tinh.example'],
  ['a mailbox of its own', { commune: '14500' }, 'road', 'kinhte.giavan@tinh.example'],
  ['no commune known', {}, 'road-old', 'so@tinh.example'],
  ['a commune of another province', { commune: '99999' }, 'road-old', 'so@tinh.example'],
  [
    'a field no line names',
    { field: 'LIGHT', commune: '14329' },
    'all',
    'ubnd-hoa-lu@tinh.example',
  ],
  ['neither field nor commune', { field: 'LIGHT' }, 'fallback', 'dp@tinh.example'],
  ['one commune’s exception', { commune: '14500', kind: 'praise' }, 'own', 'so@tinh.example'],
  [
    'conduct of an officer',
    { field: 'OFFICIAL', commune: '14329' },
    'official',
    'noivu@tinh.example',
  ],
]
for (const [name, matter, line, mailbox] of cases) {
  test(`${name} goes by "${line}"`, () => {
    expect(route(table, { kind: 'report', field: 'ROAD', on, ...matter })).toMatchObject({
      line,
      mailbox,
    })
  })
}

test('a change dated the 1st takes effect at midnight in Việt Nam', () => {
  const lineAt = (utc: string) =>
    route(table, { kind: 'report', field: 'ROAD', on: new Date(utc) }).line
  expect(lineAt('2026-11-30T16:59:59Z')).toBe('road-old')
  expect(lineAt('2026-11-30T17:00:00Z')).toBe('road-new')
})

test('an office that returned a ticket is passed over, step by step to the coordinator', () => {
  const matter = { kind: 'report', field: 'ROAD', commune: '14329', on } as const
  const tried: string[] = []
  const way = Array.from({ length: 4 }, () => {
    const next = route(table, matter, tried)
    tried.push(next.mailbox)
    return next.line
  })
  expect(way).toEqual(['road', 'all', 'road-old', 'fallback'])
})

test('names are written as in running text', () => {
  const office = (commune: string) =>
    route(table, { kind: 'report', field: 'ROAD', commune, on }).office
  expect(office('14329')).toBe('Phòng Hạ tầng phường Hoa Lư')
  expect(office('14500')).toBe('Phòng Kinh tế xã Gia Vân')
})

test('a line to an office that does not exist is refused with its mend', () => {
  const broken = Routing.parse({
    fallback: 'dp',
    lines: [{ id: 'x', field: '*', commune: '*', to: 'sở' }],
  })
  expect(() => routingTable(officesById(offices, units), broken)).toThrow(
    /x: no office.*offices\.yaml/,
  )
})

test('a mailbox outside the province’s domains is refused', () => {
  const elsewhere = { ...offices, overrides: [{ id: 'kt/14500', mailbox: 'ai@gmail.example' }] }
  expect(() => officesById(elsewhere, units)).toThrow(/outside "domains"/)
})

const read = (name: string): unknown => parseYaml(readFileSync(join(root, 'content', name), 'utf8'))

test('in the sample province every pair of commune and field has exactly one owner', () => {
  // as: units.yaml is read by the province's own loader; here only its communes matter.
  const { communes } = read('units.yaml') as { communes: Unit[] }
  const bundled = officesById(Offices.parse(read('offices.yaml')), communes)
  const sample = routingTable(bundled, Routing.parse(read('routing.yaml')))
  const kinds: TicketKind[] = ['report', 'proposal', 'question', 'praise']
  const mailboxes = new Set([...bundled.values()].map(({ mailbox }) => mailbox))
  const faults: string[] = []
  for (const commune of [undefined, ...communes.map(({ code }) => code)])
    for (const field of fields)
      for (const kind of kinds) {
        const routed = route(sample, { kind, field, commune, on })
        const where = `${commune ?? 'unknown'} ${field} ${kind}`
        if (!mailboxes.has(routed.mailbox)) faults.push(`${where}: nobody`)
        if (routed.line === coordinator(sample).line) faults.push(`${where}: only the coordinator`)
        if (field === 'OFFICIAL' && isOwn(bundled, routed.mailbox))
          faults.push(`${where}: the unit itself`)
      }
  expect(faults).toEqual([])
})

const isOwn = (bundled: ReturnType<typeof officesById>, mailbox: string): boolean =>
  [...bundled.values()].some((office) => office.mailbox === mailbox && office.commune !== undefined)

test('proposals on rules go to the province’s focal point, reports to the centre that has the dossier', () => {
  const { communes } = read('units.yaml') as { communes: Unit[] }
  const sample = routingTable(
    officesById(Offices.parse(read('offices.yaml')), communes),
    Routing.parse(read('routing.yaml')),
  )
  const to = (kind: TicketKind, field: Field) =>
    route(sample, { kind, field, commune: communes[0]?.code, on }).mailbox
  expect(to('proposal', 'TTHC')).toBe('pakn@ninhbinh.example')
  expect(to('report', 'TTHC')).toMatch(/^hcc-/)
})
