import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pendingChanges, settleChanges } from '../../app/changes.ts'
import { importProcedures } from '../../app/import-procedures.ts'
import { openProvince } from '../../app/province.ts'
import { root } from '../../root.ts'
import { importsOf } from '../../store/imports.ts'
import { forEachMode } from '../support/modes.ts'
import { openTestStore } from '../support/store.ts'

const now = new Date('2026-12-01T03:00:00Z')

forEachMode((mode) => {
  let store: Awaited<ReturnType<typeof openTestStore>>
  beforeAll(async () => {
    store = await openTestStore(mode)
  })
  afterAll(() => store.close())

  const licence = (retrieved: string, amount: number, days = 5) => ({
    code: '9.000002',
    title: 'Cấp giấy phép nuôi chim yến',
    level: ['commune'],
    agency: 'UBND xã, phường',
    channels: [{ way: 'in-person', time: { n: days, unit: 'wd' }, fee: { amount } }],
    source: { name: 'Cổng thử', retrieved },
  })
  const imports = (records: object[], dryRun = false) => {
    const text = records.map((record) => JSON.stringify(record)).join('\n')
    return importProcedures(store, [{ name: 'yen.jsonl', text }], { today: '2026-12-01', dryRun })
  }
  /** What a citizen reads of fee and time, with everything the store holds by then. */
  async function told(): Promise<string> {
    const province = await openProvince({
      contentDir: join(root, 'content'),
      publicUrl: 'https://caunoi.example',
      imports: { read: importsOf(store).read },
      fault: () => {},
    })
    const services = province.services()
    const procedure = services.procedure('9.000002')
    if (!procedure) throw new Error('the record is not held')
    const texts = [undefined, 'fee', 'time'] as const
    const said = texts.map((part) => services.answer(procedure, part, now).text).join('\n')
    await province.close()
    return said
  }

  test('the first record of a code is told as it came', async () => {
    expect(await imports([licence('2026-10-01', 40_000)])).toMatchObject({
      imported: 1,
      first: true,
    })
    expect(await told()).toContain('40.000 đồng')
  })

  test('a dry run says what would change and changes nothing', async () => {
    const { changes } = await imports([licence('2026-11-01', 90_000)], true)
    expect(changes).toMatchObject([
      {
        code: '9.000002',
        from: '2026-10-01',
        to: '2026-11-01',
        changes: [{ name: 'lệ phí', before: '40.000 đồng', after: '90.000 đồng' }],
      },
    ])
    expect(await pendingChanges(store)).toEqual([])
    expect(await told()).toContain('40.000 đồng')
  })

  test('neither the old fee nor the new one is told before somebody has looked', async () => {
    await imports([licence('2026-11-01', 90_000)])
    const said = await told()
    expect(said).not.toMatch(/40\.000|90\.000/)
    expect(said).toContain('nguồn vừa đổi phần lệ phí; tỉnh đang rà soát')
    // What the import left as it was goes on.
    expect(said).toContain('5 ngày làm việc')
  })

  test('what is new, what changed and what is out of force is listed', async () => {
    const gone = { ...licence('2026-11-01', 1000), code: '9.000003', title: 'Thủ tục đã bỏ' }
    const report = await imports([
      licence('2026-11-10', 92_000),
      { ...gone, validTo: '2026-06-30' },
    ])
    const bygone = [{ code: '9.000003', title: 'Thủ tục đã bỏ' }]
    expect(report).toMatchObject({ imported: 1, changed: 1, added: bygone, ended: bygone })
    expect(report.changes).toMatchObject([{ code: '9.000002' }])
  })

  test('the comparison stays with what was last accepted through a further import', async () => {
    await imports([licence('2026-11-20', 95_000, 7)])
    expect(await pendingChanges(store)).toMatchObject([
      {
        changes: [
          { name: 'lệ phí', before: '40.000 đồng', after: '95.000 đồng' },
          { name: 'thời hạn', before: '5 ngày làm việc', after: '7 ngày làm việc' },
        ],
      },
    ])
    expect(await told()).not.toMatch(/[57] ngày làm việc/)
  })

  test('a code without a change cannot be settled, and nothing beside it is', async () => {
    const codes = ['9.000002', '1.000000']
    await expect(settleChanges(store, { codes, accept: true })).rejects.toThrow('1.000000')
    expect(await pendingChanges(store)).toHaveLength(1)
  })

  test('what a person has accepted is told', async () => {
    await settleChanges(store, { codes: ['9.000002'], accept: true })
    expect(await told()).toContain('95.000 đồng')
    expect(await told()).not.toContain('nguồn vừa đổi')
    expect(await pendingChanges(store)).toEqual([])
  })

  test('refused, the old is told again', async () => {
    await imports([licence('2026-11-25', 10_000, 7)])
    await settleChanges(store, { accept: false })
    expect(await told()).toContain('95.000 đồng')
  })

  test('nothing waits once a newer import has taken the change back', async () => {
    await imports([licence('2026-11-26', 10_000, 7)])
    await imports([licence('2026-11-27', 95_000, 7)])
    expect(await pendingChanges(store)).toEqual([])
    expect(await told()).toContain('95.000 đồng')
  })
})
