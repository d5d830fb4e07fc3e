import type { Database } from './database.ts'
import { outbox } from './schema.ts'

/** A promise made inside a transaction; the same key is promised once. */
export type Promised = { key: string; ticketId?: string; notBefore?: Date } & (
  | { kind: 'job'; name: string; payload: unknown }
  /** `bulk`: we start it, so it leaves after the answers to what citizens say. */
  | { kind: 'reply'; citizenId: string; reply: unknown; bulk?: boolean }
)

/** Writes promises in the caller's transaction. They hold once it commits; ring the outbox bell then. */
export async function promise(tx: Database, promised: Promised[]): Promise<void> {
  if (promised.length === 0) return
  await tx
    .insert(outbox)
    .values(
      promised.map((each) => ({
        key: each.key,
        kind: each.kind,
        ...(each.ticketId && { ticketId: each.ticketId }),
        ...(each.notBefore && { nextAt: each.notBefore }),
        ...(each.kind === 'reply'
          ? { citizenId: each.citizenId, body: each.reply, bulk: each.bulk ?? false }
          : { body: { name: each.name, payload: each.payload } }),
      })),
    )
    .onConflictDoNothing({ target: outbox.key })
}
