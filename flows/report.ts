import type { Filing } from '../desk/ticket.ts'
import { consentStep } from './consent.ts'
import { dayOf } from './dates.ts'
import { defineFlow, say } from './flow.ts'
import { receipt } from './receipt.ts'
import { ReportAnswers, type ReportScene } from './report-answers.ts'
import { addressStep, contactStep, nameStep } from './report-contact.ts'
import { contentStep, guessMatter, matterStep, moreContent } from './report-matter.ts'
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
    return content === undefined ? {} : { content, ...contentStep.also?.(heard, scene) }
  },

  derive: (scene) => {
    const matter = scene.answers.matter ?? guessMatter(scene)
    const place = scene.answers.place ?? guessPlace(scene)
    return { ...(matter && { matter }), ...(place && { place }) }
  },

  aside: ({ plain, question }, scene) =>
    privacy.test(plain)
      ? say(
          'Chỉ cơ quan giải quyết xem thông tin của Anh/Chị; tên và số điện thoại không công khai.',
        )
      : question && whenDone.test(plain)
        ? say(`Hạn trả lời dự kiến nếu gửi bây giờ: ${dayOf(dueOf(scene))}.`)
        : undefined,

  more: (heard, scene) => {
    const content = moreContent(heard, scene)
    return content === undefined ? {} : { content }
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

/** "Đừng cho ai biết tên tôi nhé", "ai đọc số điện thoại của tôi?" */
const privacy =
  /(?:^| )(?:dung|khong muon|so|ai|co|giu) .*(?:biet|doc|xem|lo|bi mat|cong khai) .*(?:ten|so dien thoai|danh tinh|thong tin|toi la ai)|(?:^| )(?:giu bi mat|giau ten|an danh)(?: |$)/
const whenDone =
  /(?:bao gio|khi nao|bao lau|chung nao|may ngay|may hom) .*(?:xuong|den|toi|ra) (?:xem|sua|kiem tra|lam)|(?:bao gio|khi nao|chung nao) .*co (?:nguoi|ai)|(?:bao lau|khi nao|bao gio|may ngay) .*(?:ket qua|tra loi|xu li|giai quyet|xong)|(?:ket qua|tra loi|xu li|giai quyet|xong) .*(?:bao lau|khi nao|bao gio|may ngay)/

function dueOf({ answers: { matter }, services, now }: ReportScene): Date {
  const { kind, field, urgency } = matter ?? unsure
  return services.due({ kind, field, urgency, from: now })
}

const unsure = { kind: 'report', field: 'OTHER', urgency: 'normal' } as const

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
