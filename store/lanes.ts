import { sql } from 'drizzle-orm'
import type { Database, Store } from './database.ts'
import { grouped } from './group.ts'
import { holdMs, leavingMs } from './sending.ts'

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
  /** A person has spoken to the citizen, or another application has taken the thread: what the bot has not sent yet is dropped. */
  hushed: boolean
  replies: { key: string; reply: unknown }[]
  /** Questions that nobody could answer, for the content-gap list. */
  unanswered: string[]
  /** Somebody sends the first reply as soon as this is committed: it is noted as leaving in the same commit. */
  leaves: boolean
}

/** A promised reply that this process holds. */
export interface Promised {
  id: number
  /** Noted as leaving already: no further note is needed before the first byte. */
  begun: boolean
}

export interface Lanes {
  /** Keeps an event durably and wakes its lane; false when it was known already. */
  keep(event: Kept): Promise<boolean>
  /** Takes the leases of lanes that want a turn. */
  claim(most: number): Promise<Lane[]>
  /**
   * Session, events and replies in one commit, joined with the turns of the same moment.
   * The outbox rows of the replies, held by this process; undefined when the lease was lost.
   */
  commit(outcome: TurnOutcome): Promise<Promised[] | undefined>
  /** The same inside the caller's transaction, for a turn with effects. */
  commitIn(tx: Database, outcome: TurnOutcome): Promise<Promised[] | undefined>
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

export function openLanes({ query }: Pick<Store, 'query'>, owner: string): Lanes {
  return {
    keep: grouped((events) => keep(query, events)),
    claim: (most) => claim(query, owner, most),
    commit: grouped((outcomes) => commit(query, owner, outcomes)),
    async commitIn(tx, outcome) {
      const [promised] = await commit(queryIn(tx), owner, [outcome])
      return promised
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
       where c.id = any(array(select id from due))
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

/** An earlier reply goes first, also one that this very turn has set free. */
const nothingOpen = `not coalesce(
  (select true from app.outbox e where e.citizen_id = i."citizenId" and e.kind = 'reply' and not e.bulk
    and e.state in ('waiting', 'claimed', 'sending') order by e.id limit 1),
  (select true from app.outbox e where e.citizen_id = i."citizenId" and e.state = 'parked' limit 1),
  false)`

// Arrays, not joins: without statistics a planner joins by reading whole tables.
const commitStatement = `with input as (
      select * from jsonb_to_recordset($1::jsonb)
        as x("citizenId" text, fence bigint, session jsonb, keys jsonb, blank boolean, reachable boolean, hushed boolean, replies jsonb, leaves boolean, unanswered jsonb)
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
      update app.outbox set state = 'waiting', next_at = now(), bulk = false
      where citizen_id = any(array(select h.id from held h join input i on i."citizenId" = h.id where not i.hushed))
        and state = 'parked'
    ), silenced as (
      update app.outbox set state = 'dropped', owner = null, done_at = now(), error = 'a person speaks'
      where citizen_id = any(array(select h.id from held h join input i on i."citizenId" = h.id where i.hushed))
        and kind = 'reply' and state in ('waiting', 'claimed') and body->'human' is distinct from 'true'
    ), noted as (
      insert into app.unanswered (question)
      select jsonb_array_elements_text(i.unanswered) from input i join held h on h.id = i."citizenId"
    ), promised as (
      insert into app.outbox (key, kind, citizen_id, body, owner, state, attempts, owned_until)
      select r.value->>'key', 'reply', i."citizenId", r.value->'reply', $2,
        case when l.leaves then 'sending' else 'claimed' end,
        case when l.leaves then 1 else 0 end,
        now() + case when l.leaves then ${leavingMs} else ${holdMs} end * interval '1 ms'
      from input i join held h on h.id = i."citizenId",
        jsonb_array_elements(i.replies) with ordinality r(value, nth),
        lateral (select i.leaves and r.nth = 1 and ${nothingOpen} as leaves) l
      order by i."citizenId", r.nth
      on conflict (key) do nothing
      returning id, citizen_id, state
    )
    select h.id as "citizenId",
      jsonb_agg(jsonb_build_object('id', p.id, 'begun', p.state = 'sending') order by p.id)
        filter (where p.id is not null) as promised
    from held h left join promised p on p.citizen_id = h.id group by h.id`

async function commit(
  query: Store['query'],
  owner: string,
  outcomes: TurnOutcome[],
): Promise<(Promised[] | undefined)[]> {
  const rows = await query<{ citizenId: string; promised: Promised[] | null }>(commitStatement, [
    JSON.stringify(outcomes),
    owner,
  ])
  const held = new Map(rows.map(({ citizenId, promised }) => [citizenId, promised ?? []]))
  return outcomes.map(({ citizenId }) => held.get(citizenId))
}

/** The same statements inside a transaction of the caller. */
const queryIn =
  (tx: Database): Store['query'] =>
  async <Row>(text: string, params: unknown[] = []) => {
    const pieces = text
      .split(/\$(\d)/)
      .map((piece, n) => (n % 2 === 0 ? sql.raw(piece) : sql`${params[Number(piece) - 1]}`))
    // as: drizzle types a raw result as the engine's; both have rows.
    return ((await tx.execute(sql.join(pieces))) as unknown as { rows: Row[] }).rows
  }
