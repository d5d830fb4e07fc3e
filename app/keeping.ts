import type { ChannelEvent } from '../adapters/channel.ts'
import type { Intake } from '../bot/intake.ts'
import { openSpool } from '../store/spool.ts'
import { every } from './every.ts'

export interface Keeping {
  /** Resolves when the events are durable: in the store, or on disk while the store is away. */
  keep(events: ChannelEvent[]): Promise<void>
  close(): Promise<void>
}

interface KeepingParts {
  intake: Intake
  dataDir: string
  spooled(): void
  failed(error: unknown): void
}

/** Platforms wait two seconds (Zalo) for our answer; a store that is silent this long counts as away. */
const patienceMs = 1_200
const replayEveryMs = 2_000

/** Between the webhooks and the intake: what the store cannot take now waits on disk, in order. */
export function openKeeping({ intake, dataDir, spooled, failed }: KeepingParts): Keeping {
  const spool = openSpool(dataDir)
  // Until the first replay has shown that nothing waits: what waits is older than what comes.
  let away = true

  const replay = every(
    replayEveryMs,
    async () => {
      const replayed = await spool.replay((events) => intake.keep(events.map(revived)))
      // Something may have been added meanwhile; only an empty look opens the short way again.
      if (replayed === 0) away = false
    },
    failed,
  )

  async function toSpool(events: ChannelEvent[]): Promise<void> {
    for (const event of events) {
      await spool.add(event)
      spooled()
    }
  }

  return {
    async keep(events) {
      if (away) {
        await toSpool(events)
        return replay.now()
      }
      try {
        await withPatience(intake.keep(events))
      } catch (error) {
        away = true
        failed(error)
        // What the store took all the same is known to it when it comes again.
        await toSpool(events)
      }
    },
    close: replay.close,
  }
}

/** as: we wrote it as a ChannelEvent; JSON has made its date a text. */
function revived(event: unknown): ChannelEvent {
  const { at, ...rest } = event as ChannelEvent & { at: string | Date }
  return { ...rest, at: new Date(at) } as ChannelEvent
}

function withPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(
      () => fail(new Error(`the store took longer than ${patienceMs} ms`)),
      patienceMs,
    )
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
