import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import {
  type Channel,
  citizenOf,
  type Part,
  type Reply,
  type SendResult,
  type Way,
} from '../adapters/channel.ts'
import { render } from '../adapters/render.ts'
import type { Plan } from '../adapters/window.ts'
import { parse } from '../border.ts'
import type { Departures } from '../store/departures.ts'
import type { Pace } from '../store/pace.ts'
import type { Claimed, Ended, Sending } from '../store/sending.ts'

export interface SendParts {
  sending: Pick<Sending, 'begin' | 'end' | 'yield'>
  departures: Pick<Departures, 'note' | 'settled'>
  pace: Pace
  /** Undefined when the channel is switched off. */
  channel(name: string): Channel | undefined
  plan(moment: {
    channel: Channel['name']
    lastHeardAt: Date | undefined
    now: Date
    human: boolean
    reachable: boolean
  }): Plan
  /** Something a person must mend or look at; `key` names the cause, so that one cause is told once. */
  alarm(key: string, reason: string): void
  sent(outcome: { channel: string; result: string }): void
  now(): Date
}

/** Retries of a send that failed for a passing reason. */
const ladderMs = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000]
const tooFastMs = 60_000
/** An account that has used up its allowance is waited for so long, holding the reply; then others' turn. */
const mostPaceMs = 8_000
/** A channel that a person must mend (token, permission) is tried again this often meanwhile. */
const brokenMs = 600_000

/** A promised reply goes out: window, render, send, the row marked. False: the citizen's later replies must wait. */
export async function sendReply(claimed: Claimed, parts: SendParts): Promise<boolean> {
  const citizen = citizenOf(claimed.citizenId)
  const channel = parts.channel(citizen.channel)
  const nothingSent = { id: claimed.id, parts: claimed.parts, messageIds: [] }
  if (!channel) {
    parts.alarm(
      `channel-off:${citizen.channel}`,
      `${citizen.channel}: replies wait, the channel is switched off`,
    )
    return close(parts, citizen.channel, {
      ...nothingSent,
      state: 'waiting',
      afterMs: brokenMs,
      error: 'channel off',
    })
  }

  const reply = parse(Saved, claimed.reply, 'promised reply') as Reply
  const plan = parts.plan({
    channel: channel.name,
    lastHeardAt: claimed.heardAtMs === null ? undefined : new Date(claimed.heardAtMs),
    now: parts.now(),
    human: reply.human ?? false,
    reachable: claimed.reachable,
  })
  if (!plan.send) {
    return close(parts, channel.name, { ...nothingSent, state: 'parked', error: plan.reason }, true)
  }

  const waitMs = await waitForPace(claimed, channel.name, parts)
  if (waitMs > 0) return close(parts, channel.name, { ...nothingSent, ...paced(waitMs) })

  // Durable before the request leaves: if we die now, nobody takes the row for unsent.
  if (!claimed.begun && !(await parts.sending.begin(claimed.id))) {
    await parts.sending.yield(claimed.id)
    return false
  }
  const ended = await sendParts(claimed, render(reply, channel.can), channel, plan.way, parts)
  return close(parts, channel.name, ended, ended.state !== 'waiting')
}

/** 0: the account's allowance has room for one message, which is taken. */
async function waitForPace(
  { bulk }: Claimed,
  channel: Channel['name'],
  { pace }: SendParts,
): Promise<number> {
  for (let leftMs = mostPaceMs; ; ) {
    const waitMs = await pace.take(channel, bulk)
    if (waitMs === 0 || waitMs > leftMs) return waitMs
    leftMs -= waitMs
    await sleep(waitMs)
  }
}

const paced = (afterMs: number): Pick<Ended, 'state' | 'error' | 'afterMs'> => ({
  state: 'waiting',
  error: 'too-fast our-pace',
  afterMs,
})

/** A reply as it lies in the outbox; written by us, perhaps by an older version. */
const Saved = z.looseObject({ text: z.string(), human: z.boolean().optional() })

async function close(
  parts: SendParts,
  channel: string,
  ended: Ended,
  goOn = false,
): Promise<boolean> {
  await parts.sending.end(ended)
  parts.departures.settled(ended.id)
  parts.sent({ channel, result: ended.state })
  return goOn
}

/** Sends what the platform has not taken yet, one part after the other, so that their order holds. */
async function sendParts(
  claimed: Claimed,
  all: Part[],
  channel: Channel,
  way: Way,
  parts: SendParts,
): Promise<Ended> {
  const citizen = citizenOf(claimed.citizenId)
  const messageIds: string[] = []
  let done = claimed.parts
  for (const part of all.slice(claimed.parts)) {
    // The first one's room was taken before the row was marked.
    const waitMs = done > claimed.parts ? await waitForPace(claimed, channel.name, parts) : 0
    if (waitMs > 0) return { id: claimed.id, parts: done, messageIds, ...paced(waitMs) }
    const result = await channel.send(citizen, part, {
      way,
      metadata: `out-${claimed.id}`,
      leaving: () => parts.departures.note(claimed.id),
    })
    if (!result.ok && result.verdict === 'too-fast')
      await parts.pace.hold(channel.name, result.retryAfterMs ?? tooFastMs)
    if (!result.ok)
      return {
        ...verdict(result, claimed, channel.name, parts),
        id: claimed.id,
        parts: done,
        messageIds,
      }
    done += 1
    if (result.messageId) messageIds.push(result.messageId)
  }
  return { id: claimed.id, state: 'done', parts: done, messageIds }
}

/** What a failure means for the row. */
function verdict(
  { verdict, code, retryAfterMs }: Extract<SendResult, { ok: false }>,
  { attempts }: Claimed,
  channel: string,
  { alarm }: SendParts,
): Pick<Ended, 'state' | 'error' | 'afterMs'> {
  const error = `${verdict} ${code}`
  switch (verdict) {
    case 'retry': {
      const afterMs = retryAfterMs ?? ladderMs[attempts]
      if (afterMs !== undefined) return { state: 'waiting', error, afterMs }
      alarm(
        `send-given-up:${channel}`,
        `${channel}: a reply was given up after ${attempts + 1} attempts (${code})`,
      )
      return { state: 'failed', error }
    }
    case 'too-fast':
      return { state: 'waiting', error, afterMs: retryAfterMs ?? tooFastMs }
    case 're-plan':
      return { state: 'parked', error }
    case 'wake':
      alarm(
        `channel-broken:${channel}:${code}`,
        `${channel}: the platform refuses us (${code}); replies wait`,
      )
      return { state: 'waiting', error, afterMs: brokenMs }
    case 'unknown':
      alarm(
        `send-doubtful:${channel}`,
        `${channel}: it is not known whether a reply arrived (${code})`,
      )
      return { state: 'doubtful', error }
    case 'never':
      return { state: 'failed', error }
  }
}
