import { eq } from 'drizzle-orm'
import type { Bridge } from '../bot/bridge.ts'
import type { Desk } from '../desk/desk.ts'
import type { Store } from '../store/database.ts'
import { promise } from '../store/outbox.ts'
import { citizens } from '../store/schema.ts'

/** A message that we start: through botbuilder's middleware, then promised like every reply. */
export function openTell(
  { db }: Store,
  bridge: Bridge,
  ring: () => void,
  now: () => Date,
): Desk['tell'] {
  return async (citizenId, reply, key) => {
    const [citizen] = await db
      .select({ session: citizens.session })
      .from(citizens)
      .where(eq(citizens.id, citizenId))
    // Erased since, or an import without a chat: there is nobody to tell.
    if (!citizen) return
    const replies = await bridge.begin({ citizenId, session: citizen.session, reply, now: now() })
    await promise(
      db,
      replies.map((reply, nth) => ({
        kind: 'reply',
        key: `${key}:${nth}`,
        citizenId,
        reply,
        bulk: true,
      })),
    )
    ring()
  }
}
