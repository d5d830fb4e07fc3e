/** The stored pair; both tokens are sealed. */
export interface TokenRow {
  accessToken: string | null
  refreshToken: string
  expiresAt: Date | null
  refreshedAt: Date | null
  /** Grows with every new pair; whoever writes over another version writes nothing. */
  version: number
  /** Fingerprint of the environment's refresh token that was adopted last. */
  adopted: string
  refreshingSince: Date | null
  lastError: string | null
}

export type NewPair = Pick<TokenRow, 'accessToken' | 'refreshToken' | 'expiresAt' | 'refreshedAt'>

/** One row for one OA. Each function is one committed statement. */
export interface TokenStore {
  read(): Promise<TokenRow | undefined>
  /**
   * Starts the chain anew: inserts when `over` is undefined, else replaces exactly that version.
   * Version + 1, no error, no intention, no lease. False when somebody was quicker.
   */
  adopt(pair: NewPair, adopted: string, over: number | undefined): Promise<boolean>
  /** The lease, and the row as it stands under it; undefined while any lease lives, even one of ours. */
  takeLease(owner: string, leaseMs: number): Promise<TokenRow | undefined>
  /** Sets refreshingSince, if owner and version are still ours. */
  noteIntention(owner: string, version: number): Promise<boolean>
  /**
   * The new pair in one statement: version + 1, no error, no intention, no lease.
   * Checked by version alone: a pair that comes late is still the only one that works.
   */
  save(version: number, pair: NewPair): Promise<boolean>
  /** Notes why, and lets our lease end after `holdMs`. The pair and its version stay. */
  fail(owner: string, version: number, error: string, holdMs: number): Promise<void>
  /** Frees the lease without a word. */
  release(owner: string): Promise<void>
}

/** A pair that Zalo has given and the store has not yet taken: everything hangs on it. */
export interface Late {
  /** Of the row that it replaces. */
  version: number
  pair: NewPair
}

/** Keeps a late pair on this machine, so that a process killed before the store has it loses nothing. */
export interface LatePairs {
  /** At once and for good: nothing else happens between Zalo's answer and this. */
  write(late: Late): void
  read(): Late | undefined
  clear(version: number): void
}
