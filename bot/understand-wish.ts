import type { Classified } from '../desk/ticket.ts'
import { waitingForCitizen } from '../flows/add.ts'
import { flowNamed, flows } from '../flows/all.ts'
import type { Heard } from '../flows/flow.ts'
import { guidedKind } from '../flows/guided.ts'
import { withoutOpening } from '../flows/report-matter.ts'
import { dossierIn } from './codes.ts'
import type { Command } from './command.ts'
import { isMatter, isOutdoors, isProcedural, isSeen, search } from './matter.ts'
import { plain } from './plain.ts'
import type { Talk } from './talk.ts'
import { isAbuse, isForeign } from './tongue.ts'

/** A message while nothing is asked: what does the citizen want? */
export function understandWish(heard: Heard, talk: Talk, classified: Classified): Command[] {
  const { text } = heard
  const named = byName(heard)
  if (named) return [named]
  if (text === '') return [{ do: 'files', rule: 'no-words' }]
  if (heard.answer) return [{ do: 'nod', rule: 'nothing-asked' }]

  const guided = guidedKind(classified)
  if (guided) return [{ do: 'guide', kind: guided, classified, rule: 'guided' }]
  const wishes = twoWishes(text, talk)
  if (wishes) return wishes
  if (withoutOpening(text) !== text && classified.kind !== 'question')
    return [opens('report', 'says-report')]
  const replies = heard.quotes || (!heard.question && !isProcedural(text))
  if (waitingForCitizen(talk.tickets) && replies) return [opens('add', 'officer-waits')]
  if (isSeen(classified, text)) return [opens('report', 'seen')]
  if (isOpinion(classified) && !heard.question) return [opens('report', 'opinion')]
  if (isAbuse(text) && !isMatter(classified, text)) return [{ do: 'abuse', rule: 'abuse' }]
  return [bySearch(heard, talk, classified)]
}

/** The words that open each flow, read once: every message is compared with all of them. */
const openings = flows.map((flow) => ({ flow, words: flow.opens.map(plain) }))

/** Words, codes and phrases that name one thing and need no search. */
function byName({ text, plain: spoken, codes: [code] }: Heard): Command | undefined {
  const opened = openings.find(({ words }) => words.includes(spoken))?.flow
  if (opened) return { do: 'open', flow: opened, bare: true, rule: 'opening-words' }
  if (code) {
    const isAbout = (words: string[]) => words.some((each) => spoken.startsWith(`${each} pa`))
    const about = openings.find(({ words }) => isAbout(words))?.flow
    if (!about || about.name === 'report') return { do: 'ticket', code, rule: 'ticket-code' }
    return { do: 'open', flow: about, bare: true, rule: 'opening-words-and-code' }
  }
  if (dossierIn(text)) return { do: 'dossier', rule: 'dossier-code' }
  return myData.test(spoken) ? { do: 'my-data', rule: 'data-rights' } : undefined
}

function bySearch(heard: Heard, talk: Talk, classified: Classified): Command {
  const { text } = heard
  const asked = search(text, talk)
  if (asked.outcome === 'emergency') {
    return { do: 'guide', kind: 'emergency', classified, rule: 'emergency-by-search' }
  }
  if (isOutdoors(classified, text) && !asked.followUp) {
    return { do: 'ask', question: text, asked: { ...asked, outcome: 'decline' }, rule: 'outdoors' }
  }
  const known = asked.outcome !== 'decline' && !isOnlyPlace(heard, talk)
  if (!known && isForeign(text)) return { do: 'foreign', rule: 'other-language' }
  const matter = isMatter(classified, text)
  if (known && (heard.question || isProcedural(text) || asked.followUp || !matter)) {
    return { do: 'ask', question: text, asked, rule: 'search' }
  }
  if (matter) return opens('report', 'classified')
  const asks = heard.question || isProcedural(text) || heard.plain.split(' ').length >= 5
  return asks
    ? { do: 'ask', question: text, asked, rule: 'unknown' }
    : { do: 'unclear', rule: 'nothing-fits' }
}

const isOpinion = ({ kind }: Classified) => kind === 'proposal' || kind === 'praise'

/** "Ở phường 1 ấy": says where, not what. */
const isOnlyPlace = ({ text, plain, question }: Heard, { services }: Talk) =>
  !question &&
  !isProcedural(text) &&
  plain.split(' ').length <= 5 &&
  /(?:^|\s)(?:xã|phường|thôn|xa|phuong|thon)(?:\s|$)/iu.test(text) &&
  services.classify(text).confidence < 0.5

/** A question and a matter in one message: the one is answered, the other offered by name. */
function twoWishes(text: string, talk: Talk): Command[] | undefined {
  const parts = text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part.split(/\s+/).length >= 4)
  if (parts.length < 2) return undefined
  const matters = parts.filter((part) => isSeen(talk.services.classify(part), part))
  const question = parts.find(
    (part) => !matters.includes(part) && search(part, talk).outcome === 'answer',
  )
  if (!question || matters.length === 0) return undefined
  return [
    { do: 'ask', question, asked: search(question, talk), rule: 'two-wishes' },
    { do: 'offer-report', text: matters.join('. '), rule: 'two-wishes' },
  ]
}

function opens(name: string, rule: string): Command {
  const flow = flowNamed(name)
  return flow ? { do: 'open', flow, rule } : { do: 'unclear', rule }
}

const between =
  /[.!?;\n]+(?:\s+|$)(?:(?:với lại|voi lai|ngoài ra|ngoai ra|tiện thể|tien the)[\s,]+)?|,?\s+(?:với lại|voi lai|ngoài ra|ngoai ra|tiện thể|tien the|đồng thời|còn nữa|nhân tiện|sẵn tiện)[\s,]+/iu

const myData =
  /^(?:(?:cho (?:toi|minh) )?(?:xem|sua|tra cuu|chinh sua) (?:du lieu|thong tin)(?: ca nhan)?(?: cua (?:toi|minh))?|du lieu (?:ca nhan )?cua (?:toi|minh)|sua|quyen du lieu)$/
