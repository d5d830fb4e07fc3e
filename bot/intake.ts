import { type Alarm, type ChannelEvent, citizenKey, type Incoming } from '../adapters/channel.ts'
import type { Lanes } from '../store/lanes.ts'

export interface Intake {
  /** Resolves when every event is durable. A repeat is a quiet no-op. Throws when nothing could keep it. */
  keep(events: ChannelEvent[]): Promise<void>
}

interface IntakeParts {
  lanes: Pick<Lanes, 'keep'>
  /** Our own message came back from the platform. */
  echoed(echo: Extract<Incoming, { kind: 'echo' }>): Promise<void>
  alarm(alarm: Alarm): Promise<void>
  /** Wakes the lanes' workers; not waited for, since a lost ring is found by the sweep. */
  ring(): void
  /** How long to wait for more words, photos and pins of the same moment. */
  quietMs(channel: Incoming['from']['channel']): number
}

/** An event kept once, durably; then its citizen's lane is woken. */
export function openIntake({ lanes, echoed, alarm, ring, quietMs }: IntakeParts): Intake {
  async function keepOne(event: ChannelEvent): Promise<void> {
    if (event.kind === 'alarm') return alarm(event)
    if (event.kind === 'echo') return echoed(event)
    const spoke = event.kind === 'message' || event.kind === 'start'
    // A pressed button, a follow, a hand-over: nothing more is coming that belongs to it.
    const complete = event.kind !== 'message' || event.payload !== undefined
    const fresh = await lanes.keep({
      key: `${event.from.channel}:${event.key}`,
      citizenId: citizenKey(event.from),
      atMs: event.at.getTime(),
      body: event,
      spoke,
      waitMs: complete ? 0 : quietMs(event.from.channel),
    })
    if (fresh) ring()
  }

  return {
    async keep(events) {
      await Promise.all(events.map(keepOne))
    },
  }
}
