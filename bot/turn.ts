import type { Incoming, Reply, Spoken } from '../adapters/channel.ts'
import type { Draft, TicketView } from '../desk/ticket.ts'
import { type Cannot, type Effect, type Services, say } from '../flows/flow.ts'
import { onEvent } from './events.ts'
import { hashOf, isMachine, repeats, sameAgain, stuck } from './loops.ts'
import { type Moment, momentsOf } from './moments.ts'
import { isTooFast, paceAfter } from './pace.ts'
import { react } from './react.ts'
import { readRef, startIfTyped } from './ref.ts'
import { hereAgain } from './repair.ts'
import { keepFiles, nameFiles, withoutIdCards } from './sent-files.ts'
import type { Session } from './session.ts'
import { type Said, said, type Talk, type Verdict } from './talk.ts'
import { wake } from './wake.ts'

export interface TurnInput {
  session: Session
  /** A burst of one citizen, oldest first, at least one. */
  incoming: Incoming[]
  now: Date
  /** Drawn beforehand, used only if something begins in this turn. */
  fresh: Draft
  /** The citizen's own, newest first, and those whose code was named (codesWanted). */
  tickets: TicketView[]
}

export interface TurnResult {
  session: Session
  replies: Reply[]
  effects: Effect[]
  verdict: Verdict
  /** Why something could not be done, if so. */
  cannot?: Cannot
}

/** One turn of one citizen. Pure: no clock, no chance, no input or output. */
export function turn(
  { session: saved, incoming: heard, now, fresh, tickets }: TurnInput,
  services: Services,
): TurnResult {
  const { session: woken, note } = wake(saved, now)
  let talk: Talk = { session: woken, services, now, fresh, tickets, used: false }
  const { incoming, refused } = withoutIdCards(heard.map(startIfTyped).map(nameFiles))
  const parts: Said[] = refused ? [said(woken, 'noted', [say(services.text('data.personal'))])] : []
  for (const moment of momentsOf(incoming)) {
    const part = reactTo(talk, moment)
    parts.push(part)
    talk = { ...talk, session: part.session, used: talk.used || files(part.effects) }
  }
  const result = close(talk, parts, note, incoming)
  if (result.verdict === 'silent') return result
  // First: a report that takes them along finds them noted.
  return { ...result, effects: [...keepFiles(incoming, result.effects), ...result.effects] }
}

function reactTo(talk: Talk, moment: Moment): Said {
  const channel = ('spoken' in moment ? moment.spoken[0] : moment.event)?.from.channel
  if (channel && talk.services.isOff(`channel:${channel}`)) return closed(talk, moment)
  if ('spoken' in moment) return react(cameThrough(talk, moment.spoken), moment.spoken)
  return moment.event.kind === 'edit'
    ? react(talk, [asSpoken(moment.event)], 'edited')
    : onEvent(talk, moment.event)
}

/** Words that came through an advertisement or a link of a place are about that place. */
function cameThrough(talk: Talk, spoken: readonly Spoken[]): Talk {
  const { commune } = readRef(spoken.find(({ ref }) => ref)?.ref, talk.services)
  return commune ? { ...talk, session: { ...talk.session, commune: commune.code } } : talk
}

/** The province has shut this channel: words get the way to a person, danger its numbers, the rest silence. */
function closed(talk: Talk, moment: Moment): Said {
  const { session, services } = talk
  if (!('spoken' in moment)) return said(session, 'silent', [])
  const inDanger = moment.spoken.some(({ text }) => services.classify(text).kind === 'emergency')
  return inDanger
    ? react(talk, moment.spoken)
    : said(session, 'declined', [say(services.text('off.channel'))])
}

/** Joins the moments' words: every reply once, the open question once and last. */
function close(
  talk: Talk,
  parts: readonly Said[],
  note: Reply[],
  incoming: readonly Incoming[],
): TurnResult {
  const question = parts.findLast(
    ({ replies, question }) => question ?? replies.length > 0,
  )?.question
  const spoken = [...parts.flatMap(({ replies }) => replies), ...(question ? [question] : [])]
  const { session, services, now } = talk
  const effects = parts.flatMap((part) => part.effects)
  const verdict = parts.findLast(({ verdict }) => verdict !== 'silent')?.verdict ?? 'silent'
  const reason = parts.findLast(({ cannot }) => cannot)?.cannot
  const pace = paceAfter(session.pace, incoming, now)
  const here: Session = { ...seen(session, now, incoming), pace, ...repeats(session, incoming) }
  if (spoken.length === 0) return { session: here, replies: [], effects, verdict }
  if (isTooFast(pace, verdict) && pace) {
    const told = { ...here, disclosed: true, pace: { ...pace, told: true } }
    const replies = pace.told ? [] : [say(services.text('too-fast'))]
    return { session: told, replies, effects, verdict: 'slowed', cannot: 'too-fast' }
  }

  const fresh = note.length > 0 ? spoken.filter(({ text }) => text !== hereAgain) : spoken
  const written = disclose([...note, ...fresh], session, services, verdict)
  const lastReply = hashOf(written.map(({ text }) => text).join('\n'))
  const echoes = lastReply === session.lastReply ? session.echoes + 1 : 0
  const explains = question !== undefined && spoken.length > 1 && verdict === 'repaired'
  const replies = explains && echoes % 2 === 1 ? onceMore(written) : written
  const next: Session = {
    ...here,
    disclosed: true,
    offered: question
      ? (question.choices ?? [])
      : (spoken.findLast(({ choices }) => choices)?.choices ?? []),
    lastReply,
    echoes,
  }
  const machine = isMachine(incoming, services) || stuck(talk, echoes)
  const again = verdict === 'emergency' ? undefined : sameAgain(here)
  if (machine) return { session: next, replies: [], effects, verdict: 'loop' }
  if (again) return { session: next, replies: again, effects, verdict: 'loop' }
  return { session: next, replies, effects, verdict, ...(reason && { cannot: reason }) }
}

/** A first answer says that a machine speaks; in an emergency the numbers stand before that. */
function disclose(
  replies: Reply[],
  session: Session,
  services: Services,
  verdict: Verdict,
): Reply[] {
  const [first, ...others] = replies
  if (session.disclosed || !first) return replies
  const words = services.text('disclosure')
  const text = verdict === 'emergency' ? `${first.text}\n${words}` : `${words}\n${first.text}`
  return [{ ...first, text }, ...others]
}

/** The same explanation comes a second time running: it says so instead of sounding deaf. */
const onceMore = ([first, ...others]: Reply[]): Reply[] =>
  first ? [{ ...first, text: `Tôi xin nhắc lại:\n${first.text}` }, ...others] : []

const seen = (session: Session, now: Date, incoming: readonly Incoming[]): Session =>
  incoming.some(({ kind }) => kind === 'message' || kind === 'start' || kind === 'edit')
    ? { ...session, lastAt: now.toISOString() }
    : session

const files = (effects: readonly Effect[]) => effects.some(({ type }) => type === 'open-ticket')

const asSpoken = ({ text, key, from, at }: Extract<Incoming, { kind: 'edit' }>): Spoken => ({
  kind: 'message',
  key,
  from,
  at,
  text,
  attachments: [],
})
