import { and, desc, gte, lt } from 'drizzle-orm'
import type { Database } from './database.ts'
import { unanswered } from './schema.ts'

/** Questions without an answer in a period, newest first. */
export const unansweredIn = async (
  db: Database,
  { from, to, most }: { from: Date; to: Date; most: number },
): Promise<string[]> =>
  (
    await db
      .select({ question: unanswered.question })
      .from(unanswered)
      .where(and(gte(unanswered.at, from), lt(unanswered.at, to)))
      .orderBy(desc(unanswered.id))
      .limit(most)
  ).map(({ question }) => question)
