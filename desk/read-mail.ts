import { z } from 'zod'
import { FinalError } from '../border.ts'
import type { Database } from '../store/database.ts'
import { type InboundMail, lockWaitingMail, mailById, settleMail } from '../store/inbound-mail.ts'
import { defineJob } from '../store/job.ts'
import { lockTicket } from '../store/tickets.ts'
import { noteBounce } from './bounce.ts'
import { type Desk, ticketOf } from './desk.ts'
import { doWanted } from './do-wanted.ts'
import { letterAnswered } from './letter-answered.ts'
import { machineOf } from './machine-mail.ts'
import { type Mail, parseMail } from './parse-mail.ts'
import { readReply } from './read-reply.ts'
import { tellOfMail } from './tell-of-mail.ts'

/**
 * An officer's kept mail does what it asks, once: everything that follows from it and its own end
 * are one transaction. It ends delivered, held, returned or noted, and never silently.
 */
export const readMail = defineJob({
  name: 'read-mail',
  attempts: 8,
  payload: z.object({ id: z.number() }),

  async run({ id }, desk: Desk) {
    const row = await mailById(desk.db, id)
    if (!row) throw new FinalError(`read-mail: there is no mail ${id}`)
    if (row.state !== 'waiting') return
    const mail = await parseMail(row.raw)
    const alarm = await desk.db.transaction(async (tx) => {
      return (await lockWaitingMail(tx, id)) ? read(tx, desk, row, mail) : undefined
    })
    if (alarm) await desk.alarm(...alarm)
  },
})

/** Key and reason of what a person should hear of. */
type Alarmed = [string, string] | undefined

async function read(tx: Database, desk: Desk, row: InboundMail, mail: Mail): Promise<Alarmed> {
  const answered = await letterAnswered(tx, desk, row, mail)
  const machine = machineOf(mail, row.sender)
  const attachments = mail.attachments
  if (machine) {
    const bounced = machine === 'bounce' && answered
    const alarm = bounced ? await noteBounce(tx, answered.letter, mail) : undefined
    const ticketId = answered?.letter.ticketId
    await settleMail(tx, row.id, { state: 'noted', reason: machine, ticketId, attachments })
    return alarm
  }
  const ticketRow = answered && (await lockTicket(tx, answered.letter.ticketId))
  if (!ticketRow) return unknownAddress(tx, row)

  const { letter } = answered
  const ticket = ticketOf(ticketRow)
  const said = await readReply(tx, desk, { ticket, answered, mail })
  const done = said.ok ? await doWanted(tx, desk, ticket, letter.recipient, said.wanted) : said
  if (done.ok) {
    const { event } = done
    const delivered = { state: 'delivered', reason: said.ok ? said.wanted.action : null } as const
    await settleMail(tx, row.id, { ...delivered, ticketId: ticket.id, eventId: event, attachments })
    return undefined
  }
  const state = done.held ? 'held' : 'returned'
  const eventId = await tellOfMail(tx, desk, ticket, letter.recipient, {
    mail: row.id,
    state,
    text: done.text,
  })
  await settleMail(tx, row.id, {
    state,
    reason: done.why,
    ticketId: ticket.id,
    eventId,
    attachments,
  })
  return done.held
    ? [
        `mail-held:${done.why}`,
        `${ticket.code}: an officer's mail was held (${done.why}); the coordinator has a letter`,
      ]
    : undefined
}

/** Nobody is told: whoever wrote it, no address in it is one that we trust. */
async function unknownAddress(tx: Database, { id }: InboundMail): Promise<Alarmed> {
  await settleMail(tx, id, { state: 'held', reason: 'unknown-address' })
  return [
    'mail-held:unknown-address',
    'mails came in that answer no letter of ours; see app.inbound_mail',
  ]
}
