import { type Told, tell, tellProcedure } from '../flows/ask.ts'
import { menu } from '../flows/welcome.ts'
import type { Asked, Part } from '../knowledge/ask.ts'
import { maskPersonal } from './contacts.ts'
import { topicPart } from './session.ts'
import { type Said, said, type Talk } from './talk.ts'

const earlierKept = 4
const earlierLength = 300

/** A question answered; the procedure and the words are kept for what may follow. */
export function answerQuestion(talk: Talk, question: string, asked: Asked): Said {
  const told = tell(maskPersonal(question), asked, talk.services, talk.now)
  const earlier = [...talk.session.earlier, maskPersonal(question).slice(0, earlierLength)].slice(
    -earlierKept,
  )
  const result = remember({ ...talk, session: { ...talk.session, earlier } }, told)
  const unanswered = told.outcome === 'declined' ? maskPersonal(question).slice(0, 2000) : undefined
  return { ...result, session: { ...result.session, question: unanswered } }
}

/** A procedure named by its code: a tap on a choice, or a link. */
export function answerCode(talk: Talk, code: string, part: Part | undefined): Said | undefined {
  const told = tellProcedure(code, part, talk.services, talk.now)
  return told && remember(talk, told)
}

/** "Nhắc lại" while nothing is asked: the last procedure again, or the menu. */
export function repeatTopic(talk: Talk): Said {
  const { topic } = talk.session
  const again = topic && answerCode(talk, topic.procedure, topicPart(talk.session))
  return again ?? said(talk.session, 'repaired', [menu()])
}

function remember({ session, now }: Talk, { outcome, reply, topic, effects }: Told): Said {
  const { topic: _, ...rest } = session
  // Asking back twice is help; a third time it would be an examination.
  const unclear = outcome === 'asked-back' ? session.unclear + 1 : 0
  const kept = topic ? { ...topic, at: now.toISOString() } : session.topic
  return said({ ...rest, ...(kept && { topic: kept }), unclear }, outcome, [reply], effects)
}
