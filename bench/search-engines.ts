import { deserialize, serialize } from 'node:v8'
import { create, insertMultiple, search as searchOrama } from '@orama/orama'
import FlexSearch from 'flexsearch'
import lunr from 'lunr'
import MiniSearch from 'minisearch'
import pg from 'pg'
import { buildKnowledge } from '../knowledge/ask.ts'
import type { Procedure } from '../knowledge/procedure.ts'
import { buildTables, loadTables, storeTables } from '../knowledge/tables.ts'
import { lexicon } from '../test/support/knowledge.ts'
import { needsPostgres } from '../test/support/needs.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { plain, recordOf } from './search-records.ts'

/** Answers with the codes it finds, best first. */
export type Ask = (question: string) => string[] | Promise<string[]>

export interface Built {
  ask: Ask
  /** From the form in which it is kept, in ms; absent where nothing is kept. */
  loadMs?: number
  close?(): Promise<void>
}

type Build = (procedures: Procedure[]) => Built | Promise<Built>

const told = 3
const words = lexicon()

/** What a question is for those who must be told that any of its words will do. */
const wordsOf = (question: string): string[] => plain(question).match(/[a-z0-9]+/g) ?? []

const ours: Build = (procedures) => {
  const kept = serialize(storeTables(buildTables(procedures, words)))
  const begun = performance.now()
  // as: serialized on the line above.
  const tables = loadTables(deserialize(kept) as ReturnType<typeof storeTables>)
  const { ask } = buildKnowledge({ procedures, lexicon: words, tables })
  const loadMs = performance.now() - begun
  return { ask: (question) => ask(question).results.map(({ id }) => id), loadMs }
}

const miniSearch =
  (named: boolean): Build =>
  (procedures) => {
    const index = new MiniSearch({ idField: 'code', fields: ['title', 'body', 'names'] })
    index.addAll(
      procedures.map((procedure) => ({
        ...recordOf(procedure),
        names: named ? plain((words.names.get(procedure.code) ?? []).join('\n')) : '',
      })),
    )
    const boost = { title: 3, names: 3 }
    return { ask: (question) => index.search(plain(question), { boost }).map(({ id }) => id) }
  }

const orama: Build = async (procedures) => {
  const index = create({ schema: { code: 'string', title: 'string', body: 'string' } as const })
  await insertMultiple(index, procedures.map(recordOf))
  return {
    async ask(question) {
      const { hits } = await searchOrama(index, {
        term: plain(question),
        properties: ['title', 'body'],
        boost: { title: 3 },
        threshold: 1,
        limit: told,
      })
      return hits.map(({ document }) => document.code)
    },
  }
}

const flexSearch: Build = (procedures) => {
  const records = procedures.map(recordOf)
  const index = new FlexSearch.Index({ tokenize: 'strict', resolution: 9, context: true })
  records.forEach(({ title, body }, n) => {
    index.add(n, `${title}\n${body}`)
  })
  return {
    ask: (question) =>
      index
        .search(plain(question), { suggest: true, limit: told })
        .map((n) => records[Number(n)]?.code ?? ''),
  }
}

const lunrSearch: Build = (procedures) => {
  const index = lunr(function build() {
    this.ref('code')
    this.field('title', { boost: 3 })
    this.field('body')
    // Both are for English.
    this.pipeline.remove(lunr.stemmer)
    this.pipeline.remove(lunr.stopWordFilter)
    for (const procedure of procedures) this.add(recordOf(procedure))
  })
  return {
    ask: (question) =>
      index
        .query((query) => {
          for (const word of wordsOf(question)) query.term(word, {})
        })
        .map(({ ref }) => ref),
  }
}

const postgres: Build = async (procedures) => {
  const server = await startPostgres()
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query('create table records (code text, words tsvector)')
  const records = procedures.map(recordOf)
  for (let from = 0; from < records.length; from += 1_000) {
    const some = records.slice(from, from + 1_000)
    await client.query(
      `insert into records
       select code, setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', body), 'D')
       from unnest($1::text[], $2::text[], $3::text[]) as r (code, title, body)`,
      [some.map(({ code }) => code), some.map(({ title }) => title), some.map(({ body }) => body)],
    )
  }
  await client.query('create index on records using gin (words)')
  await client.query('analyze records')
  return {
    async ask(question) {
      const { rows } = await client.query<{ code: string }>({
        name: 'ask',
        text: `select code from records, to_tsquery('simple', $1) q where words @@ q
               order by ts_rank(words, q, 1) desc limit ${told}`,
        values: [wordsOf(question).join(' | ')],
      })
      return rows.map(({ code }) => code)
    },
    async close() {
      await client.end()
      await server.close()
    },
  }
}

/** By the name that stands in the table. */
export const engines: Record<string, Build> = {
  'Cầu Nối: MiniSearch over names, a second look, the lexicon': ours,
  'MiniSearch 7.2 over title and body': miniSearch(false),
  'MiniSearch 7.2 with the lexicon’s names as a field': miniSearch(true),
  'Orama 3.1 over title and body': orama,
  'FlexSearch 0.8 over title and body, with context': flexSearch,
  'lunr 2.3 over title and body': lunrSearch,
  ...(needsPostgres.find() && { 'PostgreSQL full-text search': postgres }),
}
