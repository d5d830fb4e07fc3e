import type { Store } from './database.ts'
import { grouped } from './group.ts'

/** How an account is kept below its platform's limit: some at once, then one every `stepMs`. */
interface Bucket {
  burst: number
  stepMs: number
}

/** One allowance for each account, shared by all processes. */
export interface Pace {
  /**
   * Milliseconds to wait; 0: one message may leave now, and is counted. Messages that we start take
   * only from the half above the middle, so that an answer always finds room beside any number of them.
   */
  take(account: string, bulk: boolean): Promise<number>
  /** The platform has said "too fast": nobody sends for so long. */
  hold(account: string, forMs: number): Promise<void>
}

/** What the joined askers of one moment got, and how long the others wait. */
interface Given {
  replies: number
  bulk: number
  replyMs: number
  bulkMs: number
}

// `free_at` is when the last message given out would leave at an even pace; ahead of now by no more
// than the burst. The count need not survive a crash: no commit of it waits for the disk.
const giveStatement = `with off as materialized (
    select set_config('synchronous_commit', 'off', true)
  ), held as (
    select p.account, greatest(p.free_at, clock_timestamp()) as from_at
    from app.pace p, off where p.account = $1 for update of p
  ), ahead as (
    select account, from_at,
      extract(epoch from from_at - clock_timestamp())::float8 * 1000 / $2::float8 as steps from held
  ), replies as (
    select *, least($4::int, greatest(0, floor($3::int - steps + 1e-6)))::int as replies from ahead
  ), all_given as (
    select *, least($5::int, greatest(0,
      floor(ceil($3::int / 2.0) - steps - replies + 1e-6)))::int as bulk from replies
  )
  update app.pace p
  set free_at = g.from_at + (g.replies + g.bulk) * $2::float8 * interval '1 ms'
  from all_given g where p.account = g.account
  returning g.replies, g.bulk,
    ((g.steps + g.replies + g.bulk + 1 - $3::int) * $2::float8)::float8 as "replyMs",
    ((g.steps + g.replies + g.bulk + 1 - ceil($3::int / 2.0)) * $2::float8)::float8 as "bulkMs"`

export function openPace(
  { query }: Pick<Store, 'query'>,
  /** Undefined: the account has no limit. */
  bucketOf: (account: string) => Bucket | undefined,
): Pace {
  const askers = new Map<string, (bulk: boolean) => Promise<number>>()

  /** Those who ask while a statement is under way go together with the next. */
  function askerOf(account: string) {
    const known = askers.get(account)
    if (known) return known
    const asker = grouped<boolean, number>(async (all) => {
      const bucket = bucketOf(account)
      if (!bucket) return all.map(() => 0)
      const bulk = all.filter(Boolean).length
      const given = await give(account, bucket, { replies: all.length - bulk, bulk })
      const left = { replies: given.replies, bulk: given.bulk }
      return all.map((isBulk) => {
        const kind = isBulk ? 'bulk' : 'replies'
        left[kind] -= 1
        if (left[kind] >= 0) return 0
        return Math.max(1, Math.ceil(isBulk ? given.bulkMs : given.replyMs))
      })
    })
    askers.set(account, asker)
    return asker
  }

  async function give(
    account: string,
    { burst, stepMs }: Bucket,
    { replies, bulk }: { replies: number; bulk: number },
  ): Promise<Given> {
    const [given] = await query<Given>(giveStatement, [account, stepMs, burst, replies, bulk])
    if (given) return given
    await query(
      'insert into app.pace (account, free_at) values ($1, now()) on conflict (account) do nothing',
      [account],
    )
    return give(account, { burst, stepMs }, { replies, bulk })
  }

  return {
    take: async (account, bulk) => (bucketOf(account) ? askerOf(account)(bulk) : 0),
    async hold(account, forMs) {
      const bucket = bucketOf(account)
      if (!bucket) return
      // Afterwards one, and the others at an even pace.
      const untilMs = forMs + (bucket.burst - 1) * bucket.stepMs
      await query(
        `insert into app.pace as p (account, free_at) values ($1, now() + $2 * interval '1 ms')
         on conflict (account) do update set free_at = greatest(p.free_at, excluded.free_at)`,
        [account, untilMs],
      )
    },
  }
}
