import type { Database } from '../store/database.ts'
import { attachmentsOfEvent, mailById } from '../store/inbound-mail.ts'
import { eventsOf } from '../store/tickets.ts'
import { problemWords, receiptWords } from './mail-words.ts'
import type { Purpose } from './purpose.ts'

/** A letter's purpose with its words, from the ledger's "addition:12" (purpose.ts). */
export async function purposeOf(db: Database, ticketId: string, key: string): Promise<Purpose> {
  const [type, ...rest] = key.split(':')
  const about = Number(rest.join(':'))
  const event = (await eventsOf(db, ticketId)).find(({ id }) => id === about)
  const text = event?.text ?? ''
  switch (type) {
    case 'returned':
      return { type, event: about, text, by: event?.actor ?? '' }
    case 'addition':
      return { type, event: about, text }
    case 'copy':
      return { type, event: about, text, attachments: await attachmentsOfEvent(db, about) }
    case 'receipt':
      return { type, event: about, what: receiptWords[event?.action ?? ''] ?? '' }
    case 'mail-held':
    case 'mail-returned':
      return { type, mail: about, words: problemWords((await mailById(db, about))?.reason ?? '') }
    case 'undeliverable':
      return { type, recipient: rest.join(':') }
    case 'withdrawn':
    case 'due-soon':
    case 'overdue':
    case 'new-ticket':
      return { type }
    default:
      throw new Error(`no letter has the purpose "${key}"`)
  }
}
