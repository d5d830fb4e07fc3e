import type { Field } from '../desk/ticket.ts'
import { words } from '../knowledge/vietnamese.ts'
import { danger } from './consent.ts'
import { type Heard, type Services, say } from './flow.ts'
import { isOnlyPlace, looksLikePlace, saysAddress } from './place-words.ts'
import type { ReportAnswers, ReportScene, ReportStep } from './report-answers.ts'
import { contactIfSaid, withoutNumber } from './report-contact.ts'

type Matter = ReportAnswers['matter']

// Below this the citizen is asked; above it the summary is where the guess is confirmed.
const sure = 0.35

export const contentStep: ReportStep<'content'> = {
  label: 'Nội dung',
  ask: () =>
    say('Anh/Chị muốn phản ánh việc gì? Xin viết một, hai câu; có thể gửi kèm ảnh, vị trí.'),
  sorry: ({ attachments }, heard) =>
    heard.text.length > maxContent
      ? say('Nội dung hơi dài. Xin rút gọn trong khoảng 1.000 chữ.')
      : attachments.length > 0
        ? say('Tôi đã nhận ảnh, tệp. Xin viết thêm một câu: việc gì đang xảy ra?')
        : say(
            'Xin viết rõ hơn một chút để cán bộ hiểu đúng việc. Ví dụ: "Đèn đường trước số nhà 5 tắt ba hôm nay".',
          ),
  why: 'Cần nội dung để chuyển đúng cơ quan và cán bộ hiểu đúng việc.',
  required: 'Không có nội dung thì cán bộ không biết phải xử lý việc gì.',
  read: ({ text, answer }, { services }) => {
    const content = withoutOpening(text)
    const said = words(withoutNumber(text)).length
    // "Mất điện" says all of it; of other things two words say too little.
    const enough = (said >= 3 && content.length >= 10) || (said === 2 && isSure(content, services))
    const tells = answer === undefined && enough
    return tells && content.length <= maxContent && !isOnlyPlace(text, services)
      ? content
      : undefined
  },
  told: (content) => {
    const call = danger(content)
    return call === undefined ? undefined : say(call)
  },
  also: contactIfSaid,
  // "Không, chân bà đau lắm" takes back no story: only one that tells its matter stands in its place.
  correct: ({ text }, { services }) =>
    text.length >= 30 && text.length <= maxContent && isSure(text, services) ? text : undefined,
  drops: ({ answers }) => [
    ...(answers.matter?.guessed ? (['matter'] as const) : []),
    ...(answers.place?.guessed ? (['place'] as const) : []),
  ],
  free: true,
}

export const matterStep: ReportStep<'matter'> = {
  label: 'Lĩnh vực',
  shown: ({ field }, { services }) => services.fieldName(field),
  ask: (scene) => {
    const [first] = matterChoices(scene)
    return first && first.payload !== other.payload
      ? say(
          `Tôi hiểu đây là việc về "${first.label}", đúng không ạ? Nếu chưa đúng, xin chọn hoặc viết bằng vài chữ.`,
          matterChoices(scene),
        )
      : say('Việc này thuộc lĩnh vực nào? Xin viết vài chữ, ví dụ: đường, điện, nước, rác.', [
          other,
        ])
  },
  sorry: (scene) =>
    say(
      'Xin chọn một lĩnh vực gần đúng nhất; nếu không có, chọn "Việc khác".',
      matterChoices(scene),
    ),
  why: 'Lĩnh vực quyết định cơ quan nào nhận phản ánh.',
  skip: ({ answers, services }) => {
    const { kind, field, urgency } = services.classify(answers.content ?? '')
    return { kind: ticketKind(kind), field, urgency, guessed: false }
  },
  read: ({ choice, text, answer }, { answers, services }) => {
    const guess = services.classify(answers.content ?? '')
    const field =
      answer === 'yes' ? guess.field : choice?.startsWith('field:') ? fieldOf(choice) : undefined
    const named = field ?? (isAddress(text, services) ? undefined : fieldNamed(text, services))
    return (
      named && {
        kind: ticketKind(guess.kind),
        field: named,
        urgency: guess.urgency,
        guessed: false,
      }
    )
  },
  // A few words may name a field; a sentence tells of a matter.
  correct: ({ text, plain }, { answers, services }) => {
    const short = plain.split(' ').length <= 3 && !isOnlyPlace(text, services)
    const named = short ? fieldNamed(text, services) : undefined
    const guess = services.classify(answers.content ?? '')
    return (
      named && {
        kind: ticketKind(guess.kind),
        field: named,
        urgency: guess.urgency,
        guessed: false,
      }
    )
  },
}

/** Fragments that come one by one are one story; the field and the place are guessed anew from the whole. */
export function moreContent(heard: Heard, scene: ReportScene): string | undefined {
  const { text, plain, answer, choice, dossier } = heard
  const { answers, services } = scene
  const { content, place } = answers
  if (content === undefined)
    return isSure(text, services) ? contentStep.read(heard, scene) : undefined
  const tells =
    answer === undefined && !choice && (plain.split(' ').length >= 3 || dossier !== undefined)
  const story =
    dossier ||
    isSure(text, services) ||
    (!speaksToUs.test(plain) && !points.test(plain) && (place ? true : !mayBePlace(text)))
  const whole = `${content}\n${withoutOpening(text)}`
  const isNew = whole.length <= maxContent && !content.includes(text)
  return tells && story && isNew ? whole : undefined
}

/** "Gửi nhanh lên", "cho gặp sếp", "thế thì bà ra đâu": said to us, and no part of the story. */
const speaksToUs =
  /^(?:(?:da|a|alo|ma|thi|thoi|u|o|oi|nay|the|vay) )*(?:gui|goi|cho (?:toi |em |minh |tao |bac |ba )?(?:gap|hoi|noi)|de (?:toi|em|minh|tao)|hoi|noi|tra loi|nhanh|lam on|giup|biet|sao|sao lau|lau|tao|may|bon may|chung may|tui may|bot|toi kien|kien)(?: |$)|(?:^| )(?:chung may|bon may|tui may|bot|ad|sep)(?: |$)|(?:^| )(?:dau|gi|sao|nao|khong|chua|ha)(?: (?:a|vay|the|chau|em|con|ad))*$/

/** A long sentence with a street in it tells something of that street. */
const mayBePlace = (text: string) => words(text).length <= 8 && looksLikePlace(text)

/** "Ngõ 7 đường Hàn Thuyên, phường Nam Định" names no matter of roads. */
const isAddress = (text: string, services: Services) =>
  isOnlyPlace(text, services) || (saysAddress(text) && services.place(text).found !== 'none')

/** "Như ảnh đấy", "chỗ vị trí tôi gửi ấy": points at something instead of telling it. */
const points =
  /^(?:\w+ ){0,3}(?:nhu|trong|theo|cho|o|vi tri|dung) (?:\w+ )?(?:anh|hinh|video|tren|vi tri|ban do|dinh vi|ghim)(?: \w+){0,4}$/

/** Something of which our ears are sure that it is a matter to report. */
export const isSure = (text: string, { classify }: Services): boolean => {
  const { kind, confidence } = classify(text)
  return kind === 'report' && confidence >= sure
}

/** The matter as the content tells it, where that is sure enough not to ask. */
export function guessMatter({ answers, services }: ReportScene): Matter | undefined {
  if (answers.content === undefined) return undefined
  const { kind, field, urgency, confidence } = services.classify(answers.content)
  return confidence >= sure ? { kind: ticketKind(kind), field, urgency, guessed: true } : undefined
}

/** "Tôi muốn phản ánh: đèn đường tắt" → "đèn đường tắt"; the opening alone leaves nothing. */
export const withoutOpening = (text: string): string =>
  text.replace(opening, '').trim() || (opening.test(text) ? '' : text)

const maxContent = 5000
const opening =
  /^(?:(?:dạ|da|xin chào|chào|alo|ad|cho)[\s,.!]+)*(?:(?:tôi|toi|mình|minh|em|cháu|gia đình tôi)\s+)?(?:(?:muốn|muon|xin|cần|can)\s+)*(?:gửi\s+)?(?:phản ánh|phan anh|kiến nghị|kien nghi|góp ý|gop y|báo|bao(?!\s+(?:nhiêu|nhieu|lâu|lau|giờ|gio|hiểm|hiem|gồm|gom|xa|mấy|may)(?!\p{L})))(?:\s+(?:là|la|về|ve|việc|viec|rằng))*(?=[\s:,.]|$)[\s:,.-]*/iu

function matterChoices({ answers, services }: ReportScene) {
  const { field, alternatives } = services.classify(answers.content ?? '')
  const likely = [...new Set([field, ...alternatives])].filter((one) => one !== 'OTHER').slice(0, 3)
  return [
    ...likely.map((one) => ({ label: services.fieldName(one), payload: `field:${one}` })),
    other,
  ]
}

const other = { label: 'Việc khác', payload: 'field:OTHER' }

// as: the payload is one of ours, made from a Field above; another text is read as "other" by the desk.
const fieldOf = (choice: string) => choice.slice('field:'.length) as Field

/** A telephone is no matter of electricity. */
export const withoutPhoneWords = (text: string): string =>
  text.replace(/(?:số\s+)?(?:điện thoại|dien thoai)/giu, ' ')

/** The citizen names the field in words of their own: "rác thải chứ". */
function fieldNamed(text: string, services: ReportScene['services']): Field | undefined {
  const { field, confidence } = services.classify(withoutPhoneWords(text))
  return field !== 'OTHER' && confidence >= 0.4 ? field : undefined
}

const ticketKind = (kind: string): Matter['kind'] =>
  kind === 'proposal' || kind === 'question' || kind === 'praise' ? kind : 'report'
