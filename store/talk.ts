import type { Store } from './database.ts'

/** One line of a conversation as it was said. */
export interface Said {
  /** Grows with time within one conversation: microseconds since 1970, and the place among those of one moment. */
  id: number
  from: 'citizen' | 'bot'
  body: unknown
  atMs: number
}

/** What a citizen and we have said, oldest first: the events kept and the replies promised. */
export async function talkOf(
  { query }: Store,
  citizenId: string,
  { afterId = 0, most = 100 }: { afterId?: number; most?: number } = {},
): Promise<Said[]> {
  const newestFirst = await query<Said>(
    `select * from (
       select (extract(epoch from kept_at) * 1000000)::float8 as id, 'citizen' as "from", body,
         (extract(epoch from kept_at) * 1000)::float8 as "atMs"
       from app.incoming where citizen_id = $1 and body->>'kind' = 'message'
       union all
       select (extract(epoch from created_at) * 1000000)::float8
           + row_number() over (partition by created_at order by id), 'bot', body,
         (extract(epoch from created_at) * 1000)::float8
       from app.outbox where citizen_id = $1 and kind = 'reply'
     ) said where id > $2 order by id desc limit $3`,
    [citizenId, afterId, most],
  )
  return newestFirst.reverse()
}
