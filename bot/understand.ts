import type { Classified } from '../desk/ticket.ts'
import { waitingForCitizen } from '../flows/add.ts'
import { flows } from '../flows/all.ts'
import type { AnyFlow, Heard } from '../flows/flow.ts'
import { type GuidedKind, guidedKind } from '../flows/guided.ts'
import { withoutOpening } from '../flows/report-matter.ts'
import type { Asked } from '../knowledge/ask.ts'
import { dossierIn, procedureCodeIn } from './codes.ts'
import type { Open } from './form.ts'
import { type GlobalCommand, globalCommand } from './global-words.ts'
import { plain } from './plain.ts'
import type { Session } from './session.ts'
import type { Talk } from './talk.ts'
import { isAbuse, isForeign } from './tongue.ts'

/** What a message asks of us: a closed set. `rule` names the reader, so that every wrong one has a rule to blame. */
export type Command = { rule: string } & (
  | { do: 'guide'; kind: GuidedKind; classified: Classified }
  | { do: 'global'; command: GlobalCommand }
  | { do: 'press'; payload: string }
  | { do: 'answer' }
  | { do: 'correct'; step: string; value: unknown }
  /** `bare`: the words only name the flow, they answer nothing. */
  | { do: 'open'; flow: AnyFlow; bare?: true }
  | { do: 'ask'; question: string; asked: Asked }
  | { do: 'offer-report'; text: string }
  | { do: 'ticket'; code: string }
  | { do: 'dossier' }
  | { do: 'my-data' }
  | { do: 'files' }
  | { do: 'abuse' }
  | { do: 'foreign' }
  | { do: 'unclear' }
)

/** Reads a message in a fixed order: danger, words that always work, the open question, correction, search. */
export function understand(heard: Heard, talk: Talk, open: Open | undefined): Command[] {
  const { services, session } = talk
  const classified = heard.text ? services.classify(heard.text) : undefined
  if (classified?.kind === 'emergency' && !heard.choice) {
    return [{ do: 'guide', kind: 'emergency', classified, rule: 'emergency' }]
  }
  const command = heard.choice ? undefined : globalCommand(heard.text)
  if (command && !isAnswerHere(command, session, open))
    return [{ do: 'global', command, rule: 'global-word' }]
  // A flow that asks which ticket reads that tap itself.
  const isTicket =
    heard.choice?.startsWith('ticket:') && open?.step.read(heard, open.scene) !== undefined
  if (heard.choice && isPress(heard.choice) && !(open && isTicket))
    return [{ do: 'press', payload: heard.choice, rule: 'choice' }]
  return open ? inForm(heard, talk, open, classified) : outside(heard, talk, classified)
}

function inForm(
  heard: Heard,
  talk: Talk,
  open: Open,
  classified: Classified | undefined,
): Command[] {
  const { step } = open
  const guided = step.free && classified && guidedKind(classified)
  if (guided && classified)
    return [{ do: 'guide', kind: guided, classified, rule: 'free-text-screen' }]

  const correction = readCorrection(heard, open)
  if (correction) return [{ ...correction, rule: 'correction' }]

  // "phường nào cũng được à?" names no commune; but a matter may well be told as a question.
  const asks = heard.question && !(step.free && classified && isMatter(classified))
  const scene = { ...open.scene, attachments: [...open.scene.attachments, ...heard.attachments] }
  const isRead = heard.answer !== undefined || step.read(heard, scene) !== undefined
  if (isRead && !asks) return [{ do: 'answer', rule: 'open-question' }]
  if (step.aside?.(heard, open.scene)) return [{ do: 'answer', rule: 'aside' }]

  const code = heard.codes[0]
  if (code) return [{ do: 'ticket', code, rule: 'ticket-code' }]
  if (heard.text === '') return [{ do: 'files', rule: 'no-words' }]
  const asked = search(heard.text, talk)
  if (asks || asked.outcome === 'answer')
    return [{ do: 'ask', question: heard.text, asked, rule: 'interruption' }]
  if (isAbuse(heard.text)) return [{ do: 'abuse', rule: 'abuse' }]
  return [{ do: 'unclear', rule: 'unread' }]
}

function outside(heard: Heard, talk: Talk, classified: Classified | undefined): Command[] {
  const { text, plain: spoken } = heard
  const code = heard.codes[0]
  const opened = flows.find(({ opens }) => opens.some((words) => plain(words) === spoken))
  if (opened) return [{ do: 'open', flow: opened, bare: true, rule: 'opening-words' }]
  const leading =
    code &&
    flows.find(
      ({ name, opens }) =>
        name !== 'report' && opens.some((words) => spoken.startsWith(`${plain(words)} pa `)),
    )
  if (leading) return [{ do: 'open', flow: leading, bare: true, rule: 'opening-words-and-code' }]
  if (code) return [{ do: 'ticket', code, rule: 'ticket-code' }]
  if (dossierIn(text)) return [{ do: 'dossier', rule: 'dossier-code' }]
  if (myDataWords.test(spoken)) return [{ do: 'my-data', rule: 'data-rights' }]
  if (text === '' || !classified) return [{ do: 'files', rule: 'no-words' }]

  const guided = guidedKind(classified)
  if (guided) return [{ do: 'guide', kind: guided, classified, rule: 'guided' }]
  const wishes = twoWishes(text, talk)
  if (wishes) return wishes

  const says = withoutOpening(text) !== text
  if (says && classified.kind !== 'question') return [opens('report', 'says-report')]
  if (isAbuse(text) && !isMatter(classified)) return [{ do: 'abuse', rule: 'abuse' }]
  const asked = search(text, talk)
  if (asked.outcome === 'decline' && isForeign(text))
    return [{ do: 'foreign', rule: 'other-language' }]
  const matter = isMatter(classified) && !heard.question
  if (matter && asked.outcome !== 'answer') return [opens('report', 'classified')]
  if (matter && classified.confidence >= 0.75 && !asked.followUp)
    return [opens('report', 'classified-surely')]
  if (asked.outcome !== 'decline') return [{ do: 'ask', question: text, asked, rule: 'search' }]
  if (waitingForCitizen(talk.tickets) && !heard.question) return [opens('add', 'officer-waits')]
  if (isMatter(classified)) return [opens('report', 'classified-question')]
  if (heard.question || spoken.split(' ').length >= 5)
    return [{ do: 'ask', question: text, asked, rule: 'unknown' }]
  return [{ do: 'unclear', rule: 'nothing-fits' }]
}

/** "Thôi" to a plain offer is a no, and "không rõ" to an optional question a skip; elsewhere words keep their command. */
const isAnswerHere = (command: GlobalCommand, { offered }: Session, open: Open | undefined) =>
  command === 'cancel' &&
  !open &&
  offered.some(({ payload }) => payload === 'yes' || payload === 'no')

const isPress = (payload: string) =>
  /^(?:do|open|procedure|part|edit|ticket|add|withdraw):/.test(payload)

const isMatter = ({ kind, confidence }: Classified) =>
  (kind === 'report' || kind === 'proposal' || kind === 'praise') && confidence >= 0.4

/** "À không, phường Nam Định": the first answered step whose strict reader takes what follows. */
function readCorrection(
  heard: Heard,
  { flow, scene, running }: Open,
): { do: 'correct'; step: string; value: unknown } | undefined {
  const [, rest] = correction.exec(heard.text) ?? []
  if (!rest) return undefined
  const said: Heard = { ...heard, text: rest, plain: plain(rest) }
  const order = Object.keys(flow.steps).filter((name) => name in scene.answers)
  const late = [...order].sort((a, b) => running.trail.indexOf(b) - running.trail.indexOf(a))
  for (const name of late) {
    const value = flow.steps[name]?.correct?.(said, scene)
    if (value !== undefined) return { do: 'correct', step: name, value }
  }
  return undefined
}

const correction =
  /^(?:(?:dạ|à|ah|a|ơ|ấy|ừm|ờ|ý|thôi|xin lỗi|sorry)[\s,.!]+)*(?:không(?: phải)?|ko|k|khong|nhầm|nham|lộn|lon|sai|sửa|sua|đổi|doi|ý (?:tôi|em|mình) là|chính xác là|đúng ra là|phải là)(?:\s+(?:rồi|roi|lại|lai|thành|thanh|là|la|mà là|sang|nhầm|chứ|ạ|đâu))*[\s,.:!-]+(.{2,})$/isu

/** A question and a matter in one message: the one is answered, the other offered by name. */
function twoWishes(text: string, talk: Talk): Command[] | undefined {
  const sentences = text.split(
    /[.!?;\n]+(?:\s+|$)|,?\s+(?:với lại|voi lai|ngoài ra|ngoai ra|tiện thể|tien the|đồng thời|còn nữa|nhân tiện|sẵn tiện)[\s,]+/iu,
  )
  const parts = sentences.map((one) => one.trim()).filter((one) => one.split(/\s+/).length >= 4)
  if (parts.length < 2) return undefined
  const matters = parts.filter((one) => {
    const classified = talk.services.classify(one)
    return (
      isMatter(classified) && classified.confidence >= 0.6 && search(one, talk).outcome !== 'answer'
    )
  })
  const question = parts.find(
    (one) => !matters.includes(one) && search(one, talk).outcome === 'answer',
  )
  if (!question || matters.length === 0) return undefined
  return [
    { do: 'ask', question, asked: search(question, talk), rule: 'two-wishes' },
    { do: 'offer-report', text: matters.join('. '), rule: 'two-wishes' },
  ]
}

function search(text: string, { services, session: { earlier, topic } }: Talk): Asked {
  return services.ask(procedureCodeIn(text) ?? text, {
    earlier,
    ...(topic && { procedure: topic.procedure }),
  })
}

function opens(name: string, rule: string): Command {
  const flow = flows.find((one) => one.name === name)
  return flow ? { do: 'open', flow, rule } : { do: 'unclear', rule }
}

const myDataWords =
  /^(?:(?:cho (?:toi|minh) )?(?:xem|sua|tra cuu|chinh sua) (?:du lieu|thong tin)(?: ca nhan)?(?: cua (?:toi|minh))?|du lieu (?:ca nhan )?cua (?:toi|minh)|sua du lieu|quyen du lieu)$/
