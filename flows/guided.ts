import type { Reply } from '../adapters/channel.ts'
import type { Classified } from '../desk/ticket.ts'
import { type Outcome, type Services, say } from './flow.ts'

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
export function guide(kind: GuidedKind, services: Services, classified: Classified): Outcome {
  if (kind === 'emergency') return { replies: [emergency(services, classified.hotlines)] }
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
export const guideAgain = (kind: GuidedKind, services: Services): Reply =>
  kind === 'emergency'
    ? say(services.text('emergency.again'), [safe, person])
    : say(services.text(kind === 'scam' || kind === 'crime' ? kind : `${kind}.again`), [person])

/** Numbers stand in the first line, the most fitting first. */
function emergency(services: Services, hotlines: string[] = []): Reply {
  const call = hotlines.length > 0 ? `Gọi ngay ${hotlines.join(', ')}.\n` : ''
  return say(`${call}${services.text('emergency')}`, [safe, person])
}

const safe = { label: 'Đã an toàn, phản ánh', payload: 'open:report' }
const person = { label: 'Gặp cán bộ', payload: 'do:person' }
