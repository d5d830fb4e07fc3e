import type { Reply } from '../adapters/channel.ts'
import type { Filing } from '../desk/ticket.ts'
import { clockOf, dayOf } from './dates.ts'
import { type Services, say } from './flow.ts'

/** The proof that something was filed: its code, its hour, its due day and its citizen's own link. */
export function receipt({ draft, receivedAt, dueAt }: Filing, services: Services): Reply {
  const { code, secret } = draft
  const words = { code, time: clockOf(receivedAt), date: dayOf(receivedAt), due: dayOf(dueAt) }
  return {
    ...say(services.text('receipt', words)),
    links: [{ label: 'Xem tiến độ', url: `${services.publicUrl}/t/${code}.${secret}` }],
  }
}
