import { type Heard, type Services, say } from '../flows/flow.ts'
import { openingInWords } from '../flows/opening-words.ts'
import { menu } from '../flows/welcome.ts'
import { type Here, officeReply, officeVisit, type Visit } from '../flows/where.ts'
import type { Command } from './command.ts'
import { maskPersonal } from './contacts.ts'
import type { Open } from './form.ts'
import { thenAsk, unclear } from './repair.ts'
import { cannot, type Said, said, type Talk } from './talk.ts'
import { answerCounter, answerPlace, homeOf } from './topic.ts'
import { menuChoice, personChoice } from './way-out.ts'

/** A second wish, or a question about what anybody can see: a report is offered by name. */
export function offerReport(
  { session }: Talk,
  { text, instead }: Extract<Command, { do: 'offer-report' }>,
): Said {
  const report = { label: 'Phản ánh việc này', payload: 'open:report' }
  if (!instead)
    return said({ ...session, wish: text }, 'answered', [
      say(`Anh/Chị còn nêu: "${inShort(text)}". Tôi ghi phản ánh việc này nhé?`, [
        report,
        menuChoice,
      ]),
    ])
  const question = maskPersonal(text)
  const words = 'Việc này tôi chưa có thông tin để trả lời. Tôi giúp Anh/Chị gửi phản ánh nhé?'
  const officer = { label: 'Hỏi cán bộ', payload: 'do:send-question' }
  const told = said(
    { ...session, wish: text, question, unclear: 0 },
    'declined',
    [say(words, [report, officer, menuChoice])],
    [{ type: 'unanswered', question }],
  )
  return cannot('no-information', told)
}

const namedMost = 90
const inShort = (text: string) => {
  const line = maskPersonal(text).replace(/\s+/g, ' ')
  return line.length <= namedMost ? line : `${line.slice(0, namedMost).replace(/\s\S*$/, '')}…`
}

/** A place and nothing else: the office there for what is talked of; else what the matter is gets asked. */
export function askWhat(talk: Talk, heard: Heard): Said {
  const { session, services } = talk
  const there =
    session.office === undefined
      ? answerPlace(talk, heard.text)
      : tellOffice(talk, heard, undefined)
  if (there) return there
  const found = services.place(heard.text)
  const commune = found.found === 'one' ? found.commune : undefined
  const isNew = commune !== undefined && commune.code !== session.commune
  if (session.unclear > 0 && !isNew) return unclear(talk, undefined, heard)
  const kept = { ...session, unclear: session.unclear + 1, ...(isNew && { commune: commune.code }) }
  if (session.attachments.length > 0)
    return said({ ...kept, unclear: 0 }, 'asked-back', [
      say(
        `Tôi đã ghi nơi: ${commune?.name ?? heard.text}. Việc gì đang xảy ra ở đó? Xin viết một câu.`,
        [{ label: 'Phản ánh việc này', payload: 'open:report' }, menuChoice],
      ),
    ])
  return said(kept, 'asked-back', [
    say(`Anh/Chị cần việc gì ở ${commune?.name ?? 'đó'}? Xin viết thêm một câu.`, menu().choices),
  ])
}

/** An office's address, telephone and hours; where none is meant, the province's own. */
export function tellOffice(talk: Talk, { text }: Heard, open: Open | undefined): Said {
  const { services, now, session } = talk
  // "Thứ bảy có làm không?" behind an answer is about where that is handed in.
  const ofTopic = !open && !services.offices.named(text) && answerCounter(talk, text)
  if (ofTopic) return ofTopic
  const here = { question: text, home: placeOf(open) ?? homeOf(talk), office: session.office }
  return told(talk, open, officeVisit(here, services, now) ?? contact(here, services, now))
}

/** The office of a choice. */
export function chosenOffice(talk: Talk, id: string, open: Open | undefined): Said | undefined {
  const { services, now } = talk
  const office = services.offices.byId(id)
  return office && told(talk, open, officeReply(office, { question: '' }, services, now))
}

/** The province's own number; the day is said where one was asked about. */
function contact({ question }: Here, { offices, text }: Services, now: Date): Visit {
  const day = offices.askedDay(question, now)
  const open = day ? `\n${openingInWords(offices.opening(undefined, day), now)}` : ''
  return { reply: say(`${text('contact')}${open}`, tellChoices.contact), office: '' }
}

function told(talk: Talk, open: Open | undefined, { reply, commune, office }: Visit): Said {
  if (open) return thenAsk(talk, open, [{ ...reply, choices: [] }], 'guided')
  const { topic: _, ...rest } = talk.session
  const session = {
    ...rest,
    ...(commune && { commune: commune.code }),
    ...(office !== undefined && { office }),
  }
  return said(session, 'guided', [reply])
}

/** The commune of the report under way, as its words name it. */
function placeOf(open: Open | undefined) {
  const content = open?.scene.answers.content
  const found = typeof content === 'string' ? open?.scene.services.place(content) : undefined
  return found?.found === 'one' ? found.commune : undefined
}

/** What the province says of where to go; nothing is taken in. */
export const tell = (
  { session, services }: Talk,
  { text, wish }: Extract<Command, { do: 'tell' }>,
): Said =>
  said({ ...session, ...(wish && { wish }) }, 'guided', [
    say(services.text(text), tellChoices[text]),
  ])

const tellChoices = {
  dossier: [{ label: 'Phản ánh trễ hẹn', payload: 'open:report' }, personChoice],
  reception: [personChoice, menuChoice],
  contact: [personChoice, menuChoice],
  minor: [personChoice, menuChoice],
  'emergency.called': [{ label: 'Đã an toàn, phản ánh', payload: 'open:report' }, personChoice],
}
