import { z } from 'zod'
import { fields } from './ticket.ts'

/** Phrases by weight: { "4": ["ổ gà"], "-3": ["không phải"] }. */
const Weighted = z.partialRecord(z.string().regex(/^-?[1-5]$/), z.array(z.string().min(1)))
export type Weighted = z.infer<typeof Weighted>

const hotlines = ['111', '112', '113', '114', '115'] as const

export const signalNames = [
  'calm',
  'hazard',
  'accuse',
  'offence',
  'appeal',
  'decision',
  'ask',
  'wish',
  'propose',
  'praise',
  'trouble',
  'chatter',
] as const

const Shape = z.strictObject({
  spellings: z.record(z.string(), z.array(z.string())),
  /** Words that may stand for one another in a phrase: <quan>. */
  classes: z.record(z.string(), z.array(z.string().min(1))),
  /** Phrases that silence the words inside them. */
  masks: z.array(z.string()),
  /** Words after which a field is mostly the place of the matter: "trước chợ". */
  near: z.array(z.string()),
  /** Words after which a field is what it is all about: "góp ý lễ hội". */
  about: z.array(z.string()),
  fields: z.partialRecord(z.enum(fields), Weighted),
  signals: z.strictObject({
    /** By the number to call. */
    emergency: z.record(z.enum([...hotlines, 'any']), Weighted),
    ...(Object.fromEntries(signalNames.map((name) => [name, Weighted])) as Record<
      (typeof signalNames)[number],
      typeof Weighted
    >),
  }),
})
/** content/classify.yaml: the words by which a submission is understood. */
export const Lexicon = Shape.superRefine((lexicon, { addIssue }) => {
  const named = [...JSON.stringify(lexicon).matchAll(/<([^<>]+)>/gu)].map(([, name = '']) => name)
  const unknown = new Set(named.filter((name) => !(name in lexicon.classes || signs.has(name))))
  for (const name of unknown)
    addIssue({ code: 'custom', path: ['classes'], message: `<${name}> chưa có trong classes` })
})
export type Lexicon = z.infer<typeof Lexicon>

/** What "<…>" may say besides a class: some number, the end of a sentence. */
const signs: ReadonlySet<string> = new Set(['số', 'hết'])
