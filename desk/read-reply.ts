import type { Database } from '../store/database.ts'
import { type LetterRow, lettersOf } from '../store/letters.ts'
import { eventsOf } from '../store/tickets.ts'
import { isGarbled } from './charset.ts'
import { cutReply } from './cut-reply.ts'
import { letterOf } from './deliver.ts'
import { type Desk, eventOf } from './desk.ts'
import type { Answered } from './letter-answered.ts'
import { soundsAutomatic } from './machine-mail.ts'
import { type Wanted, wantedIn } from './mail-command.ts'
import { textOf } from './mail-text.ts'
import type { MailProblem } from './mail-words.ts'
import type { Mail } from './parse-mail.ts'
import { purposeOf } from './purpose-of.ts'
import { provenAuthor } from './sender-proof.ts'
import type { Ticket, TicketEvent } from './ticket.ts'

export type ReadReply =
  | { ok: true; wanted: Extract<Wanted, { ok: true }> }
  /** `text`: what could be read of it, for the officers' page. */
  | { ok: false; held: boolean; why: MailProblem; text: string }

/** What an officer's mail asks for, when there is no doubt who wrote it and what they wrote. */
export async function readReply(
  tx: Database,
  desk: Desk,
  { ticket, answered, mail }: { ticket: Ticket; answered: Answered; mail: Mail },
): Promise<ReadReply> {
  const { letter, expired } = answered
  const events = (await eventsOf(tx, ticket.id)).map(eventOf)
  const whole = textOf(mail)
  const purpose = await purposeOf(tx, ticket.id, letter.purpose)
  const ours = letterOf(desk, ticket, letter, purpose)
  const cut = cutReply(whole, ours.text)
  const text = cut.ok ? cut.text : whole
  const problem = (why: MailProblem, held = true): ReadReply => ({ ok: false, held, why, text })

  if (mail.opens !== 'well') return problem(mail.opens)
  if (!mail.from || !desk.writersFor(letter.recipient).includes(mail.from))
    return problem('sender-unknown')
  if (!desk.authservId || !provenAuthor(mail, desk.authservId)) return problem('sender-unproven')
  if (expired) return problem('expired', false)
  if (!cut.ok) return problem(isGarbled(whole) ? 'garbled' : cut.why, !isGarbled(whole))
  if (isGarbled(cut.text)) return problem('garbled', false)
  if (soundsAutomatic(cut.text)) return problem('looks-automatic')
  const wanted = wantedIn(cut.text)
  if (!wanted.ok) return problem(wanted.why)
  if (wanted.action !== 'note' && (await changedSince(tx, letter, events)))
    return problem('changed-since')
  return { ok: true, wanted }
}

/**
 * Has the citizen, or another officer, written what the answered letter's reader cannot have seen?
 * The citizen's words go out in a letter of their own: whoever answers that one or a later one knows.
 */
async function changedSince(
  tx: Database,
  letter: LetterRow,
  events: readonly TicketEvent[],
): Promise<boolean> {
  const theirs = await lettersOf(tx, letter.ticketId)
  return events.some(({ id, at, actor, action }) => {
    if (actor === 'system' || actor === letter.recipient || action === 'file') return false
    if (actor !== 'citizen') return action !== 'note' && at > letter.createdAt
    const told = theirs.find(
      ({ recipient, purpose }) => recipient === letter.recipient && purpose === `addition:${id}`,
    )
    return action === 'add' && (told ? told.id > letter.id : at > letter.createdAt)
  })
}
