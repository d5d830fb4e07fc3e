import type { Incoming, Spoken } from '../adapters/channel.ts'
import { globalCommand } from './global-words.ts'
import { yesOrNo } from './yes-no.ts'

type Event = Exclude<Incoming, Spoken>

/** What is worked through at once: messages that belong together, or one event of another kind. */
export type Moment = { spoken: Spoken[] } | { event: Event }

/** A storm of taps is read to its end, but no turn has more steps than this. */
const mostMoments = 100

/**
 * A burst in the order of its parts. Texts and photos in a row are one moment; a tap, a yes or a command
 * such as "hủy" stands alone, or it would drown in the sentence after it.
 */
export function momentsOf(incoming: readonly Incoming[]): Moment[] {
  const moments: Moment[] = []
  let open: Spoken[] | undefined
  for (const one of incoming) {
    if (one.kind !== 'message') {
      moments.push({ event: one })
      open = undefined
    } else if (open && moments.length >= mostMoments) {
      open.push(one)
    } else if (standsAlone(one) && moments.length < mostMoments) {
      moments.push({ spoken: [one] })
      open = undefined
    } else if (open) {
      open.push(one)
    } else {
      open = [one]
      moments.push({ spoken: open })
    }
  }
  return moments
}

const standsAlone = ({ payload, text }: Spoken) =>
  payload !== undefined ||
  (text !== '' &&
    (yesOrNo(text) !== undefined || !['greet', 'ask', undefined].includes(globalCommand(text))))
