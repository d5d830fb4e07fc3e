import type { Filing } from '../desk/ticket.ts'
import { consentStep } from './consent.ts'
import { defineFlow } from './flow.ts'
import { receipt } from './receipt.ts'
import { ReportAnswers, type ReportScene } from './report-answers.ts'
import { addressStep, contactStep, nameStep } from './report-contact.ts'
import { contentStep, guessMatter, matterStep } from './report-matter.ts'
import { guessPlace, placeStep } from './report-place.ts'
import { confirmStep } from './report-summary.ts'

/** What a citizen tells us: taken in at most six questions, filed only on an explicit yes. */
export const report = defineFlow<ReportAnswers>({
  name: 'report',
  opens: [
    'phản ánh',
    'kiến nghị',
    'góp ý',
    'phản ánh kiến nghị',
    'gửi phản ánh',
    'tôi muốn phản ánh',
    'phản ánh hiện trường',
    'báo sự cố',
    'tôi muốn kiến nghị',
    'muốn phản ánh',
    'tôi muốn góp ý',
    'khen',
    'phản ánh sự việc',
  ],
  answers: ReportAnswers.partial(),
  cancelled: 'Nội dung viết dở đã được xóa, không có gì được gửi đi.',
  unfinished: 'Phản ánh',

  steps: {
    consent: consentStep,
    content: contentStep,
    matter: matterStep,
    place: placeStep,
    name: nameStep,
    address: addressStep,
    contact: contactStep,
    confirm: confirmStep,
  },

  begin: (heard, scene) => {
    const content = contentStep.read(heard, scene)
    return content === undefined ? {} : { content }
  },

  derive: (scene) => {
    const matter = scene.answers.matter ?? guessMatter(scene)
    const place = scene.answers.place ?? guessPlace(scene)
    return { ...(matter && { matter }), ...(place && { place }) }
  },

  // The draft brought its id and code with it, so the receipt needs no answer from the database.
  finish: (answers, scene) => {
    const filing = filingOf(answers, scene)
    return {
      effects: [{ type: 'open-ticket', filing }],
      replies: [receipt(filing, scene.services)],
    }
  },
})

function filingOf(
  answers: ReportAnswers,
  { services, now, draft, attachments }: ReportScene,
): Filing {
  const { matter, place, contact, name, address, consent } = answers
  const { kind, field, urgency } = matter
  const commune = place?.commune
  const { mailbox, line } = services.route({ kind, field, on: now, ...(commune && { commune }) })
  const fullName = name ?? contact.name
  return {
    draft,
    kind,
    field,
    urgency,
    content: answers.content,
    place: { text: place?.text ?? '', ...(commune && { commune }) },
    contact: {
      ...(contact.phone && { phone: contact.phone }),
      ...(fullName && { name: fullName }),
      ...(address && { address }),
    },
    consent: { version: consent.version, at: new Date(consent.at) },
    attachments,
    mailbox,
    routeLine: line,
    receivedAt: now,
    dueAt: services.due({ kind, field, urgency, from: now }),
  }
}
