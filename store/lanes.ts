import { type SQL, sql } from 'drizzle-orm'
import type { Database, Store } from './database.ts'
import { grouped } from './group.ts'
import { holdMs } from './sending.ts'

/** An event to keep. `body` is the Incoming as JSON. */
export interface Kept {
  key: string
  citizenId: string
  atMs: number
  body: unknown
  /** The citizen spoke: opens the platform's window, and makes them reachable. */
  spoke: boolean
  /** How long to wait for more of a burst; 0 ends the waiting. */
  waitMs: number
}

/** A lane this process holds: nobody else takes a turn of this citizen until the lease ends. */
export interface Lane {
  citizenId: string
  fence: number
  session: unknown
  heardAtMs: number | null
  reachable: boolean
  hasTickets: boolean
  waiting: { key: string; body: unknown; attempts: number }[]
}

export interface TurnOutcome {
  citizenId: string
  fence: number
  session: unknown
  /** The events this turn has answered. */
  keys: string[]
  /** What was written in them must not stay with us. */
  blank: boolean
  reachable: boolean
  replies: { key: string; reply: unknown }[]
}

export interface Lanes {
  /** Keeps an event durably and wakes its lane; false when it was known already. */
  keep(event: Kept): Promise<boolean>
  /** Takes the leases of lanes that want a turn. */
  claim(most: number): Promise<Lane[]>
  /**
   * Session, events and replies in one commit, joined with the turns of the same moment.
   * The outbox ids of the replies, claimed by this process; undefined when the lease was lost.
   */
  commit(outcome: TurnOutcome): Promise<number[] | undefined>
  /** The same inside the caller's transaction, for a turn with effects. */
  commitIn(tx: Database, outcome: TurnOutcome): Promise<number[] | undefined>
  /** Gives a lane back after a fault: it wants its turn again after `retryMs`. */
  release(lane: Lane, retryMs: number): Promise<void>
  /** That process is gone: its leases end now. */
  releaseOf(owner: string): Promise<void>
  /** This process is the only one: whatever leases there are end now. */
  releaseAll(): Promise<void>
  /** When the next lane wants a turn within the horizon, in ms from now. */
  nextInMs(horizonMs: number): Promise<number | undefined>
}

/** A burst that never pauses gets its turn after this long all the same. */
const burstMs = 6_000

export function openLanes({ db, query }: Store, owner: string): Lanes {
  return {
    keep: grouped((events) => keep(query, events)),
    claim: (most) => claim(query, owner, most),
    commit: grouped((outcomes) => commit(db, owner, outcomes)),
    async commitIn(tx, outcome) {
      const [ids] = await commit(tx, owner, [outcome])
      return ids
    },
    async release({ citizenId, fence, waiting }, retryMs) {
      await query(
        `with freed as (
           update app.citizens set lease_until = null, lease_owner = null,
             wake_at = now() + $3 * interval '1 ms'
           where id = $1 and fence = $2 returning id
         )
         update app.incoming set attempts = attempts + 1 from freed where key = any($4::text[])`,
        [citizenId, fence, retryMs, waiting.map(({ key }) => key)],
      )
    },
    async releaseOf(gone) {
      await query(
        `update app.citizens set lease_until = null, lease_owner = null, wake_at = now()
         where lease_owner = $1`,
        [gone],
      )
    },
    async releaseAll() {
      await query(
        `update app.citizens set lease_until = null, lease_owner = null, wake_at = now()
         where lease_until is not null`,
      )
    },
    async nextInMs(horizonMs) {
      const [next] = await query<{ ms: number | null }>(
        `select (extract(epoch from min(greatest(wake_at, coalesce(lease_until, wake_at))) - now()) * 1000)::float8 as ms
         from app.citizens where wake_at < now() + $1 * interval '1 ms'`,
        [horizonMs],
      )
      return next?.ms ?? undefined
    },
  }
}

async function keep(query: Store['query'], events: Kept[]): Promise<boolean[]> {
  const kept = await query<{ key: string }>(
    // A claimed lane has wake_at = lease_until; any other wake_at is a wish for a turn.
    // Rows are touched in one order everywhere, so that joined writes never wait for each other in a ring.
    `with input as (
       select * from jsonb_to_recordset($1::jsonb)
         as x(key text, "citizenId" text, "atMs" float8, body jsonb, spoke boolean, "waitMs" float8)
     ), kept as (
       insert into app.incoming (key, citizen_id, at, body)
       select key, "citizenId", to_timestamp("atMs" / 1000), body from input order by key
       on conflict (key) do nothing returning key
     ), woken as (
       insert into app.citizens as c (id, wake_at, waiting_since, heard_at)
       select i."citizenId", now() + min(i."waitMs") * interval '1 ms', now(),
         to_timestamp(max(i."atMs") filter (where i.spoke) / 1000)
       from input i join kept k on k.key = i.key group by i."citizenId" order by i."citizenId"
       on conflict (id) do update set
         wake_at = case
           when excluded.wake_at <= now() then now()
           when c.wake_at is null or c.wake_at = c.lease_until then excluded.wake_at
           when c.wake_at <= now() then c.wake_at
           else least(excluded.wake_at, c.waiting_since + ${burstMs} * interval '1 ms') end,
         waiting_since = case
           when c.wake_at is null or c.wake_at = c.lease_until then now() else c.waiting_since end,
         heard_at = greatest(c.heard_at, excluded.heard_at),
         reachable = c.reachable or excluded.heard_at is not null
     )
     select key from kept`,
    [JSON.stringify(events)],
  )
  const fresh = new Set(kept.map(({ key }) => key))
  // A key that came twice in one moment was kept once: the first asker hears so.
  return events.map(({ key }) => fresh.delete(key))
}

function claim(query: Store['query'], owner: string, most: number): Promise<Lane[]> {
  return query<Lane>(
    `with due as (
       select id from app.citizens
       where wake_at <= now() and (lease_until is null or lease_until <= now())
       order by wake_at limit $2 for update skip locked
     ), mine as (
       update app.citizens c set fence = fence + 1, lease_owner = $1, waiting_since = null,
         lease_until = now() + $3 * interval '1 ms', wake_at = now() + $3 * interval '1 ms'
       from due where c.id = due.id
       returning c.id, c.fence, c.session, c.heard_at, c.reachable
     )
     select m.id as "citizenId", m.fence::int as fence, m.session, m.reachable,
       exists (select 1 from app.tickets t where t.citizen_id = m.id) as "hasTickets",
       (extract(epoch from m.heard_at) * 1000)::float8 as "heardAtMs",
       coalesce((
         select jsonb_agg(jsonb_build_object('key', i.key, 'body', i.body, 'attempts', i.attempts) order by i.at, i.seq)
         from app.incoming i where i.citizen_id = m.id and i.done_at is null
       ), '[]') as waiting
     from mine m`,
    [owner, most, holdMs],
  )
}

async function commit(
  tx: Database,
  owner: string,
  outcomes: TurnOutcome[],
): Promise<(number[] | undefined)[]> {
  // Arrays, not joins: without statistics a planner joins by reading whole tables.
  const rows = await execute<{ citizenId: string; ids: number[] | null }>(
    tx,
    sql`with input as (
      select * from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb)
        as x("citizenId" text, fence bigint, session jsonb, keys jsonb, blank boolean, reachable boolean, replies jsonb)
    ), locked as (
      select id from app.citizens where id = any(array(select "citizenId" from input))
      order by id for update
    ), held as (
      update app.citizens c set session = i.session, reachable = i.reachable,
        lease_until = null, lease_owner = null,
        wake_at = case when c.wake_at = c.lease_until then null else c.wake_at end
      from input i
      where c.id = any(array(select id from locked)) and c.id = i."citizenId" and c.fence = i.fence
      returning c.id
    ), done as (
      update app.incoming set done_at = now(),
        body = case when key = any(array(
          select jsonb_array_elements_text(i.keys) from input i where i.blank
        )) then body || '{"text": "", "attachments": []}' else body end
      where key = any(array(
        select jsonb_array_elements_text(i.keys) from input i join held h on h.id = i."citizenId"
      ))
    ), unparked as (
      update app.outbox set state = 'waiting', next_at = now()
      where citizen_id = any(array(select id from held)) and state = 'parked'
    ), promised as (
      insert into app.outbox (key, kind, citizen_id, body, state, owner, owned_until)
      select r.value->>'key', 'reply', i."citizenId", r.value->'reply', 'claimed', ${owner},
        now() + ${holdMs} * interval '1 ms'
      from input i join held h on h.id = i."citizenId",
        jsonb_array_elements(i.replies) with ordinality r(value, nth)
      order by i."citizenId", r.nth
      on conflict (key) do nothing
      returning id, citizen_id
    )
    select h.id as "citizenId",
      (select jsonb_agg(p.id order by p.id) from promised p where p.citizen_id = h.id) as ids
    from held h`,
  )
  const held = new Map(rows.map(({ citizenId, ids }) => [citizenId, ids ?? []]))
  return outcomes.map(({ citizenId }) => held.get(citizenId))
}

async function execute<Row>(tx: Database, statement: SQL): Promise<Row[]> {
  // as: drizzle types a raw result as the engine's; both have rows.
  return ((await tx.execute(statement)) as unknown as { rows: Row[] }).rows
}
