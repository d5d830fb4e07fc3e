import type { Reply } from '../adapters/channel.ts'
import type { Classified } from '../desk/ticket.ts'
import { type Heard, type Outcome, type Services, say } from './flow.ts'

/** What chat guides elsewhere and never takes in. */
export const guidedKinds = ['emergency', 'denunciation', 'complaint', 'scam', 'crime'] as const
export type GuidedKind = (typeof guidedKinds)[number]

/** Which guidance a text needs, if any; the worst errors come first. */
export function guidedKind({ kind, field }: Classified): GuidedKind | undefined {
  if (kind === 'emergency' || kind === 'denunciation' || kind === 'complaint') return kind
  if (kind === 'question' || kind === 'praise' || kind === 'other') return undefined
  if (field === 'SCAM') return 'scam'
  return field === 'SECURITY' ? 'crime' : undefined
}

/** The way to the right door. No form opens, and nothing is filed. */
export function guide(
  { kind, classified }: { kind: GuidedKind; classified: Classified },
  services: Services,
  { plain }: Heard,
): Outcome {
  if (kind === 'emergency') {
    const care = despair.test(plain) ? services.text('emergency.care') : ''
    return { replies: [emergency(services, classified.hotlines, care)] }
  }
  if (kind === 'denunciation') {
    return {
      cannot: 'another-way',
      replies: [say(services.text('denunciation'), [person])],
      effects: [{ type: 'blank-words' }],
    }
  }
  return {
    cannot: 'another-way',
    replies: [say(services.text(kind), [person, { label: 'Menu', payload: 'do:menu' }])],
  }
}

/** The citizen asks on, or names the place: the same door in other words, and never a form. */
export function guideAgain(
  kind: GuidedKind,
  services: Services,
  { place, heard, nth = 0 }: { place?: boolean | undefined; heard?: Heard; nth?: number },
): Reply {
  if (kind === 'emergency')
    return say(place ? services.text('emergency.again') : alone(heard), [safe, person])
  // Whoever accuses often asks on and on: the two texts take turns.
  const key = kind === 'denunciation' && nth % 2 === 1 ? 'denunciation.more' : `${kind}.again`
  return say(services.text(key), [person])
}

const alone = (heard: Heard | undefined): string =>
  heard && cannotCall.test(heard.plain) ? someoneElse : notAlone

/** Whoever hides cannot speak. */
const cannotCall =
  /(?:^| )(?:khong|ko|k|chang|so) (?:the |dam |tien |co )?(?:goi|noi|nghe may|dien thoai|may)(?: |$)/
const someoneElse =
  'Nếu không gọi được, Anh/Chị nhắn ngay người thân, hàng xóm gọi 113 giúp, và ở nơi khóa được cửa.'

/** Whoever goes on without naming a place may be alone with it. */
const notAlone =
  'Tôi vẫn đọc, nhưng chỉ là máy, không giúp ngay được. Xin Anh/Chị gọi 113, 114 hoặc 115, hay một người thân, ngay lúc này.'

/** Numbers stand in the first line, the most fitting first. */
function emergency(services: Services, hotlines: string[] = [], care = ''): Reply {
  const call = hotlines.length > 0 ? `Gọi ngay ${hotlines.join(', ')}.\n` : ''
  const words = care ? `${care}\n` : ''
  return say(`${call}${words}${services.text('emergency')}`, [safe, person])
}

/** Who speaks so needs a person's tone behind the number. */
const despair =
  /(?:^| )(?:(?:khong|ko|k|chang) (?:con )?(?:muon|thiet) song|muon chet|tu tu|tu sat|tu van|ket lieu|chet cho xong|song lam gi|chan song|chan doi|het muon song|muon bien mat|nhay cau|nhay lau|uong thuoc (?:sau|ngu|chuot)|cat (?:tay|mach mau)|ra di mai mai)(?: |$)/

const safe = { label: 'Đã an toàn, phản ánh', payload: 'open:report' }
const person = { label: 'Gặp cán bộ', payload: 'do:person' }
