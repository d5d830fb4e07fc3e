import type { Store } from './database.ts'
import { grouped } from './group.ts'

/** A promised reply that this process may send now. */
export interface Claimed {
  id: number
  citizenId: string
  reply: unknown
  /** Parts that the platform has taken already. */
  parts: number
  attempts: number
  /** Noted as leaving with the turn that promised it. */
  begun?: boolean
  /** The last act of the citizen that opened a window; ms since 1970. */
  heardAtMs: number | null
  reachable: boolean
  /** We start it: it leaves after the answers. */
  bulk: boolean
}

/** How one attempt ended; the state the row moves to. */
export interface Ended {
  id: number
  state: 'done' | 'waiting' | 'parked' | 'failed' | 'doubtful' | 'dropped'
  parts: number
  messageIds: string[]
  /** Verdict and code, never words. */
  error?: string
  /** With 'waiting': when to try again. */
  afterMs?: number
}

export interface Sending {
  /** The first open reply of each citizen that nobody holds, oldest first: answers, or what we start. */
  claim(most: number, bulk: boolean): Promise<Claimed[]>
  /** Durably notes that a request is about to leave. False: the row is no longer ours, or an earlier one must go first. */
  begin(id: number): Promise<boolean>
  /** Lets go of a row that may not go yet; whoever looks next takes the citizen's first. */
  yield(id: number): Promise<void>
  end(ended: Ended): Promise<void>
  /** The platform showed us our own message: it went out, whatever else we know. */
  echoed(id: number): Promise<void>
  /** What a dead process was sending is in doubt (or done, when echoed). How many are newly in doubt. */
  settle(): Promise<number>
  /**
   * That process is gone. What it held goes out again, but for the requests that had left: those
   * are in doubt (or done, when echoed). How many are newly in doubt.
   */
  releaseOf(owner: string, left: number[]): Promise<number>
  /** This process is the only one: whatever anybody held is free now. */
  releaseAll(): Promise<void>
  /** When the next row comes due within the horizon, in ms from now. */
  nextInMs(horizonMs: number, bulk: boolean): Promise<number | undefined>
}

/** How long a row is one process's own without a sign of life. */
export const holdMs = 20_000
/** And while its request is on the way. */
export const leavingMs = 60_000

const free = `((o.state = 'waiting' and o.next_at <= now()) or (o.state = 'claimed' and o.owned_until < now()))`
// An answer waits for no message that we start: its citizen may stand at the end of a long list.
// A scalar with a limit, not "exists": that would become a join, planned without statistics as a scan.
const earlierOpen = `coalesce((select true from app.outbox e
  where e.citizen_id = o.citizen_id and e.id < o.id and e.kind = 'reply' and (o.bulk or not e.bulk)
  and e.state in ('waiting', 'claimed', 'sending') order by e.id limit 1), false)`

export function openSending({ query }: Store, owner: string): Sending {
  const begin = grouped<number, boolean>(async (ids) => {
    const begun = await query<{ id: number }>(
      `update app.outbox o
       set state = 'sending', attempts = attempts + 1, owned_until = now() + $3 * interval '1 ms'
       where o.id = any($1::bigint[]) and o.state = 'claimed' and o.owner = $2 and not ${earlierOpen}
       returning o.id::int as id`,
      [ids, owner, leavingMs],
    )
    const ours = new Set(begun.map(({ id }) => id))
    return ids.map((id) => ours.has(id))
  })

  const end = grouped<Ended, void>(async (all) => {
    await query(
      `update app.outbox o set
         state = case when o.echoed and x.state = 'doubtful' then 'done' else x.state end,
         parts = x.parts, message_ids = o.message_ids || x."messageIds", error = x.error, owner = null,
         next_at = case when x.state = 'waiting' then now() + coalesce(x."afterMs", 0) * interval '1 ms' else o.next_at end,
         done_at = case when x.state in ('waiting', 'parked') then null else now() end
       from jsonb_to_recordset($1::jsonb)
         as x(id bigint, state text, parts int, "messageIds" jsonb, error text, "afterMs" float8)
       where o.id = any($3::bigint[]) and o.id = x.id and o.owner = $2`,
      [JSON.stringify(all), owner, all.map(({ id }) => id)],
    )
    return all.map(() => undefined)
  })

  const echoed = grouped<number, void>(async (ids) => {
    await query(
      `update app.outbox set echoed = true, state = case when state = 'doubtful' then 'done' else state end
       where id = any($1::bigint[]) and state in ('sending', 'doubtful')`,
      [ids],
    )
    return ids.map(() => undefined)
  })

  return {
    begin,
    end,
    echoed,
    claim: (most, bulk) =>
      query<Claimed>(
        `with due as (
           select o.id from app.outbox o
           where o.kind = 'reply' and o.state in ('waiting', 'claimed', 'sending') and o.bulk = $4
             and ${free} and not ${earlierOpen}
           order by o.bulk, o.id limit $2 for update skip locked
         )
         update app.outbox o set state = 'claimed', owner = $1, owned_until = now() + $3 * interval '1 ms'
         from app.citizens c
         where o.id = any(array(select id from due)) and c.id = o.citizen_id
         returning o.id::int as id, o.citizen_id as "citizenId", o.body as reply, o.parts, o.attempts,
           o.bulk, (extract(epoch from c.heard_at) * 1000)::float8 as "heardAtMs", c.reachable`,
        [owner, most, holdMs, bulk],
      ),
    async yield(id) {
      await query(
        `update app.outbox set state = 'waiting', owner = null
         where id = $1 and state = 'claimed' and owner = $2`,
        [id, owner],
      )
    },
    async settle() {
      const settled = await query<{ state: string }>(
        `update app.outbox set state = case when echoed then 'done' else 'doubtful' end,
           error = 'died while sending', done_at = now()
         where kind = 'reply' and state = 'sending' and owned_until < now() returning state`,
      )
      return settled.filter(({ state }) => state === 'doubtful').length
    },
    async releaseOf(gone, left) {
      const released = await query<{ state: string }>(
        `update app.outbox set owner = null, owned_until = null, next_at = now(),
           state = case when state = 'claimed' or not id = any($2::bigint[]) then 'waiting'
             when echoed then 'done' else 'doubtful' end,
           error = case when state = 'sending' and id = any($2::bigint[]) then 'died while sending' end
         where owner = $1 and state in ('claimed', 'sending') returning state`,
        [gone, left],
      )
      return released.filter(({ state }) => state === 'doubtful').length
    },
    async releaseAll() {
      await query(
        `update app.outbox set owned_until = now() - interval '1 ms' where state in ('claimed', 'sending')`,
      )
    },
    async nextInMs(horizonMs, bulk) {
      const [next] = await query<{ ms: number | null }>(
        `select (extract(epoch from min(next_at) - now()) * 1000)::float8 as ms from app.outbox
         where kind = 'reply' and state = 'waiting' and bulk = $2
           and next_at < now() + $1 * interval '1 ms'`,
        [horizonMs, bulk],
      )
      return next?.ms ?? undefined
    },
  }
}

/** A channel that a person has mended: what waited for that goes out with the next sweep. */
export async function hurry({ query }: Store, channel: string): Promise<void> {
  await query(
    `update app.outbox set next_at = now()
     where kind = 'reply' and state = 'waiting' and error like 'wake %' and starts_with(citizen_id, $1)`,
    [`${channel}:`],
  )
}
