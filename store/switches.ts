import { desc } from 'drizzle-orm'
import type { Database } from './database.ts'
import { switches } from './schema.ts'

/** What the province does not answer for the time being: "1.001193", "field:Đất đai", "channel:zalo". */
export interface Switch {
  subject: string
  off: boolean
  why: string
  at: string
}

/** Every flip ever made, newest first. */
export const flips = async (db: Database): Promise<Switch[]> =>
  (await db.select().from(switches).orderBy(desc(switches.id))).map(({ at, ...flip }) => ({
    subject: flip.subject,
    off: flip.off,
    why: flip.why,
    at: at.toISOString(),
  }))

/** What stands switched off now: the last flip of each subject counts. */
export async function switchedOff(db: Database): Promise<Switch[]> {
  const last = new Map<string, Switch>()
  for (const flip of await flips(db)) if (!last.has(flip.subject)) last.set(flip.subject, flip)
  return [...last.values()].filter(({ off }) => off)
}

/** One more flip; the table only grows, so that it can be told who was silenced when, and why. */
export async function flip(db: Database, { subject, off, why }: Omit<Switch, 'at'>): Promise<void> {
  await db.insert(switches).values({ subject, off, why })
}
