import { z } from 'zod'
import type { Attachment, Choice } from '../adapters/channel.ts'
import { guidedKinds } from '../flows/guided.ts'
import type { Part } from '../knowledge/asked.ts'

const Moment = z.iso.datetime()

const SavedAttachment = z.object({
  type: z.enum([
    'image',
    'audio',
    'video',
    'file',
    'sticker',
    'location',
    'contact',
    'link',
    'unsupported',
  ]),
  url: z.string().optional(),
  name: z.string().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  file: z.string().optional(),
}) as unknown as z.ZodType<Attachment> // as: zod adds "| undefined" to optional keys; JSON has no undefined.

const SavedChoice: z.ZodType<Choice> = z.object({ label: z.string(), payload: z.string() })

/** A flow under way: where it stands and what it knows. */
export const Running = z.object({
  name: z.string(),
  step: z.string(),
  answers: z.record(z.string(), z.unknown()),
  attachments: z.array(SavedAttachment).default([]),
  /** Steps answered by the citizen, oldest first: the way back. */
  trail: z.array(z.string()).default([]),
  draft: z.object({ id: z.string(), code: z.string(), secret: z.string() }),
  /** How often the open question was misread, so that no text is said twice running. */
  tries: z.number().int().default(0),
  askedAt: Moment,
})
export type Running = z.infer<typeof Running>

/** What we remember of one citizen between turns. Plain JSON; every part may be missing in an older save. */
export const Session = z.object({
  v: z.literal(1),
  /** Has been told that this is a machine. */
  disclosed: z.boolean().default(false),
  /** The flow whose question is open. */
  flow: Running.optional(),
  /** One that was left for something else and can be taken up again. */
  paused: Running.optional(),
  /** The procedure the talk is about. */
  topic: z.object({ procedure: z.string(), part: z.string().optional(), at: Moment }).optional(),
  /** Earlier messages for context, oldest first, identity numbers and phones masked. */
  earlier: z.array(z.string()).default([]),
  /** The commune whose QR code brought the citizen here, or that was named before anything else. */
  commune: z.string().optional(),
  /** The office last asked about, "" for none in particular: "chủ nhật có làm không?" is about it. */
  office: z.string().optional(),
  /** The question that nobody answered, until its citizen sends or drops it. */
  question: z.string().optional(),
  /** A second wish in a message whose first was answered: offered by name, waiting for its turn. */
  wish: z.string().optional(),
  /** What the citizen was last guided away from: more questions, or the place of a fire, may follow. */
  guided: z.enum(guidedKinds).optional(),
  /** Photos that came before anyone knew what for. */
  attachments: z.array(SavedAttachment).default([]),
  /** Choices last shown: "1", "hai" or the label picks one. */
  offered: z.array(SavedChoice).default([]),
  /** Wrong last digits given for tickets of other chats, since the last day without talk. */
  guesses: z.number().int().default(0),
  /** Messages in a row that were not understood. */
  unclear: z.number().int().default(0),
  /** A person speaks: quiet until then. `hard`: another application holds the conversation. */
  silent: z.object({ until: Moment, hard: z.boolean() }).optional(),
  lastAt: Moment.optional(),
  /** Our last words, as a hash: the same are not said twice running, nor answered when they come back. */
  lastReply: z.string().optional(),
  /** Messages since the minute began; `told`: asked to slow down. */
  pace: z.object({ since: Moment, messages: z.number().int(), told: z.boolean() }).optional(),
  /** The last long message, as a hash, and how often running it came. */
  same: z.object({ hash: z.string(), times: z.number().int() }).optional(),
  /** How often running the citizen was about to read the same words. */
  echoes: z.number().int().default(0),
})
export type Session = z.infer<typeof Session>

export const freshSession = (): Session => Session.parse({ v: 1 })

/** What was read already: a turn's session is looked at in several places. */
const known = new WeakMap<object, Session>()

/** Garbage and unknown versions give a fresh session: a conversation must never stick on its own past. */
export function readSession(json: unknown): Session {
  if (typeof json !== 'object' || json === null) return freshSession()
  const session = known.get(json) ?? parseSession(json)
  known.set(json, session)
  return session
}

function parseSession(json: object): Session {
  const whole = Session.safeParse(json)
  if (whole.success) return whole.data
  // One spoilt part must not cost the others, above all not the fact of disclosure or of silence.
  const parts = z.looseObject({ v: z.literal(1) }).safeParse(json)
  if (!parts.success) return freshSession()
  const kept = Object.entries(parts.data).filter(
    ([key, value]) => Session.safeParse({ v: 1, [key]: value }).success,
  )
  return Session.parse({ ...Object.fromEntries(kept), v: 1 })
}

/** The part of a procedure last spoken of. */
export const topicPart = (session: Session): Part | undefined =>
  // as: only a part of an Asked is ever written here; a name from another version falls through to the whole.
  session.topic?.part as Part | undefined
