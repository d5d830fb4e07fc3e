import type { FastifyBaseLogger } from 'fastify'
import type { Alarm, ChannelName, Incoming } from '../adapters/channel.ts'
import { bucketFor } from '../adapters/pace.ts'
import { plan } from '../adapters/window.ts'
import { type Bridge, openBridge } from '../bot/bridge.ts'
import { type Intake, openIntake } from '../bot/intake.ts'
import type { LaneParts } from '../bot/lane.ts'
import type { SendParts } from '../bot/send.ts'
import { readSession } from '../bot/session.ts'
import { turn } from '../bot/turn.ts'
import type { Config } from '../config.ts'
import type { Desk } from '../desk/desk.ts'
import type { Consented, ConsentQuery } from '../server/pages/zalo-consent.tsx'
import { clearAlarm, raiseAlarm } from '../store/alarms.ts'
import { openEmbedded, openPostgres, type Store } from '../store/database.ts'
import { type Departures, openDepartures } from '../store/departures.ts'
import { installationId, processId } from '../store/facts.ts'
import { importsOf } from '../store/imports.ts'
import { type Lanes, openLanes } from '../store/lanes.ts'
import { openPace, type Pace } from '../store/pace.ts'
import { openQueues, type Queues } from '../store/queue.ts'
import { openSending, type Sending } from '../store/sending.ts'
import { openTicketCodes } from '../store/ticket-codes.ts'
import { type Channels, openChannels } from './channels.ts'
import { openDesk } from './desk.ts'
import { effects } from './effects.ts'
import { type Finding, lookAtChannels } from './look-at-channels.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { openProvince, type Province } from './province.ts'
import { secretKey } from './secret-key.ts'
import { takeOver } from './take-over.ts'
import { openTell } from './tell.ts'
import { webNews } from './web-chat.ts'
import { afterConsent, zaloConsent } from './zalo-consent.ts'

/** What every role is built on. */
export interface Core {
  store: Store
  queues: Queues
  lanes: Lanes
  sending: Sending
  departures: Departures
  dataDir: string
  channels: Channels
  province: Province
  bridge: Bridge
  desk: Desk
  intake: Intake
  metrics: Metrics
  /** One look at each configured platform. */
  look(): Promise<Finding[]>
  /** An administrator of Zalo's account has consented; refused where Zalo is off. */
  consent(query: ConsentQuery): Promise<Consented>
  /** What a turn's effects do, inside its transaction. */
  apply: LaneParts['apply']
  /** May this be said now, by which way: the platforms' windows, and what was granted to this Page. */
  plan: SendParts['plan']
  pace: Pace
  fresh: LaneParts['fresh']
  unused: LaneParts['unused']
  alarm(key: string, reason: string): void
  fault(place: string, error: unknown): void
  now(): Date
  close(): Promise<void>
}

export interface CoreParts {
  config: Config
  log: FastifyBaseLogger
  publicUrl: string
  /** How long a lane waits for more of a burst. */
  quietMs(channel: string): number
  print(text: string): void
}

/** A saved file must be seen twice alike before it is taken: it speaks within a minute. */
const contentLookMs = 15_000
const vietnamMs = 7 * 3_600_000

export async function openCore({
  config,
  log,
  publicUrl,
  quietMs,
  print,
}: CoreParts): Promise<Core> {
  const now = () => new Date()
  const metrics = createMetrics()
  const store = config.databaseUrl
    ? await openPostgres(config.databaseUrl)
    : await openEmbedded(config.dataDir)
  const installation = await installationId(store)
  const queues = await openQueues(store, { installation, redisUrl: config.redisUrl })
  const owner = processId()
  const lanes = openLanes(store, owner)
  const sending = openSending(store, owner)
  const { dataDir } = config

  const fault = (place: string, error: unknown): void => {
    metrics.faults.inc({ place })
    log.error({ err: error, place }, 'something failed inside; it will be tried again')
  }
  const alarm = (key: string, reason: string): void => {
    raiseAlarm(store.db, key, reason)
      .then((first) => first && log.error({ alarm: key, reason }, 'a person should look at this'))
      .catch((error) => fault('alarm', error))
  }
  const ringOutbox = (): void => void queues.ring('outbox')

  const secret = secretKey(config.secretKey, config.dataDir)
  const province = await openProvince({
    contentDir: config.contentDir,
    imports: importsOf(store),
    dataDir,
    publicUrl,
    fault,
    alarm,
    cleared: (key) => void clearAlarm(store.db, key).catch((error) => fault('alarm', error)),
    lookEveryMs: contentLookMs,
  })
  const channels = await openChannels({
    config,
    store,
    secret,
    owner,
    alarm,
    webNews: (visitor) => void store.notify(webNews, visitor).catch((error) => fault('web', error)),
    print,
  })
  const bridge = openBridge({
    turn: ({ session, ...given }) =>
      turn({ session: readSession(session), ...given }, province.services()),
    silentUntil(session) {
      if (!hasSilence(session)) return undefined
      const { silent } = readSession(session)
      return silent && new Date(silent.until)
    },
    typing: (citizen) => void channels.get(citizen.channel)?.typing?.(citizen),
    measured({ channel, verdict, cannot, seconds }) {
      metrics.turns.inc({ channel, verdict })
      if (cannot) metrics.cannots.inc({ channel, reason: cannot })
      metrics.turnSeconds.observe(seconds)
    },
  })
  const desk = openDesk({
    config,
    store,
    secret,
    province,
    publicUrl,
    tell: openTell(store, bridge, ringOutbox, now),
    alarm: async (key, reason) => alarm(key, reason),
    now,
  })
  await takeOver({ dataDir, lanes, sending, alarm })
  // Embedded: there is no other process; what one of another boot held is free as well.
  if (!config.databaseUrl) {
    await lanes.releaseAll()
    await sending.releaseAll()
  }
  const departures = await openDepartures(dataDir, owner)
  const codes = openTicketCodes(store)
  const zalo = config.zalo && zaloConsent(config.zalo, { secret, publicUrl })
  const intake = openIntake({
    lanes,
    echoed: (echo) => settleEcho(sending, echo),
    alarm: async (event) => alarm(`${event.channel}:${event.reason}`, alarmWords(event)),
    ring: () => void queues.ring('lanes'),
    quietMs,
  })

  return {
    store,
    queues,
    lanes,
    sending,
    departures,
    dataDir,
    channels,
    province,
    bridge,
    desk,
    intake,
    metrics,
    look: () => lookAtChannels(config, channels.custodian, now()),
    async consent(query) {
      const { custodian } = channels
      if (!zalo || !custodian) return { ok: false, why: 'failed', code: 'off' }
      const consented = await zalo.redeem(query, custodian, now())
      if (consented.ok) await afterConsent(store)
      return consented
    },
    apply: effects(desk),
    plan: (moment) => {
      const { windows: rules, payAfterFree: mayCharge } = province.content().messaging
      return plan(moment, { rules, mayCharge, humanAgent: config.messenger?.humanAgent ?? false })
    },
    pace: openPace(store, (account) =>
      // as: accounts are named after their channel; any other name finds no limit.
      bucketFor(province.content().messaging.limits, account as ChannelName, now()),
    ),
    fresh: (at) => codes.fresh(new Date(at.getTime() + vietnamMs).getUTCFullYear()),
    unused: codes.unused,
    alarm,
    fault,
    now,
    async close() {
      await province.close()
      desk.mailer.close()
      await queues.close()
      await store.close()
      departures.close()
    },
  }
}

/** Nearly no session has: reading it whole for every reply would cost more than the reply. */
const hasSilence = (session: unknown): boolean =>
  typeof session === 'object' && session !== null && 'silent' in session

const alarmWords = ({ channel, reason }: Alarm): string => `${channel}: ${reason}`

/** A platform that repeats our own mark settles what was in doubt. */
async function settleEcho(
  sending: Sending,
  { metadata }: Extract<Incoming, { kind: 'echo' }>,
): Promise<void> {
  const id = /^out-(\d+)$/.exec(metadata ?? '')?.[1]
  if (id) await sending.echoed(Number(id))
}
