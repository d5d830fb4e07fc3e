import type { z } from 'zod'
import type { Attachment, Reply } from '../adapters/channel.ts'
import type {
  Classified,
  Draft,
  Field,
  Filing,
  TicketKind,
  TicketView,
  Urgency,
} from '../desk/ticket.ts'
import type { AskContext, Asked, Part } from '../knowledge/asked.ts'
import type { Commune } from '../knowledge/commune.ts'
import type { EnglishNeed } from '../knowledge/english.ts'
import type { Offices } from '../knowledge/office.ts'
import type { PlaceFound } from '../knowledge/place.ts'
import type { Procedure } from '../knowledge/procedure.ts'
import type { Tree } from '../knowledge/tree.ts'

/** What a turn promises besides its replies; the lane commits them with the session, in one transaction. */
export type Effect =
  | { type: 'open-ticket'; filing: Filing }
  /** The citizen's own addition, or the answer to an officer's question. */
  | { type: 'add-to-ticket'; ticketId: string; text: string; attachments: Attachment[] }
  | { type: 'withdraw-ticket'; ticketId: string }
  /** What the citizen wrote in this turn must not stay with us (denunciation, ID numbers). */
  | { type: 'blank-words' }
  | { type: 'erase-citizen' }
  /** What came along is fetched from the platform before its address ends. */
  | { type: 'keep-files'; files: { id: string; url: string }[] }
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
  /** Taken out of the talk by the province for the time being: a code, or "channel:zalo". */
  isOff(subject: string): boolean
  /** What is said of a procedure: the asked part first, or the whole in short. */
  answer(procedure: Procedure, part: Part | undefined, now: Date): Reply
  /** The trees that ask for a citizen's own case: all, one by its name, the one that a procedure offers. */
  trees(): readonly Tree[]
  tree(id: string): Tree | undefined
  treeAbout(code: string): Tree | undefined
  /** The end of a tree in words; undefined where its procedure is gone. */
  answerCase(tree: Tree, result: string, now: Date): Reply | undefined
  place(text: string): PlaceFound
  /** Which office to go to, and when it is open. */
  offices: Offices
  /** The present-day unit of a code, from a button or a QR code. */
  commune(code: string): Commune | undefined
  classify(text: string): Classified
  /** What somebody who writes English most likely needs. */
  english(text: string): EnglishNeed | undefined
  route(what: { kind: TicketKind; field: Field; commune?: Commune; on: Date }): Route
  due(what: { kind: TicketKind; field: Field; urgency: Urgency; from: Date }): Date
  /** A text of the province's content/texts.yaml, its {words} filled in. Throws for an unknown key. */
  text(key: string, words?: Record<string, string>): string
  fieldName(field: Field): string
  /** Is the office open at this moment, and if not, when does it open next? */
  officeHours(at: Date): { open: boolean; opensAt: Date }
  publicUrl: string
}

/** Why something cannot be done here; each has its own words and next step, and is counted. */
export const cannots = [
  'not-understood',
  'no-information',
  'another-way',
  'not-yours',
  'too-late',
  'cannot-read',
  'other-language',
  'too-fast',
] as const
export type Cannot = (typeof cannots)[number]

export interface Outcome {
  replies: Reply[]
  effects?: Effect[]
  cannot?: Cannot
  /** The procedure that the talk is about from here on. */
  topic?: { procedure: string }
  /** The digits that should prove who asks were wrong; after a few such guesses the scene is locked. */
  wrongGuess?: true
}

/** What the citizen said in one moment, as the steps of a flow read it. */
export interface Heard {
  /** NFC, trimmed, identity numbers masked. */
  text: string
  /** Folded lower-case words, one space between them: "phuong nam dinh". */
  plain: string
  /** The whole message is a yes or a no; a "không" inside a sentence never is. */
  answer?: 'yes' | 'no'
  /** The payload of the choice that was tapped, numbered or named. */
  choice?: string
  /** A telephone number in it, as +84…. */
  phone?: string
  /** Ticket codes in it, in their written form. */
  codes: string[]
  /** The number of a dossier of the national system in it. */
  dossier?: string
  attachments: Attachment[]
  /** It quotes a message of ours. */
  quotes?: true
  /** It asks something, so it is hardly an answer. */
  question: boolean
}

/** What a flow may look at when it asks, reads or finishes. */
export interface Scene<A> {
  answers: Partial<A>
  services: Services
  now: Date
  draft: Draft
  /** The citizen's own tickets, newest first, and those whose code was named. */
  tickets: TicketView[]
  /** Where the citizen scanned our code, if they did. */
  commune?: Commune
  /** Sent along since the flow began. */
  attachments: Attachment[]
  /** Too many wrong guesses in a day: no ticket opens by digits any more. */
  locked: boolean
  /** How often the open question was answered with something unreadable. */
  tries: number
}

/** One question of a flow. The order of the steps is the order of asking. */
export interface Step<A, Value> {
  /** What the answer is called where it can be changed: "Nơi xảy ra". */
  label?: string
  /** Other names that citizens give it. */
  called?: string[]
  /** The answer in words, for the line that says it was noted; undefined: left out on purpose. */
  shown?(value: Value, scene: Scene<A>): string | undefined
  ask(scene: Scene<A>): Reply
  /** The same in fewer words, where it stood open and other words came in between. */
  again?(scene: Scene<A>): Reply
  /** Said instead of `ask` when the answer could not be read; never the same words. */
  sorry(scene: Scene<A>, heard: Heard): Reply
  read(heard: Heard, scene: Scene<A>): Value | undefined
  /** For "vì sao hỏi": one line. */
  why: string | ((scene: Scene<A>) => string)
  /** Taken for "bỏ qua"; without it `required` says why the question must be answered. */
  skip?(scene: Scene<A>): Value | undefined
  required?: string
  /** Is it asked at all, given what is known? */
  needed?(scene: Scene<A>): boolean
  /** Meant as an answer though it cannot be read: a place nobody knows, a number with a digit too few. */
  attempt?(heard: Heard, scene: Scene<A>): boolean
  /** Said as soon as the answer is taken: danger in it must not wait. */
  told?(value: Value, scene: Scene<A>): Reply | undefined
  /** What else the words of the answer say: a phone number in the middle of the story. */
  also?(heard: Heard, scene: Scene<A>): Partial<A>
  /** Reads a new value out of "à không, phường Nam Định"; stricter than `read`. */
  correct?(heard: Heard, scene: Scene<A>): Value | undefined
  /** Told of one's own accord though it is not asked here: "tên tôi là Trần Văn Bình". */
  volunteered?(heard: Heard, scene: Scene<A>): Value | undefined
  /** The answers that no longer hold when this one changes. */
  drops?(scene: Scene<A>): (keyof A & string)[]
  /** "Không" to this question ends the flow, with these words. */
  decline?(scene: Scene<A>): Outcome
  /** The last look at all answers: "không" means that one of them is to be changed. */
  review?: true
  /** A choice that explains instead of answering; the question comes again after it. */
  aside?(heard: Heard, scene: Scene<A>): Reply | undefined
  /** The citizen writes freely: what chat may not take in is looked for first. */
  free?: true
  /** A question is an answer here, unless it is about a procedure. */
  questions?: true
}

export interface Flow<A> {
  name: string
  /** Whole messages that open it, with marks; they are compared without. */
  opens: string[]
  /** Saved answers must still fit this, all of them optional: an older version of us may have written them. */
  answers: z.ZodType
  steps: { [Name in keyof A & string]: Step<A, A[Name]> }
  /** What the opening words already say is not asked again. */
  begin?(heard: Heard, scene: Scene<A>): Partial<A>
  /** What follows from the answers so far without asking. */
  derive?(scene: Scene<A>): Partial<A>
  /** Questions about the flow itself, at whichever step: "bao lâu có kết quả?". */
  aside?(heard: Heard, scene: Scene<A>): Reply | undefined
  /** Words that answer nothing but tell more of the matter: the answer that grows by them. */
  more?(heard: Heard, scene: Scene<A>): Partial<A>
  /** What "hủy" threw away, in words. */
  cancelled: string
  /** The name of an unfinished one for its citizen; present: it is kept when they turn to something else. */
  unfinished?: string
  finish(answers: A, scene: Scene<A>): Outcome
}

/** Answers of whichever flow: plain JSON, as the session keeps them. */
export type Answers = Record<string, unknown>
export type AnyFlow = Flow<Answers>

export function defineFlow<A>(flow: Flow<A>): AnyFlow {
  // as: the engine hands a flow only answers which that flow's own steps or schema have read.
  return flow as unknown as AnyFlow
}

export const say = (text: string, choices?: Reply['choices']): Reply => ({
  text,
  ...(choices && { choices }),
})

export type { Draft }
