import type { Bridge } from '../bot/bridge.ts'
import { type LaneParts, runLane } from '../bot/lane.ts'
import { openPump } from '../bot/pump.ts'
import { type SendParts, sendReply } from '../bot/send.ts'
import { openSender } from '../bot/sender.ts'
import type { Desk } from '../desk/desk.ts'
import { deskJobs } from '../desk/jobs.ts'
import { watchContent } from '../desk/watch-content.ts'
import { watchDeadlines } from '../desk/watch-deadlines.ts'
import { clearAlarm } from '../store/alarms.ts'
import type { Store } from '../store/database.ts'
import type { Departures } from '../store/departures.ts'
import { handler } from '../store/job.ts'
import type { Lanes } from '../store/lanes.ts'
import type { Pace } from '../store/pace.ts'
import type { Queues } from '../store/queue.ts'
import { type PromisedJob, relayJobs } from '../store/relay.ts'
import { removeExpired } from '../store/retention.ts'
import type { Sending } from '../store/sending.ts'
import type { Channels } from './channels.ts'
import { every } from './every.ts'
import { knownTickets } from './known-tickets.ts'
import type { Finding } from './look-at-channels.ts'
import type { Metrics } from './metrics.ts'
import { takeOver } from './take-over.ts'
import { channelWatch } from './watch-channels.ts'

const attempts = new Map(deskJobs.map(({ name, attempts }) => [name, attempts]))
const withAttempts = (job: PromisedJob) => ({ ...job, attempts: attempts.get(job.name) ?? 1 })

export interface WorkerParts {
  store: Store
  queues: Queues
  lanes: Lanes
  sending: Sending
  pace: Pace
  departures: Departures
  dataDir: string
  channels: Channels
  bridge: Bridge
  desk: Desk
  metrics: Metrics
  apply: LaneParts['apply']
  plan: SendParts['plan']
  fresh: LaneParts['fresh']
  unused: LaneParts['unused']
  /** One look at each configured platform. */
  look(): Promise<Finding[]>
  alarm(key: string, reason: string): void
  fault(place: string, error: unknown): void
  now(): Date
}

const sweepMs = 2_000
const turnTimeoutMs = 10_000
const retentionEveryMs = 6 * 3_600_000
const tidyEveryMs = 600_000
const deadlinesEveryMs = 300_000
const tokenEveryMs = 300_000
/** A Page is unsubscribed after an hour of failures: a person should hear of it within the next. */
const channelsEveryMs = 900_000

/** The worker role: takes turns, sends replies, runs the desk's jobs and watches clocks. */
export function startWorker(parts: WorkerParts): { close(): Promise<void> } {
  const {
    store,
    queues,
    lanes,
    sending,
    pace,
    departures,
    channels,
    bridge,
    desk,
    metrics,
    alarm,
    fault,
    now,
  } = parts

  const sender = openSender({
    claim: sending.claim,
    nextInMs: sending.nextInMs,
    failed: (error) => fault('send', error),
    atOnce: 64,
    sweepMs,
    sendReply: (claimed) =>
      sendReply(claimed, {
        sending,
        pace,
        departures,
        channel: channels.get,
        plan: parts.plan,
        alarm,
        sent: ({ channel, result }) => metrics.sends.inc({ channel, result }),
        now,
      }),
  })

  // One relay at a time: two would hand the same jobs over twice, which the queue would only drop.
  const relay = every(
    sweepMs,
    async () => {
      await relayJobs(store, (jobs) => queues.hand(jobs.map(withAttempts)))
      await takeOver(parts)
    },
    (error) => fault('outbox', error),
  )

  const laneParts: LaneParts = {
    lanes,
    converse: bridge.converse,
    tickets: (citizenId, codes) => knownTickets(store.db, citizenId, codes),
    transaction: (work) => store.db.transaction(work),
    fresh: parts.fresh,
    unused: parts.unused,
    apply: parts.apply,
    send: (replies) =>
      sender.send(
        replies.map((reply) => ({ ...reply, parts: 0, attempts: 0, reachable: true, bulk: false })),
      ),
    room: sender.room,
    ringOutbox: relay.now,
    apology: { text: desk.text('apology') },
    failed: (error, { givenUp }) => {
      fault('turn', error)
      if (givenUp) alarm('turn-failed', 'a turn failed three times; its citizen got an apology')
    },
    now,
    timeoutMs: turnTimeoutMs,
  }
  const pump = openPump({
    claim: lanes.claim,
    nextInMs: lanes.nextInMs,
    run: (lane) => runLane(lane, laneParts),
    failed: (error) => fault('lanes', error),
    atOnce: 64,
    sweepMs,
  })

  queues.work({
    rung(bell) {
      if (bell === 'lanes') pump.ring()
      else {
        sender.ring()
        relay.now()
      }
    },
    run: handler(deskJobs, desk),
    gaveUp: ({ name }) =>
      alarm(`job:${name}`, `the job ${name} was given up after its last attempt`),
  })

  const { custodian } = channels
  const clocks = [
    every(
      retentionEveryMs,
      () => removeExpired(store, now()),
      (error) => fault('retention', error),
    ),
    every(
      tidyEveryMs,
      () => store.tidy(),
      (error) => fault('tidy', error),
    ),
    every(
      deadlinesEveryMs,
      async () => {
        if ((await watchDeadlines(desk)) > 0) relay.now()
      },
      (error) => fault('deadlines', error),
    ),
    every(
      deadlinesEveryMs,
      async () => {
        if (await watchContent(desk)) relay.now()
      },
      (error) => fault('content letter', error),
    ),
    every(
      channelsEveryMs,
      channelWatch({ look: parts.look, alarm, clear: (key) => clearAlarm(store.db, key) }),
      (error) => fault('channels', error),
    ),
    ...(custodian
      ? [
          every(
            tokenEveryMs,
            () => custodian.watch(),
            (error) => fault('zalo token', error),
          ),
        ]
      : []),
  ]

  return {
    async close() {
      await Promise.all([pump.close(), relay.close(), ...clocks.map((clock) => clock.close())])
      await sender.close()
    },
  }
}
