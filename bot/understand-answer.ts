import type { Classified } from '../desk/ticket.ts'
import { flowNamed } from '../flows/all.ts'
import type { Heard } from '../flows/flow.ts'
import { guidedKind } from '../flows/guided.ts'
import { caseWish } from './case-wish.ts'
import type { Command } from './command.ts'
import { readCorrection } from './correction.ts'
import { editNamed } from './edit-named.ts'
import { isKnownEnglish } from './foreign.ts'
import { asideOf, type Open } from './form.ts'
import { isMatter, isProcedural, isSeen, search } from './matter.ts'
import { asksNumber, openedBy, toldAside } from './named-wish.ts'
import type { Talk } from './talk.ts'
import { isAbuse, withoutInsults } from './tongue.ts'

/** A message while a question is open: an answer, a correction, a question in between, or nothing we can read. */
export function understandAnswer(
  heard: Heard,
  talk: Talk,
  open: Open,
  classified: Classified,
): Command[] {
  const guided = isSentence(heard) && guidedKind(classified)
  if (guided) return [{ do: 'guide', kind: guided, classified, rule: 'screened' }]
  const own = open.flow.name === 'case' ? caseWish(heard, talk) : undefined
  if (own) return [own]
  const correction = editNamed(heard, open) ?? readCorrection(heard, open)
  if (correction) return [correction]

  if (open.flow.unfinished && another.test(heard.plain))
    return [{ do: 'global', command: 'restart', rule: 'another-matter' }]
  const asks = asksSomething(heard, open, classified) || (!open.step.free && asksNumber(heard))
  if (heard.answer === 'yes' && open.flow.name === 'person' && talk.session.question)
    return open.running.step === 'question'
      ? [{ do: 'press', payload: 'do:send-question', rule: 'yes-send-it' }]
      : [{ do: 'answer', rule: 'open-question' }]
  if (!asks && isRead(heard, open)) return [{ do: 'answer', rule: 'open-question' }]
  if (asideOf(open, heard)) return [{ do: 'answer', rule: 'aside' }]
  const code = heard.codes[0]
  if (code) return [{ do: 'ticket', code, rule: 'ticket-code' }]
  if (heard.text === '') return [{ do: 'files', rule: 'no-words' }]
  const named = openedBy(heard.plain)
  if (named && named !== open.flow)
    return [{ do: 'open', flow: named, bare: true, rule: 'opening-words' }]

  if (!open.flow.unfinished && !open.step.free && isSeen(classified, heard.text)) {
    const report = flowNamed('report')
    // Nothing of a citizen's is lost with such a flow, and a lamp that is out is no answer to it.
    if (report) return [{ do: 'open', flow: report, rule: 'seen-meanwhile' }]
  }
  const ahead = asks ? [] : readAhead(heard, open)
  if (ahead.length > 0) return ahead
  const told = asks ? toldAside(heard, talk) : undefined
  if (told) return [told]
  if (isKnownEnglish(heard.text, talk.services)) return [{ do: 'foreign', rule: 'known-english' }]
  const asked = search(heard.text, talk)
  if (asked.outcome === 'emergency') {
    return [{ do: 'guide', kind: 'emergency', classified, rule: 'emergency-by-search' }]
  }
  if (asks || (asked.outcome === 'answer' && isProcedural(heard.text))) {
    return [{ do: 'ask', question: heard.text, asked, rule: 'interruption' }]
  }
  const calm = withoutInsults(heard.text)
  if (isAbuse(heard.text) && !isMatter(talk.services.classify(calm), calm))
    return [{ do: 'abuse', rule: 'abuse' }]
  return [readMore(heard, open) ?? { do: 'unclear', rule: 'unread' }]
}

/** "Phường nào cũng được à?" names no commune; but a matter, or what an officer is to answer, may well be a question. */
function asksSomething(heard: Heard, { step }: Open, classified: Classified): boolean {
  if (!heard.question) return false
  if (step.questions) return isProcedural(heard.text)
  return !(step.free && isMatter(classified, heard.text))
}

/** Whatever is asked, an accusation is not taken in as an answer; three words accuse nobody. */
const isSentence = ({ plain, choice, answer }: Heard) =>
  !choice && !answer && plain.split(' ').length >= 4

function isRead(heard: Heard, { step, scene }: Open): boolean {
  const attachments = [...scene.attachments, ...heard.attachments]
  return heard.answer !== undefined || step.read(heard, { ...scene, attachments }) !== undefined
}

/**
 * Answers to questions that come later, given early: they are kept, and not asked for again.
 * In front of the summary a few words ("phường Thiên Trường") correct what is written there.
 */
function readAhead(heard: Heard, { flow, step: open, scene, running }: Open): Command[] {
  const few = heard.plain.split(' ').length
  return Object.entries(flow.steps).flatMap(
    ([step, { free, needed, correct, attempt, volunteered }]): Command[] => {
      const known = step in scene.answers
      const corrects = open.review ? few <= fewWords : attempt !== undefined && few <= hardlyMore
      if (step === running.step || free) return []
      if (needed?.(scene) === false) {
        const told = volunteered?.(heard, scene)
        return told === undefined || same(told, scene.answers[step])
          ? []
          : [{ do: 'set', step, value: told, how: known ? 'corrected' : 'ahead', rule: 'told' }]
      }
      if (known && !corrects) return []
      const value = correct?.(heard, scene)
      if (value === undefined || (known && same(value, scene.answers[step]))) return []
      return [{ do: 'set', step, value, how: known ? 'corrected' : 'ahead', rule: 'out-of-turn' }]
    },
  )
}

/** "Chuyện rác bỏ đi, tôi muốn báo việc khác": what was begun is dropped by its citizen. */
const another =
  /(?:^| )(?:bo(?: qua)?|thoi|huy|khong)(?: .*)? (?:bao|phan anh|noi|ke|ghi|gui) (?:ve )?(?:viec|chuyen|cai|van de|vu) khac(?: (?:co|a|nhe|di|duoc khong))*$/

const fewWords = 8
/** Elsewhere a place or a number and hardly a word more: it can only be meant for its own question. */
const hardlyMore = 5

/** A sentence that answers nothing tells more of the matter. */
function readMore(heard: Heard, { flow, step, scene }: Open): Command | undefined {
  if (step.attempt?.(heard, scene)) return undefined
  const [grown] = Object.entries(flow.more?.(heard, scene) ?? {})
  return grown && { do: 'set', step: grown[0], value: grown[1], how: 'more', rule: 'more' }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
