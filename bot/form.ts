import type { Attachment, Reply } from '../adapters/channel.ts'
import { flowNamed } from '../flows/all.ts'
import type { Answers, AnyFlow, Heard, Outcome, Scene, Step } from '../flows/flow.ts'
import { say } from '../flows/flow.ts'
import type { Running, Session } from './session.ts'
import { after, type Said, said, type Talk } from './talk.ts'

type AnyStep = Step<Answers, unknown>
const attachmentsKept = 10
/** Four digits have ten thousand forms; five wrong ones a day lead nowhere. */
const guessesAllowed = 5

/** The open question: its flow, its step and what they may look at. */
export interface Open {
  flow: AnyFlow
  step: AnyStep
  running: Running
  scene: Scene<Answers>
}

/** Undefined when nothing is being asked. */
export function openQuestion(talk: Talk): Open | undefined {
  const running = talk.session.flow
  const flow = running && flowNamed(running.name)
  const step = flow?.steps[running?.step ?? '']
  return running && flow && step && { flow, step, running, scene: sceneOf(talk, running) }
}

/** The open question once more, after other words. */
export const askAgain = ({ step, scene }: Open): Reply => (step.again ?? step.ask)(scene)

/** Starts a flow with what the opening words already say. */
export function begin(talk: Talk, flow: AnyFlow, heard?: Heard): Said {
  if (talk.used) {
    return said(talk.session, 'noted', [
      say('Việc trước vừa được ghi nhận. Xin Anh/Chị gửi lại ý tiếp theo.'),
    ])
  }
  const { session, now, fresh } = talk
  const blank: Running = {
    name: flow.name,
    step: '',
    answers: {},
    attachments: [...session.attachments, ...(heard?.attachments ?? [])].slice(0, attachmentsKept),
    trail: [],
    draft: fresh,
    tries: 0,
    askedAt: now.toISOString(),
  }
  const answers = heard ? (flow.begin?.(heard, sceneOf(talk, blank)) ?? {}) : {}
  const begun = { ...session, attachments: [], ...(session.flow && pause(session)) }
  return advance({ ...talk, session: begun }, flow, { ...blank, answers: present(answers) })
}

/** What explains instead of answering: the step's own choice, or a question about the flow. */
export const asideOf = ({ flow, step, scene }: Open, heard: Heard): Reply | undefined =>
  step.aside?.(heard, scene) ?? flow.aside?.(heard, scene)

/** The open step reads the message. Undefined: it is no answer to the question. */
export function answerOpen(talk: Talk, open: Open, heard: Heard): Said | undefined {
  const { flow, step, running, scene } = open
  const withFiles = attach(running, heard.attachments)
  if (heard.answer === 'no' && step.decline) {
    return leave(talk, step.decline(scene))
  }
  const value = step.read(heard, { ...scene, attachments: withFiles.attachments })
  if (value === undefined) return undefined
  const answers = { ...present(step.also?.(heard, scene) ?? {}), ...running.answers }
  const told = step.told?.(value, scene)
  const next = put(talk, flow, { ...withFiles, answers }, running.step, value)
  return told ? after([told], next) : next
}

/** Stores one answer, drops what depended on the old one and goes on with the next question. */
export function put(
  talk: Talk,
  flow: AnyFlow,
  running: Running,
  name: string,
  value: unknown,
): Said {
  const changed = name in running.answers && !same(running.answers[name], value)
  const dropped = changed ? (flow.steps[name]?.drops?.(sceneOf(talk, running)) ?? []) : []
  const kept = Object.entries(running.answers).filter(([key]) => !dropped.includes(key))
  const trail = [...running.trail.filter((step) => step !== name && !dropped.includes(step)), name]
  return advance(talk, flow, {
    ...running,
    trail,
    answers: { ...Object.fromEntries(kept), [name]: value },
  })
}

/** Goes to the first question that still needs an answer, or finishes. */
export function advance(talk: Talk, flow: AnyFlow, running: Running): Said {
  const derived = present(flow.derive?.(sceneOf(talk, running)) ?? {})
  const known = { ...running, answers: { ...derived, ...running.answers } }
  const scene = sceneOf(talk, known)
  const next = Object.entries(flow.steps).find(
    ([name, step]) => !(name in known.answers) && (step.needed?.(scene) ?? true),
  )
  if (next) return askStep(talk, flow, known, next[0])
  return leave(talk, flow.finish(known.answers, scene))
}

/** Asks one step by name: the next, an earlier one again, or one that is to be changed. */
export function askStep(talk: Talk, flow: AnyFlow, running: Running, name: string): Said {
  const asked: Running = { ...running, step: name, tries: 0, askedAt: talk.now.toISOString() }
  const session: Session = { ...talk.session, flow: asked, unclear: 0 }
  const question = flow.steps[name]?.ask(sceneOf({ ...talk, session }, asked))
  return { ...said(session, 'in-form', []), ...(question && { question }) }
}

/** Adds files to the flow under way. */
export const attach = (running: Running, attachments: readonly Attachment[]): Running => ({
  ...running,
  attachments: [...running.attachments, ...attachments].slice(0, attachmentsKept),
})

/** Puts the open flow aside where it is of the kind that is kept, else drops it. */
export function pause(session: Session): Pick<Session, 'flow' | 'paused'> {
  const { flow, paused } = session
  const keeps = flow && flowNamed(flow.name)?.unfinished
  return { flow: undefined, paused: keeps ? flow : paused }
}

function sceneOf({ services, now, tickets, session }: Talk, running: Running): Scene<Answers> {
  const { answers, draft, attachments, tries } = running
  const commune = session.commune === undefined ? undefined : services.commune(session.commune)
  const locked = session.guesses >= guessesAllowed
  return {
    ...{ answers, services, now, draft, tickets, attachments, tries, locked },
    ...(commune && { commune }),
  }
}

/** A flow hands over its replies and effects; when it ends, an older unfinished one is remembered aloud. */
function leave(talk: Talk, { replies, effects = [], topic, wrongGuess, cannot }: Outcome): Said {
  const guesses = talk.session.guesses + (wrongGuess ? 1 : 0)
  const session: Session = {
    ...talk.session,
    ...(topic && { topic: { ...topic, at: talk.now.toISOString() } }),
    flow: undefined,
    unclear: 0,
    guesses,
  }
  const verdict = effects.map(({ type }) => verdictOf[type]).find((found) => found !== undefined)
  const ended = verdict ?? (topic ? 'answered' : 'noted')
  const reason = wrongGuess ? 'not-yours' : cannot
  return {
    ...after(replies, said(session, ended, waiting(session), effects)),
    ...(reason && { cannot: reason }),
  }
}

const verdictOf: Partial<Record<string, Said['verdict']>> = {
  'open-ticket': 'filed',
  'add-to-ticket': 'added',
  'withdraw-ticket': 'withdrawn',
  'erase-citizen': 'erased',
}

/** One line about what was left unfinished. */
export function waiting({ paused }: Session): Reply[] {
  const name = paused && flowNamed(paused.name)?.unfinished
  if (!name) return []
  return [
    say(`${name} viết dở của Anh/Chị vẫn còn. Gõ "tiếp tục" để viết tiếp.`, [
      { label: 'Tiếp tục', payload: 'do:resume' },
    ]),
  ]
}

const present = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined))

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
