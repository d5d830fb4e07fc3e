import type { Reply } from '../adapters/channel.ts'
import { flowNamed } from '../flows/all.ts'
import { dayOf } from '../flows/dates.ts'
import { say } from '../flows/flow.ts'
import { flowOf } from './mend.ts'
import type { Session } from './session.ts'

const minute = 60_000
const hour = 60 * minute
/** A draft is kept a day; after that its words are gone. */
const draftMs = 24 * hour
const topicMs = 2 * hour
/** From here on a returning citizen is told where they stood. */
const pauseMs = 30 * minute

/** What a session still holds when its citizen comes back at `now`, and what is said about it. */
export function wake(saved: Session, now: Date): { session: Session; note: Reply[] } {
  const gap = saved.lastAt === undefined ? 0 : now.getTime() - Date.parse(saved.lastAt)
  const session = expireSilence(mend(saved), now)
  if (gap < pauseMs) return { session, note: [] }

  const fresher: Session =
    gap < topicMs
      ? session
      : {
          ...session,
          topic: undefined,
          office: undefined,
          earlier: [],
          offered: [],
          question: undefined,
          wish: undefined,
          guided: undefined,
          attachments: [],
          unclear: 0,
        }
  const left = fresher.flow ?? fresher.paused
  const name = left && flowNamed(left.name)?.unfinished
  if (gap < draftMs)
    return {
      session: fresher,
      note:
        fresher.flow && name ? [say(`${name} viết dở của Anh/Chị vẫn còn, ta tiếp tục nhé.`)] : [],
    }
  const gone: Session = { ...fresher, flow: undefined, paused: undefined, guesses: 0 }
  const since = dayOf(new Date(left?.askedAt ?? now))
  return {
    session: gone,
    note: name
      ? [say(`${name} viết dở ngày ${since} đã quá một ngày nên được xóa, chưa gửi đi đâu.`)]
      : [],
  }
}

/** Flows of another release: what no longer fits is dropped, the rest goes on. */
const mend = (session: Session): Session => ({
  ...session,
  flow: session.flow && flowOf(session.flow),
  paused: session.paused && flowOf(session.paused),
})

function expireSilence(session: Session, now: Date): Session {
  const { silent } = session
  return silent && Date.parse(silent.until) <= now.getTime()
    ? { ...session, silent: undefined }
    : session
}
