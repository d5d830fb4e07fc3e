import type { Database } from './database.ts'
import { unanswered } from './schema.ts'

/** A question nobody could answer, for the content-gap list. */
export async function keepUnanswered(tx: Database, question: string): Promise<void> {
  await tx.insert(unanswered).values({ question })
}
