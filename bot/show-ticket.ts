import { flowNamed } from '../flows/all.ts'
import { status } from '../flows/track.ts'
import { begin, type Open } from './form.ts'
import { asHeard, thenAsk } from './repair.ts'
import { type Said, said, type Talk } from './talk.ts'

/** A ticket's state at once for its citizen; for anybody else the flow that asks who they are. */
export function showTicket(talk: Talk, code: string, open: Open | undefined): Said | undefined {
  const ticket = talk.tickets.find((one) => one.mine && one.code === code)
  if (ticket) {
    const shown = status(ticket, talk.services)
    return open
      ? thenAsk(talk, open, [shown], 'status')
      : said({ ...talk.session, unclear: 0 }, 'status', [shown])
  }
  const track = flowNamed('track')
  return track && begin(talk, track, { ...asHeard(code), codes: [code] })
}
