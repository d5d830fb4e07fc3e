import { sql } from 'drizzle-orm'
import { jsonb, text } from 'drizzle-orm/pg-core'
import { app, at } from './schema.ts'

/** Imported national records; the province's own content lies in files. */
export const procedures = app.table('procedures', {
  code: text().primaryKey(),
  body: jsonb().notNull(),
  importedAt: at('imported_at').notNull().default(sql`now()`),
})

/** What a procedure said before an import changed it, until somebody has looked at the change. */
export const procedureChanges = app.table('procedure_changes', {
  code: text().primaryKey(),
  before: jsonb().notNull(),
  at: at('at').notNull().default(sql`now()`),
})

/** Large imported tables kept whole: the country's units. */
export const imports = app.table('imports', {
  name: text().primaryKey(),
  body: jsonb().notNull(),
  importedAt: at('imported_at').notNull().default(sql`now()`),
})
