import type { Claimed } from '../store/sending.ts'
import { openPump, type Pump } from './pump.ts'

interface SenderParts {
  claim(most: number): Promise<Claimed[]>
  nextInMs(horizonMs: number): Promise<number | undefined>
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
export function openSender({ sendReply, failed, ...parts }: SenderParts): Sender {
  const sending = new Set<Promise<void>>()

  /** One citizen's replies, one after the other; what stays behind is free again when our hold on it ends. */
  async function inOrder(claimed: Claimed[]): Promise<void> {
    try {
      for (const each of claimed) {
        if (!(await sendReply(each))) return pump.ring()
      }
    } catch (error) {
      failed(error)
    }
  }

  const pump = openPump<Claimed>({
    ...parts,
    failed,
    async run(claimed) {
      await inOrder([claimed])
      // The next of the same citizen was not ours to take while this one was open.
      pump.ring()
    },
  })

  return {
    ring: pump.ring,
    // Half of what send() takes before it waits: the turns that are asking now have their room too.
    room: () => sending.size < parts.atOnce * 2,
    async send(claimed) {
      // A slow platform must not pile up requests: who takes turns waits with the next one.
      while (sending.size >= parts.atOnce * 4) await Promise.race(sending)
      const work = inOrder(claimed).finally(() => sending.delete(work))
      sending.add(work)
    },
    async close() {
      await pump.close()
      await Promise.all(sending)
    },
  }
}
