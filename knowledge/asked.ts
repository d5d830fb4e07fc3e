/** What a question about procedures is asked with, and what comes back: the words of knowledge that all may know. */

export const partNames = [
  'fee',
  'time',
  'documents',
  'place',
  'online',
  'steps',
  'conditions',
  'result',
  'law',
  'form',
  'hours',
] as const
export type Part = (typeof partNames)[number]

export interface AskContext {
  /** The citizen's earlier messages, oldest first. */
  earlier?: string[]
  /** The procedure the talk is about. */
  procedure?: string
}

export interface Ranked {
  id: string
  title: string
  score: number
}

/** What the knowledge base makes of a question. `results` is the ranking whatever the outcome, each code once, best first. */
export interface Asked {
  outcome: 'answer' | 'clarify' | 'decline' | 'emergency'
  results: Ranked[]
  part?: Part
  /** A real matter, by its name, of which no record is held. */
  notHeld?: string
  /** The question was a follow-up and kept the procedure of the context. */
  followUp?: boolean
}
