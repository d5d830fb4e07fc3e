import type { Reply } from '../adapters/channel.ts'
import type { Classified } from '../desk/ticket.ts'
import { type Outcome, type Services, say } from './flow.ts'

/** What chat guides elsewhere and never takes in. */
export type GuidedKind = 'emergency' | 'denunciation' | 'complaint' | 'scam' | 'crime'

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
      replies: [say(services.text('denunciation'), [person])],
      effects: [{ type: 'blank-words' }],
    }
  }
  return { replies: [say(services.text(kind), [person, { label: 'Menu', payload: 'do:menu' }])] }
}

/** Numbers stand in the first line, the most fitting first. */
function emergency(services: Services, hotlines: string[] = []): Reply {
  const call = hotlines.length > 0 ? `Gọi ngay ${hotlines.join(', ')}.\n` : ''
  return say(`${call}${services.text('emergency')}`, [
    { label: 'Đã an toàn, phản ánh', payload: 'open:report' },
    person,
  ])
}

const person = { label: 'Gặp cán bộ', payload: 'do:person' }
