import { departed } from '../store/departures.ts'
import type { Lanes } from '../store/lanes.ts'
import type { Sending } from '../store/sending.ts'

interface TakeOver {
  dataDir: string
  lanes: Pick<Lanes, 'releaseOf'>
  sending: Pick<Sending, 'releaseOf' | 'settle'>
  alarm(key: string, reason: string): void
}

/** What dead processes held is free again; of their sends, only those that had left stay in doubt. */
export async function takeOver({ dataDir, lanes, sending, alarm }: TakeOver): Promise<void> {
  let doubtful = await sending.settle()
  for (const { owner, left, forget } of await departed(dataDir)) {
    await lanes.releaseOf(owner)
    doubtful += await sending.releaseOf(owner, left)
    forget()
  }
  if (doubtful > 0) {
    alarm(
      'send-doubtful',
      `${doubtful} replies were leaving when a process died; see operations.md`,
    )
  }
}
