import type { Store } from './database.ts'

/** Keeping times in days; the province decides, these are the defaults the law briefing gives. */
const keepDays = { talk: 30, files: 365, mail: 365, unanswered: 90 } as const

export interface Removed {
  words: number
  replies: number
  sessions: number
  files: number
  mail: number
  unanswered: number
  originals: number
}

/**
 * Removes what has passed its keeping time: conversations after 30 days (the key of an event stays
 * 7 days at least, so that a late repetition is known), and with them files that no report took along,
 * files of a report a year after its end, unanswered questions after 90 days, captured mail and the
 * originals of officers' mails after a year; what became of those stays counted.
 */
export async function removeExpired({ query }: Store, now: Date): Promise<Removed> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()
  const count = async (statement: string, params: unknown[]) =>
    (await query(statement, params)).length
  return {
    words: await count(`delete from app.incoming where done_at < $1::timestamptz returning 1`, [
      before(keepDays.talk),
    ]),
    replies: await count(`delete from app.outbox where done_at < $1::timestamptz returning 1`, [
      before(keepDays.talk),
    ]),
    sessions: await count(
      `delete from app.citizens c where coalesce(heard_at, created_at) < $1::timestamptz
         and wake_at is null and not exists (
           select 1 from app.tickets t where t.citizen_id = c.id and t.state not in ('closed', 'withdrawn')
         ) returning 1`,
      [before(keepDays.talk)],
    ),
    files: await count(
      `delete from app.files f where ticket_id is null and created_at < $1::timestamptz
         or exists (
           select 1 from app.tickets t where t.id = f.ticket_id and t.updated_at < $2::timestamptz
             and t.state in ('answered', 'closed', 'withdrawn')
         ) returning 1`,
      [before(keepDays.talk), before(keepDays.files)],
    ),
    mail: await count(`delete from app.captured_mail where at < $1::timestamptz returning 1`, [
      before(keepDays.mail),
    ]),
    unanswered: await count(`delete from app.unanswered where at < $1::timestamptz returning 1`, [
      before(keepDays.unanswered),
    ]),
    originals: await count(
      `update app.inbound_mail set raw = '' where received_at < $1::timestamptz
         and state <> 'waiting' and raw <> '' returning 1`,
      [before(keepDays.mail)],
    ),
  }
}
