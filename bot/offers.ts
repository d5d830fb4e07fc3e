import { type Heard, say } from '../flows/flow.ts'
import { menu } from '../flows/welcome.ts'
import type { Command } from './command.ts'
import { maskPersonal } from './contacts.ts'
import { unclear } from './repair.ts'
import { cannot, type Said, said, type Talk } from './talk.ts'
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

/** A place and nothing else: it is kept for a report, and what the matter is gets asked. */
export function askWhat(talk: Talk, heard: Heard): Said {
  const { session, services } = talk
  const found = services.place(heard.text)
  const commune = found.found === 'one' ? found.commune : undefined
  const isNew = commune !== undefined && commune.code !== session.commune
  if (session.unclear > 0 && !isNew) return unclear(talk, undefined, heard)
  const kept = { ...session, unclear: session.unclear + 1, ...(isNew && { commune: commune.code }) }
  return said(kept, 'asked-back', [
    say(`Anh/Chị cần việc gì ở ${commune?.name ?? 'đó'}? Xin viết thêm một câu.`, menu().choices),
  ])
}

/** What the province says of where to go; nothing is taken in. */
export const tell = ({ session, services }: Talk, text: keyof typeof tellChoices): Said =>
  said(session, 'guided', [say(services.text(text), tellChoices[text])])

const tellChoices = {
  dossier: [{ label: 'Phản ánh trễ hẹn', payload: 'open:report' }, personChoice],
  reception: [personChoice, menuChoice],
  contact: [personChoice, menuChoice],
  minor: [personChoice, menuChoice],
  'emergency.called': [{ label: 'Đã an toàn, phản ánh', payload: 'open:report' }, personChoice],
}
