import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { zaloTokens as rows } from './schema.ts'

interface Pair {
  accessToken: string | null
  refreshToken: string
  expiresAt: Date | null
  refreshedAt: Date | null
}

/** The custodian's row on SQL: each function is one committed statement (adapters/zalo-token.ts says why). */
export function zaloTokenStore(db: Database, oaId: string) {
  const ofOa = eq(rows.oaId, oaId)
  const at = (version: number) => and(ofOa, eq(rows.version, version))
  const unheld = { refreshingSince: null, leaseOwner: null, leaseUntil: null, lastError: null }
  const in_ = (ms: number) => sql`now() + ${ms} * interval '1 ms'`

  return {
    async read() {
      const [row] = await db.select().from(rows).where(ofOa)
      return row
    },
    async adopt(pair: Pair, adopted: string, over: number | undefined) {
      const changed =
        over === undefined
          ? await db
              .insert(rows)
              .values({ oaId, ...pair, adopted })
              .onConflictDoNothing()
              .returning({ version: rows.version })
          : await db
              .update(rows)
              .set({ ...pair, ...unheld, adopted, version: over + 1 })
              .where(at(over))
              .returning({ version: rows.version })
      return changed.length > 0
    },
    async takeLease(owner: string, leaseMs: number) {
      const [row] = await db
        .update(rows)
        .set({ leaseOwner: owner, leaseUntil: in_(leaseMs) })
        .where(and(ofOa, or(isNull(rows.leaseUntil), lt(rows.leaseUntil, sql`now()`))))
        .returning()
      return row
    },
    async noteIntention(owner: string, version: number) {
      const noted = await db
        .update(rows)
        .set({ refreshingSince: sql`now()` })
        .where(and(at(version), eq(rows.leaseOwner, owner)))
        .returning({ version: rows.version })
      return noted.length > 0
    },
    async save(version: number, pair: Pair) {
      const saved = await db
        .update(rows)
        .set({ ...pair, ...unheld, version: version + 1 })
        .where(at(version))
        .returning({ version: rows.version })
      return saved.length > 0
    },
    async fail(owner: string, version: number, error: string, holdMs: number) {
      await db
        .update(rows)
        .set({ lastError: error, refreshingSince: null, leaseUntil: in_(holdMs) })
        .where(and(at(version), eq(rows.leaseOwner, owner)))
    },
    async release(owner: string) {
      await db
        .update(rows)
        .set({ leaseOwner: null, leaseUntil: null })
        .where(and(ofOa, eq(rows.leaseOwner, owner)))
    },
  }
}
