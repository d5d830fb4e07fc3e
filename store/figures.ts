import type { Store } from './database.ts'

export interface Counts {
  fields: { field: string; count: number }[]
  states: { state: string; count: number }[]
  /** Of those that have an answer. */
  onTime: number
  late: number
}

/** Tickets received in a period, counted; answered in time is judged by the first answer. */
export async function countTickets({ query }: Store, from: Date, to: Date): Promise<Counts> {
  const period = [from.toISOString(), to.toISOString()]
  const within = 'received_at >= $1::timestamptz and received_at < $2::timestamptz'
  const [fields, states, answered] = await Promise.all([
    query<Counts['fields'][number]>(
      `select field, count(*)::int as count from app.tickets where ${within} group by field order by 2 desc, 1`,
      period,
    ),
    query<Counts['states'][number]>(
      `select state, count(*)::int as count from app.tickets where ${within} group by state order by 1`,
      period,
    ),
    query<{ onTime: number; late: number }>(
      `select count(*) filter (where first <= due_at)::int as "onTime",
         count(*) filter (where first > due_at)::int as late
       from (
         select t.due_at, min(e.at) as first from app.tickets t
         join app.ticket_events e on e.ticket_id = t.id and e.action in ('answer', 'done')
         where ${within} group by t.id, t.due_at
       ) answers`,
      period,
    ),
  ])
  return { fields, states, onTime: answered[0]?.onTime ?? 0, late: answered[0]?.late ?? 0 }
}
