import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { forgetMailOf } from './inbound-mail.ts'
import { citizens, files, incoming, outbox, tickets } from './schema.ts'

/** Stands where a citizen stood; joins nothing to anybody. */
const nobody = 'erased'

/**
 * Takes a citizen out of the store: conversation, contact and files go, tickets stay without them
 * as the offices' record. What is still to be sent to them in this moment is left to go out.
 */
export async function eraseCitizen(tx: Database, citizenId: string): Promise<void> {
  await tx.update(citizens).set({ session: null }).where(eq(citizens.id, citizenId))
  await tx
    .update(incoming)
    .set({ citizenId: nobody, body: {} })
    .where(and(eq(incoming.citizenId, citizenId), sql`${incoming.doneAt} is not null`))
  await tx
    .delete(outbox)
    .where(
      and(
        eq(outbox.citizenId, citizenId),
        inArray(outbox.state, ['done', 'failed', 'dropped', 'doubtful', 'parked']),
      ),
    )
  await tx.delete(files).where(eq(files.citizenId, citizenId))
  await forgetMailOf(tx, citizenId)
  await tx
    .update(tickets)
    .set({ citizenId: nobody, contact: {}, attachments: [], version: sql`${tickets.version} + 1` })
    .where(eq(tickets.citizenId, citizenId))
}
