import type { Commune } from '../knowledge/commune.ts'
import type { PlaceFound } from '../knowledge/place.ts'
import { type Heard, type Services, say } from './flow.ts'
import { isOnlyPlace, looksLikePlace, saysAddress, saysMoreThan } from './place-words.ts'
import type { ReportAnswers, ReportScene, ReportStep } from './report-answers.ts'
import { contactIfSaid, isAboutRule, withoutNumber } from './report-contact.ts'
import { isSure } from './report-matter.ts'

type Place = ReportAnswers['place']
const atLeast = 'Xin ghi ít nhất tên xã hoặc phường, tên cũ cũng được.'

export const placeStep: ReportStep<'place'> = {
  label: 'Nơi xảy ra',
  called: ['địa điểm', 'chỗ', 'nơi', 'địa chỉ sự việc', 'địa chỉ chỗ đó'],
  shown: (place, { services }) => placeInWords(place, services),
  ask: ({ answers, services, attachments }) => {
    const found = services.place(answers.content ?? '')
    if (found.found === 'several') return which(found)
    if (found.found === 'one' && !isOurs(found.commune, services)) return elsewhere(found.commune)
    const pin = attachments.some(({ type }) => type === 'location') ? 'Tôi đã nhận vị trí. ' : ''
    return say(`${pin}Việc này ở xã, phường nào? Anh/Chị có thể ghi tên cũ.`)
  },
  sorry: ({ services, attachments }, heard) => {
    if (heard.answer) return say(atLeast)
    if (attachments.some(({ type }) => type === 'location') && heard.plain.includes('vi tri'))
      return say(`Vị trí sẽ gửi kèm cho cán bộ, nhưng máy chưa đọc được tên nơi đó. ${atLeast}`)
    const found = services.place(heard.text)
    if (found.found === 'one') return elsewhere(found.commune)
    return found.found === 'several'
      ? which(found)
      : say(
          'Tôi chưa tìm thấy nơi này. Xin ghi tên xã, phường, kèm huyện hoặc tỉnh cũ nếu nhớ.\nNếu vẫn không thấy, tôi sẽ ghi đúng lời Anh/Chị.',
        )
  },
  why: 'Nơi xảy ra quyết định xã, phường hoặc sở nào nhận phản ánh.',
  required: `Không biết nơi xảy ra thì không chuyển được cho địa phương nào. ${atLeast}`,
  needed: ({ answers }) => answers.matter?.kind !== 'praise' && !isAboutRule(answers),
  read: (heard, scene) => {
    const chosen = chosenPlace(heard, scene)
    if (chosen) return chosen
    const found = scene.services.place(heard.text)
    const text = heard.phone ? withoutNumber(heard.text) : heard.text
    if (found.found === 'one')
      return isOurs(found.commune, scene.services)
        ? { text, commune: found.commune, guessed: false }
        : undefined
    // A place we do not know never stops a report: the second time its words are taken as they are.
    const names = heard.answer === undefined && /\p{L}{2}/u.test(heard.text)
    return scene.tries > 0 && names && looksLikePlace(heard.text)
      ? { text, guessed: false }
      : undefined
  },
  // "Cái cột điện trước trường nghiêng sắp đổ": a landmark in a sentence that tells a matter is no answer.
  attempt: ({ text, plain }, { services }) =>
    looksLikePlace(text) &&
    (plain.split(' ').length <= 6 || saysAddress(text) || !isSure(text, services)),
  also: contactIfSaid,
  correct: (heard, { services }) => {
    const found = services.place(heard.text)
    return found.found === 'one' && isOurs(found.commune, services)
      ? {
          text: isOnlyPlace(heard.text, services) ? heard.text : found.commune.name,
          commune: found.commune,
          guessed: false,
        }
      : undefined
  },
}

/** The one commune that the content names; when it names none, that of the QR code. */
export function guessPlace({ answers, services, commune }: ReportScene): Place | undefined {
  if (answers.content === undefined) return undefined
  const found = services.place(answers.content)
  if (found.found === 'one' && isOurs(found.commune, services)) {
    return { text: found.formerly ?? found.commune.name, commune: found.commune, guessed: true }
  }
  return found.found === 'none' && commune
    ? { text: commune.name, commune, guessed: true }
    : undefined
}

/** Name and, where they say something else, the words it was given by; a whole story is not repeated. */
export function placeInWords({ text, commune }: Place, services: Services): string {
  if (!commune) return text
  return isOnlyPlace(text, services) && saysMoreThan(text, commune.name)
    ? `${commune.name} (${text})`
    : commune.name
}

/** The province's own list; imported units cover the whole country. */
const isOurs = ({ code }: Commune, { commune }: Services) => commune(code) !== undefined

const elsewhere = ({ name, province }: Commune) =>
  say(
    `${name} thuộc ${province}, ngoài địa bàn tiếp nhận ở đây. Việc ở đó, Anh/Chị gửi tại dichvucong.gov.vn, mục Phản ánh kiến nghị. Nếu việc ở trong tỉnh, xin ghi tên xã, phường.`,
  )

function chosenPlace({ choice }: Heard, { services }: ReportScene): Place | undefined {
  const commune = choice?.startsWith('commune:')
    ? services.commune(choice.slice('commune:'.length))
    : undefined
  return commune && { text: commune.name, commune, guessed: false }
}

function which({ candidates, split }: Extract<PlaceFound, { found: 'several' }>) {
  const shown = candidates.slice(0, 3)
  const more =
    candidates.length > shown.length
      ? ' Nếu không có trong danh sách, xin ghi thêm huyện hoặc tỉnh cũ.'
      : ''
  const sameName = new Set(candidates.map(({ name }) => name)).size < candidates.length
  return say(
    split || !sameName
      ? `Nơi này nay thuộc nhiều xã, phường. Việc xảy ra ở đâu?${more}`
      : `Có nhiều nơi cùng tên. Anh/Chị muốn nói nơi nào?${more}`,
    shown.map((commune) => ({ label: named(commune, shown), payload: `commune:${commune.code}` })),
  )
}

/** The province is said only where it tells the choices apart. */
const named = ({ name, province }: Commune, among: Commune[]) =>
  among.every((other) => other.province === province) ? name : `${name}, ${province}`
