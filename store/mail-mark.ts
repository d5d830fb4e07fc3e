import { eq, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { facts } from './schema.ts'

/** How far a mailbox was read; undefined before the first look. */
export async function markOf(db: Database, mailbox: string): Promise<unknown> {
  const [row] = await db
    .select({ value: facts.value })
    .from(facts)
    .where(eq(facts.key, keyOf(mailbox)))
  return row?.value
}

export async function setMark(db: Database, mailbox: string, mark: object): Promise<void> {
  await db
    .insert(facts)
    .values({ key: keyOf(mailbox), value: mark })
    .onConflictDoUpdate({ target: facts.key, set: { value: sql`excluded.value` } })
}

const keyOf = (mailbox: string): string => `mailbox:${mailbox}`
