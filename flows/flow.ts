import type { Attachment, Reply } from '../adapters/channel.ts'
import type { Classified, Draft, Field, Filing, Kind, TicketKind, Urgency } from '../desk/ticket.ts'
import type { Asked, AskContext } from '../knowledge/ask.ts'
import type { PlaceFound } from '../knowledge/place.ts'
import type { Commune } from '../knowledge/commune.ts'
import type { Procedure } from '../knowledge/procedure.ts'

/** What a turn promises besides its replies; the lane commits them with the session, in one transaction. */
export type Effect =
  | { type: 'open-ticket'; filing: Filing }
  /** The citizen's own addition, or the answer to an officer's question. */
  | { type: 'add-to-ticket'; ticketId: string; text: string; attachments: Attachment[] }
  | { type: 'withdraw-ticket'; ticketId: string }
  /** What the citizen wrote in this turn must not stay with us (denunciation, ID numbers). */
  | { type: 'blank-words' }
  | { type: 'erase-citizen' }
  /** A question nobody could answer, for the content-gap list; personal data already masked. */
  | { type: 'unanswered'; question: string }

/** Where a submission goes; the province's dated table decides. */
export interface Route {
  mailbox: string
  /** The office in words, for the citizen. */
  office: string
  /** Which line of the table, so that a later change can be explained. */
  line: string
}

/** What flows may ask of the rest of the product. All pure: same question, same answer, no input or output. */
export interface Services {
  ask(question: string, context?: AskContext): Asked
  procedure(code: string): Procedure | undefined
  place(text: string): PlaceFound
  classify(text: string): Classified
  route(what: { kind: TicketKind; field: Field; commune?: Commune; on: Date }): Route
  due(what: { kind: TicketKind; field: Field; urgency: Urgency; from: Date }): Date
  /** A text of the province's content/texts.yaml, its {words} filled in. Throws for an unknown key. */
  text(key: string, words?: Record<string, string>): string
  fieldName(field: Field): string
  /** Is the office open at this moment, and if not, when does it open next? */
  officeHours(at: Date): { open: boolean; opensAt: Date }
  publicUrl: string
}

export interface Outcome {
  replies: Reply[]
  effects?: Effect[]
}

export const say = (text: string, choices?: Reply['choices']): Reply => ({
  text,
  ...(choices && { choices }),
})

export type { Draft, Kind }
