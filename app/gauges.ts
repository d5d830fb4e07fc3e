import { backlog } from '../store/backlog.ts'
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
    },
    (error) => fault('gauges', error),
  )
