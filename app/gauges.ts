import { backlog } from '../store/backlog.ts'
import { inboundCounts } from '../store/inbound-mail.ts'
import type { Core } from './core.ts'
import { type Every, every } from './every.ts'

const everyMs = 5_000

/** Keeps the gauges of what waits fresh. */
export const watchGauges = ({ store, metrics, fault }: Core): Every =>
  every(
    everyMs,
    async () => {
      const { lanesWaiting, doubtful, oldestUnsentSeconds, alarms } = await backlog(store)
      metrics.lanesWaiting.set(lanesWaiting)
      metrics.doubtful.set(doubtful)
      metrics.oldestUnsentSeconds.set(oldestUnsentSeconds)
      metrics.alarms.set(alarms)
      for (const [state, count] of Object.entries(await inboundCounts(store.db)))
        metrics.inboundMail.set({ state }, count)
    },
    (error) => fault('gauges', error),
  )
