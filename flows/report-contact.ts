import { fold } from '../knowledge/vietnamese.ts'
import { type Heard, say } from './flow.ts'
import { saysAddress } from './place-words.ts'
import type { ReportAnswers, ReportScene, ReportStep } from './report-answers.ts'

/**
 * A proposal on rules or procedures (phản ánh, kiến nghị về quy định hành chính) is valid only with name,
 * address and contact (NĐ 20/2008, Article 7). A report of what is seen somewhere needs none of them.
 */
export const isAboutRule = ({ matter, content }: Partial<ReportAnswers>): boolean =>
  matter?.kind === 'proposal' && rule.test(content ?? '')

const rule =
  /quy\s*định|quy dinh|nghị\s*định|nghi dinh|thông\s*tư|thong tu|\bluật|thủ\s*tục|thu tuc|lệ\s*phí|le phi|mức\s*phí|giấy\s*tờ|giay to|hồ\s*sơ|ho so|biểu\s*mẫu/iu

const byLaw = ({ answers }: ReportScene) => isAboutRule(answers)
const law =
  'Với kiến nghị về quy định, pháp luật yêu cầu có họ tên, địa chỉ và cách liên hệ (Nghị định 20/2008/NĐ-CP).'

export const nameStep: ReportStep<'name'> = {
  label: 'Họ tên',
  called: ['tên', 'họ và tên', 'tên tôi', 'tên em'],
  ask: () => say('Xin cho biết họ và tên của Anh/Chị.'),
  sorry: () => say('Tôi chưa đọc được họ tên. Xin ghi như trên giấy tờ, ví dụ: Nguyễn Thị Lan.'),
  why: law,
  required: `${law} Nếu không muốn ghi, Anh/Chị gõ "hủy".`,
  needed: byLaw,
  read: ({ text, answer }) => (answer ? undefined : nameOf(text)),
  correct: ({ text }) => callsItselfSo(text),
  volunteered: ({ text }) => toldName(text),
  shown: (name) => name,
}

export const addressStep: ReportStep<'address'> = {
  label: 'Địa chỉ',
  called: ['địa chỉ của tôi', 'nhà tôi ở', 'tôi ở'],
  ask: () => say('Xin cho biết địa chỉ của Anh/Chị: thôn hoặc tổ, xã hoặc phường.'),
  sorry: () => say('Địa chỉ còn ngắn quá. Xin ghi thôn hoặc tổ dân phố và tên xã, phường.'),
  why: law,
  required: `${law} Nếu không muốn ghi, Anh/Chị gõ "hủy".`,
  needed: byLaw,
  read: ({ text, answer }) =>
    !answer && text.length >= 5 && text.length <= 300 && /\p{L}/u.test(text) ? text : undefined,
  correct: ({ text }) => (text.length <= 300 && saysAddress(text) ? text : undefined),
  shown: (address) => address,
}

export const contactStep: ReportStep<'contact'> = {
  label: 'Số điện thoại',
  called: ['số', 'điện thoại', 'sdt', 'sđt', 'số của tôi'],
  ask: (scene) =>
    byLaw(scene)
      ? say('Xin cho biết số điện thoại để cơ quan liên hệ.')
      : say(
          'Anh/Chị cho số điện thoại để cán bộ hỏi thêm khi cần? Có thể bỏ qua: trả lời vẫn gửi về đây.',
          [{ label: 'Bỏ qua', payload: 'do:skip' }],
        ),
  sorry: (scene, { answer, text }) => {
    const wanted = /\d{4}/.test(text)
      ? 'Số này chưa đúng. Số di động có 10 chữ số, bắt đầu bằng số 0.'
      : 'Xin gõ số điện thoại bằng chữ số, ví dụ 0912 345 678.'
    if (byLaw(scene))
      return say(answer === 'no' ? `${law} Nếu không muốn ghi, Anh/Chị gõ "hủy".` : wanted)
    return say(`${wanted} Không muốn ghi, Anh/Chị gõ "bỏ qua".`, [
      { label: 'Bỏ qua', payload: 'do:skip' },
    ])
  },
  why: 'Số điện thoại chỉ để cán bộ hỏi thêm về việc này, và để Anh/Chị tra cứu từ nơi khác.',
  skip: (scene) => (byLaw(scene) ? undefined : {}),
  required: `${law} Nếu không muốn ghi, Anh/Chị gõ "hủy".`,
  read: (heard, scene) => {
    if (heard.phone) return { ...named(callsItselfSo(heard.text)), ...contactIn(heard) }
    const sends = heard.answer === 'yes' && / gui /.test(` ${heard.plain} `)
    const unable = unwilling.test(heard.plain) || noPhone.test(heard.plain)
    const refuses = sends || heard.answer === 'no' || unable
    return refuses && !byLaw(scene) ? {} : undefined
  },
  attempt: ({ text, dossier }) =>
    dossier === undefined && /^\D{0,20}(?:\d[\s.-]?){4,}\D{0,20}$/.test(text),
  correct: (heard, scene) => {
    if (heard.phone) return contactIn(heard)
    return noPhone.test(heard.plain) && !byLaw(scene) ? {} : undefined
  },
  shown: ({ phone }) => (phone ? '' : undefined),
}

/** "Tôi không có số điện thoại", said before it was asked. */
const noPhone =
  /^(?:\w+ ){0,2}(?:khong|ko|k|chua) (?:\w+ ){0,2}(?:so|sdt|so dien thoai|dien thoai)(?: (?:a|dau|nhe|ca))*$/

/** "Tôi không dùng điện thoại", "gửi luôn đi": the question is passed over without its word. */
const unwilling =
  /^(?:(?:toi|em|minh|chau|da|nha|thoi) )*(?:khong|ko|k|chua|khoi|deo|dung)(?: \w+)* (?:so|sdt|dt|dien thoai|can|cho|ghi)(?: |$)/

/** A number and, where they name themselves, whose: "tôi là Nguyễn Văn An, sđt 0912…". */
function contactIn({ phone, text }: Heard): ReportAnswers['contact'] {
  return { ...(phone && { phone }), ...named(selfNamed.exec(text)?.[1]) }
}

/** For the questions before this one: a number that comes along is not asked for again. */
export const contactIfSaid = (heard: Heard): Partial<ReportAnswers> =>
  heard.phone ? { contact: contactIn(heard) } : {}

/** The words around a telephone number. */
export const withoutNumber = (text: string): string =>
  text
    .replace(/[+\d][\d\s.()-]{6,}/g, ' ')
    .replace(label, ' ')
    .replace(/^[\s,.;:-]+|[\s,.;:-]+$/g, '')

const named = (name: string | undefined) => (name ? { name } : {})

const selfNamed =
  /(?:^|[\s,.;])(?:(?:[Tt]ôi|[Mm]ình|[Ee]m|[Cc]háu)\s+(?:tên\s+)?là|[Hh]ọ (?:và )?tên)\s*:?\s+(\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*){1,4})/u

const label =
  /(?:số\s+)?(?:điện thoại|đt|sđt|sdt|dt|bàn|máy bàn|di động|zalo)(?:\s+(?:của\s+)?(?:tôi|mình|em))?(?:\s+là)?/giu

/** The words beside a number are a name only where they look like one: "gọi ngay cho tôi" does not. */
function callsItselfSo(text: string): string | undefined {
  const name = nameOf(withoutNumber(text))
  const words = name?.replace(/^(?:anh|chị|ông|bà|cô|chú|bác) /iu, '').split(' ') ?? []
  const capital = words.every((word) => /^\p{Lu}/u.test(word))
  return capital || surnames.has(fold(words[0] ?? '').toLowerCase()) ? name : undefined
}

const surnames = new Set(
  `nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh doan mai dao luu cao ha
   ta quach tong luong chu trieu thai luyen kieu nghiem lam phung vuong`.split(/\s+/),
)

/** "À mà tên tôi là Trần Văn Bình nhé": the words that say so make it a name, capitals or not. */
function toldName(text: string): string | undefined {
  const said = saysName.exec(text)?.[1]?.replace(/(?:\s+(?:nhé|ạ|nha|đó|đấy|nhe|a))+\s*$/iu, '')
  return said === undefined ? undefined : nameOf(said)
}
const saysName =
  /^(?:(?:à|a|mà|ma|dạ|da|còn|con)[\s,]+)*(?:(?:họ\s+(?:và\s+)?)?(?:tên|ten)\s+(?:(?:của\s+)?(?:tôi|toi|em|mình|minh|cháu|chau|bà|ông)\s+)?(?:là|la|:)?|(?:tôi|toi|em|mình|minh|cháu|chau)\s+(?:tên|ten)\s+(?:là|la)?)\s*(\S.*)$/iu

/** Two words or more of letters: "tôi tên là Nguyễn Văn An" → "Nguyễn Văn An". */
function nameOf(text: string): string | undefined {
  const name = text
    .replace(/^(?:dạ|vâng|à)[\s,]+/iu, '')
    // "Bính có dấu sắc": how it is written is no part of it.
    .replace(/\s+(?:có|không có|viết)\s+(?:dấu|chữ)\s.*$/iu, '')
    .replace(/^(?:họ\s+)?tên\s+(?:của\s+)?(?:tôi|em|mình|cháu)\s*(?:là|:)?\s+/iu, '')
    .replace(/^(?:tôi|em|mình|cháu)?\s*(?:họ\s+)?(?:và\s+)?(?:tên)?\s*(?:là|:)?\s+/iu, '')
    .replace(/[\s,.:;-]+/g, ' ')
    .trim()
  const words = name.split(' ')
  return /^[\p{L}\p{M}' ]+$/u.test(name) &&
    words.length >= 2 &&
    words.length <= 8 &&
    name.length <= 100
    ? name
    : undefined
}
