import type { Claimed } from '../store/sending.ts'
import { openPump, type Pump } from './pump.ts'

interface SenderParts {
  claim(most: number, bulk: boolean): Promise<Claimed[]>
  nextInMs(horizonMs: number, bulk: boolean): Promise<number | undefined>
  /** False: the citizen's later replies must wait. */
  sendReply(claimed: Claimed): Promise<boolean>
  failed(error: unknown): void
  atOnce: number
  sweepMs: number
}

export interface Sender extends Pump {
  /** Would a reply leave at once? */
  room(): boolean
  /** Replies that this process holds already, in their citizen's order. Resolves when they are under way. */
  send(claimed: Claimed[]): Promise<void>
}

/** Sends replies: at once what a turn of this process has just promised, by sweep whatever else is due. */
export function openSender(parts: SenderParts): Sender {
  const { claim, nextInMs, sendReply, failed, atOnce, sweepMs } = parts
  const sending = new Set<Promise<void>>()

  /** One citizen's replies, one after the other; what stays behind is free again when our hold on it ends. */
  async function inOrder(claimed: Claimed[]): Promise<void> {
    try {
      for (const each of claimed) {
        if (!(await sendReply(each))) return ring()
      }
    } catch (error) {
      failed(error)
    }
  }

  const pumpOf = (bulk: boolean, most: number): Pump =>
    openPump<Claimed>({
      claim: (room) => claim(room, bulk),
      nextInMs: (horizonMs) => nextInMs(horizonMs, bulk),
      atOnce: most,
      sweepMs,
      failed,
      async run(claimed) {
        await inOrder([claimed])
        // The next of the same citizen was not ours to take while this one was open.
        ring()
      },
    })
  // Two, so that a long list of messages that we start never takes an answer's place.
  const pumps = [pumpOf(false, atOnce), pumpOf(true, Math.ceil(atOnce / 4))]
  const ring = () => {
    for (const pump of pumps) pump.ring()
  }

  return {
    ring,
    // Half of what send() takes before it waits: the turns that are asking now have their room too.
    room: () => sending.size < atOnce * 2,
    async send(claimed) {
      // A slow platform must not pile up requests: who takes turns waits with the next one.
      while (sending.size >= atOnce * 4) await Promise.race(sending)
      const work = inOrder(claimed).finally(() => sending.delete(work))
      sending.add(work)
    },
    async close() {
      await Promise.all(pumps.map((pump) => pump.close()))
      await Promise.all(sending)
    },
  }
}
