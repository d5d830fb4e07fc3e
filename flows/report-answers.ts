import { z } from 'zod'
import { fields } from '../desk/ticket.ts'
import type { Scene, Step } from './flow.ts'

const Commune = z.object({ code: z.string(), name: z.string(), province: z.string() })

/** What a report is made of. `guessed`: taken from the content, so it falls when the content changes. */
export const ReportAnswers = z.object({
  consent: z.object({ version: z.string(), at: z.iso.datetime() }),
  content: z.string(),
  matter: z.object({
    kind: z.enum(['report', 'proposal', 'question', 'praise']),
    field: z.enum(fields),
    urgency: z.enum(['urgent', 'normal']),
    guessed: z.boolean(),
  }),
  place: z.object({ text: z.string(), commune: Commune.exactOptional(), guessed: z.boolean() }),
  name: z.string(),
  address: z.string(),
  /** The chat itself is a contact; a phone is needed only where the law asks for one. */
  contact: z.object({ phone: z.string().exactOptional(), name: z.string().exactOptional() }),
  confirm: z.literal(true),
})
export type ReportAnswers = z.infer<typeof ReportAnswers>

export type ReportScene = Scene<ReportAnswers>
export type ReportStep<Name extends keyof ReportAnswers> = Step<ReportAnswers, ReportAnswers[Name]>
