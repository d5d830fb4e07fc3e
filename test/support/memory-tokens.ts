import type {
  Late,
  LatePairs,
  NewPair,
  TokenRow,
  TokenStore,
} from '../../adapters/zalo-token-row.ts'

/** A TokenStore in memory, for several custodians at once; `step` runs before each statement commits. */
export function memoryTokens(
  now: () => Date,
  step: (name: keyof TokenStore) => void = () => {},
): TokenStore & { row(): TokenRow | undefined } {
  let row: TokenRow | undefined
  let lease: { owner: string; until: number } | undefined

  const isOurs = (owner: string, version: number) =>
    lease?.owner === owner && row?.version === version
  const renewed = (pair: NewPair, version: number, adopted: string): TokenRow => ({
    ...pair,
    version,
    adopted,
    refreshingSince: null,
    lastError: null,
  })

  return {
    row: () => row,
    async read() {
      step('read')
      return row
    },
    async adopt(pair, adopted, over) {
      step('adopt')
      if (row?.version !== over) return false
      row = renewed(pair, (over ?? 0) + 1, adopted)
      lease = undefined
      return true
    },
    async takeLease(owner, leaseMs) {
      step('takeLease')
      if (!row || (lease && lease.until > now().getTime())) return undefined
      lease = { owner, until: now().getTime() + leaseMs }
      return row
    },
    async noteIntention(owner, version) {
      step('noteIntention')
      if (!row || !isOurs(owner, version)) return false
      row = { ...row, refreshingSince: now() }
      return true
    },
    async save(version, pair) {
      step('save')
      if (row?.version !== version) return false
      row = renewed(pair, version + 1, row.adopted)
      lease = undefined
      return true
    },
    async fail(owner, version, error, holdMs) {
      step('fail')
      if (!row || row.version !== version) return
      row = { ...row, lastError: error }
      if (lease?.owner === owner) lease = { owner, until: now().getTime() + holdMs }
    },
    async release(owner) {
      step('release')
      if (lease?.owner === owner) lease = undefined
    },
  }
}

/** The disk of one machine; `step` runs before and after each write. */
export function memoryLate(step: (when: 'before' | 'after') => void = () => {}): LatePairs {
  let kept: Late | undefined
  return {
    read: () => kept,
    write(late) {
      step('before')
      kept = late
      step('after')
    },
    clear(version) {
      if (kept?.version === version) kept = undefined
    },
  }
}
