import { desc, eq, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { alarms } from './schema.ts'

/** Counts a cause; a person hears of it once, at its first time. `true`: this was the first. */
export async function raiseAlarm(db: Database, key: string, reason: string): Promise<boolean> {
  const [row] = await db
    .insert(alarms)
    .values({ key, reason })
    .onConflictDoUpdate({
      target: alarms.key,
      set: { reason, count: sql`${alarms.count} + 1`, lastAt: sql`now()` },
    })
    .returning({ count: alarms.count })
  return row?.count === 1
}

/** The cause is gone; when it comes back, a person hears of it again. */
export async function clearAlarm(db: Database, key: string): Promise<void> {
  await db.delete(alarms).where(eq(alarms.key, key))
}

/** The same for every cause whose key begins so. */
export async function clearAlarms(db: Database, beginning: string): Promise<void> {
  await db.delete(alarms).where(sql`starts_with(${alarms.key}, ${beginning})`)
}

export const openAlarms = (db: Database) => db.select().from(alarms).orderBy(desc(alarms.lastAt))

/** Since when a cause stands; undefined when nobody has raised it or somebody has dealt with it. */
export async function alarmSince(db: Database, key: string): Promise<Date | undefined> {
  const [row] = await db.select({ at: alarms.firstAt }).from(alarms).where(eq(alarms.key, key))
  return row?.at
}
