import { Redis } from 'ioredis'
import pg from 'pg'
import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '../../store/database.ts'
import { onMessenger, type Phone } from '../support/cooperative-citizen.ts'
import { type FakeMessenger, startFakeMessenger } from '../support/fake-messenger.ts'
import { forEachMode, type Mode } from '../support/modes.ts'
import {
  eventually,
  getJson,
  type Installation,
  install,
  type Product,
} from '../support/product.ts'

/**
 * A word that stands nowhere else in every personal field of a report, and in an accusation. Where the
 * citizen's words must not be, none of them is found; an accusation is found nowhere at all.
 */
const canary = {
  content: 'quy định nộp bản sao ở chỗ Quyngxo',
  name: 'Trần Thị Zuvoxa',
  address: 'thôn Wixequa, phường Nam Định',
  phone: '0987612345',
  added: 'thêm là Kexoviz cũng vậy',
  question: 'cán bộ cho hỏi việc của Jowuqax đến đâu',
  answer: 'Đã trả lời cho Fuzoxev',
}
const marks = /Quyngxo|Zuvoxa|Wixequa|987612345|987 612 345|Kexoviz|Jowuqax|Fuzoxev/i
const accusation = 'chú Vuxiqoz địa chính đòi 5 triệu mới làm sổ'
const accused = /Vuxiqoz/i

/** Where a citizen's own words belong; "jobs" of the outbox and every table of the queue carry ids. */
const ownTables = new Set(['citizens', 'incoming', 'tickets', 'ticket_events', 'captured_mail'])

interface Mail {
  subject: string
  text: string
  messageId: string
  from: string
}

forEachMode((mode) => {
  let messenger: FakeMessenger
  let installation: Installation
  let products: Product[]
  beforeAll(async () => {
    messenger = await startFakeMessenger()
    installation = install(mode, { messenger })
    products = await installation.up()
  })
  afterAll(async () => {
    await installation.close()
    await messenger.close()
  })

  test('what a citizen writes stays where it belongs, an accusation nowhere', async () => {
    const web = products[0]
    if (!web) throw new Error('nothing runs')
    const phone = onMessenger(messenger, web, '7300000000000000077')
    const accuser = onMessenger(messenger, web, '7300000000000000078')
    await accuser.say(accusation)
    const code = await fileProposal(phone)
    await phone.say('bổ sung')
    await phone.say(canary.added)
    await phone.say('gửi')
    await phone.say('0')
    await phone.say(canary.question)
    await phone.say('gửi')

    const mails = () => getJson<Mail[]>(`${web.url}/inbox.json`)
    const letter = await eventually('the letter', async () =>
      (await mails()).find(({ subject }) => subject.includes(code)),
    )
    expect(letter.text).toContain('Quyngxo')
    await answer(web, letter.text)
    await eventually('the answer in the chat', () =>
      phone.heard().some((text) => text.includes(canary.answer)),
    )

    for (const { subject, messageId, from } of await mails())
      expect(`${subject} ${messageId} ${from}`).not.toMatch(marks)
    expect(JSON.stringify(await mails())).not.toMatch(accused)
    const metrics = await Promise.all(products.map(({ url }) => textOf(`${url}/metrics`)))
    expect(metrics.join('\n')).toContain('cau_noi')
    await Promise.all(products.map((product) => product.stop()))
    const outside = `${metrics.join('\n')}\n${products.map(({ output }) => output()).join('\n')}`
    expect(outside).not.toMatch(marks)
    expect(outside).not.toMatch(accused)

    const kept = await everythingKept(mode, installation.folder)
    expect(kept.some(({ table, row }) => table === 'tickets' && marks.test(row))).toBe(true)
    const strayed = kept.filter(({ table, row }) => !mayHold(table, row) && marks.test(row))
    expect(strayed.map(({ table }) => table)).toEqual([])
    expect(kept.filter(({ row }) => accused.test(row)).map(({ table }) => table)).toEqual([])
  })
})

/** A proposal on a rule: the law wants name, address and telephone, so that every field is asked for. */
const answers: [RegExp, string][] = [
  [/đồng ý không\?/, 'đồng ý'],
  [/lĩnh vực nào\?/, 'việc khác'],
  [/xã, phường nào\?/, 'phường Nam Định'],
  [/họ và tên/, canary.name],
  [/địa chỉ/, canary.address],
  [/số điện thoại/, canary.phone],
  [/Tôi gửi đi nhé\?/, 'gửi'],
]

async function fileProposal(phone: Phone): Promise<string> {
  let said = await phone.say(`đề nghị bỏ ${canary.content}`)
  for (let questions = 0; questions < answers.length; questions += 1) {
    const words = answers.find(([asked]) => asked.test(said))?.[1]
    if (!words) break
    said = await phone.say(words)
  }
  const code = /Đã tiếp nhận (PA-\d{4}-\d{6,})/.exec(said)?.[1]
  if (!code) throw new Error(`no receipt; the talk was:\n${phone.heard().join('\n---\n')}`)
  return code
}

async function answer(web: Product, letter: string): Promise<void> {
  const page = /https?:\/\/\S+\/desk\/[\w-]+/.exec(letter)?.[0] ?? ''
  const url = `${web.url}${new URL(page).pathname}`
  const version = /name="version" value="([^"]+)"/.exec(await textOf(url))?.[1] ?? ''
  const { statusCode } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ action: 'answer', text: canary.answer, version }).toString(),
  })
  expect(statusCode).toBe(303)
}

const textOf = async (url: string): Promise<string> => (await request(url)).body.text()

const mayHold = (table: string, row: string) =>
  ownTables.has(table) || (table === 'outbox' && !row.includes('"kind": "job"'))

interface Kept {
  table: string
  row: string
}

/** Every row of every table, the queue's included, and every key and value of the queue's Redis. */
async function everythingKept(mode: Mode, folder: string): Promise<Kept[]> {
  if (!mode.databaseUrl) {
    const store = await openEmbedded(folder)
    try {
      // as: drizzle does not say what a raw statement gives back.
      return await rowsOf(
        async (sql) => ((await store.db.execute(sql)) as unknown as { rows: unknown[] }).rows,
      )
    } finally {
      await store.close()
    }
  }
  const client = new pg.Client(mode.databaseUrl)
  await client.connect()
  const rows = await rowsOf(async (sql) => (await client.query(sql)).rows)
  await client.end()
  return [...rows, ...(mode.redisUrl ? await redisRows(mode.redisUrl) : [])]
}

async function rowsOf(query: (sql: string) => Promise<unknown[]>): Promise<Kept[]> {
  const tables = await query(
    "select table_schema as schema, table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')",
  )
  const kept: Kept[] = []
  // as: the columns that the two statements name.
  for (const { schema, name } of tables as { schema: string; name: string }[]) {
    const rows = await query(`select to_jsonb(t)::text as row from "${schema}"."${name}" t`)
    kept.push(...(rows as { row: string }[]).map(({ row }) => ({ table: name, row })))
  }
  return kept
}

async function redisRows(url: string): Promise<Kept[]> {
  const redis = new Redis(url)
  const keys = await redis.keys('*')
  const kept = await Promise.all(
    keys.map(async (key) => {
      const dumped = await redis.dumpBuffer(key)
      return { table: 'redis', row: `${key} ${dumped?.toString('latin1') ?? ''}` }
    }),
  )
  await redis.quit()
  return kept
}
