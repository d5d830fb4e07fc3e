import { type Told, tell, tellProcedure } from '../flows/ask.ts'
import { say } from '../flows/flow.ts'
import { menu } from '../flows/welcome.ts'
import type { Asked, Part } from '../knowledge/asked.ts'
import { maskPersonal } from './contacts.ts'
import { type Session, topicPart } from './session.ts'
import { cannot, type Said, said, type Talk } from './talk.ts'
import { wayOut } from './way-out.ts'

const earlierKept = 4
const earlierLength = 300
const questionLength = 2000
/** Asking back twice is help; a third time it would be an examination. */
const askedBackMost = 2

/** A question answered; the procedure and the words are kept for what may follow. */
export function answerQuestion(talk: Talk, question: string, asked: Asked): Said {
  const words = maskPersonal(question)
  const earlier = [...talk.session.earlier, words.slice(0, earlierLength)].slice(-earlierKept)
  const told = tell(words, asked, talk.services, talk.now, homeOf(talk))
  const kept = told.outcome === 'answered' ? undefined : words.slice(0, questionLength)
  const session: Session = { ...talk.session, earlier, question: kept }
  if (asked.followUp && saysItAgain(told, session))
    return answerPlace(talk, question) ?? whichPart(session, told, words)
  const { unclear } = session
  if (told.outcome === 'asked-back' && unclear >= askedBackMost) {
    return said({ ...session, unclear: unclear + 1 }, 'unclear', [
      wayOut(talk.services, unclear + 1),
    ])
  }
  return remember({ ...talk, session }, told)
}

/** More words about the same, and no part asked for: the whole answer stands right above. */
const saysItAgain = ({ topic }: Told, { topic: last }: Session): boolean =>
  topic !== undefined &&
  topic.part === undefined &&
  last?.part === undefined &&
  topic.procedure === last?.procedure

function whichPart(session: Session, { reply, topic }: Told, question: string): Said {
  const parts = (reply.choices ?? []).slice(0, 4)
  return said({ ...session, question }, 'answered', [
    say(
      `Vâng, vẫn là việc tôi vừa nêu (mã ${topic?.procedure}). Anh/Chị muốn biết phần nào? Nếu là việc khác, xin viết rõ hơn.`,
      [...parts, { label: 'Gửi cán bộ', payload: 'do:send-question' }],
    ),
  ])
}

/** "Sai rồi" to our answer: the question may be put otherwise, or passed on. */
export function missedIt({ session }: Talk): Said {
  const question = session.earlier.at(-1)
  return said({ ...session, topic: undefined, question, unclear: 0 }, 'declined', [
    say('Tôi hiểu chưa đúng ý Anh/Chị. Xin viết lại theo cách khác, hoặc để cán bộ trả lời.', [
      { label: 'Gửi cán bộ', payload: 'do:send-question' },
      { label: 'Menu', payload: 'do:menu' },
    ]),
  ])
}

/** A procedure named by its code: a tap on a choice, or a link. */
export function answerCode(talk: Talk, code: string, part: Part | undefined): Said | undefined {
  const here = { question: '', home: homeOf(talk) }
  const told = tellProcedure(code, part, talk.services, talk.now, here)
  return told && remember(talk, told)
}

/** A place said while a procedure is talked of: its office there. */
export const answerPlace = (talk: Talk, question: string): Said | undefined =>
  talk.services.place(question).found === 'none' ? undefined : answerCounter(talk, question)

/** Where to go for the procedure that is talked of, and whether it is open there. */
export function answerCounter(talk: Talk, question: string): Said | undefined {
  const { session, services, now } = talk
  if (!session.topic) return undefined
  const part = services.offices.askedDay(question, now) ? 'hours' : 'place'
  const here = { question, home: homeOf(talk) }
  const told = tellProcedure(session.topic.procedure, part, services, now, here)
  return told && remember(talk, told)
}

/** The commune of a choice, for the procedure it was asked for. */
export function answerIn(talk: Talk, code: string, commune: string): Said | undefined {
  const found = talk.services.commune(commune)
  return found && answerCode({ ...talk, session: { ...talk.session, commune } }, code, 'place')
}

export const homeOf = ({ session, services }: Talk) =>
  session.commune === undefined ? undefined : services.commune(session.commune)

/** "Nhắc lại" while nothing is asked: the last procedure again, or the menu. */
export function repeatTopic(talk: Talk): Said {
  const { topic } = talk.session
  const again = topic && answerCode(talk, topic.procedure, topicPart(talk.session))
  return again ?? said(talk.session, 'repaired', [menu()])
}

function remember({ session, now }: Talk, { outcome, reply, topic, commune, effects }: Told): Said {
  const { topic: _, office: __, ...rest } = session
  const unclear = outcome === 'asked-back' ? session.unclear + 1 : 0
  const kept = topic ? { ...topic, at: now.toISOString() } : session.topic
  const next = {
    ...rest,
    ...(kept && { topic: kept }),
    ...(commune && { commune: commune.code }),
    unclear,
  }
  const told = said(next, outcome, [reply], effects)
  return outcome === 'declined' ? cannot('no-information', told) : told
}
