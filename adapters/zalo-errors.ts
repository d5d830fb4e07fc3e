import type { SendResult } from './channel.ts'

type Verdict = Extract<SendResult, { ok: false }>['verdict'] | 'refresh'

/** Zalo's codes (documentation and integrators, state of November 2026) → what to do about them. */
const verdicts: Partial<Record<Verdict, number[]>> = {
  'too-fast': [-32],
  // -200: "send failed", without saying why.
  retry: [-200],
  refresh: [-124, -216, -220],
  // The window has closed (-230, -232), or the hour is wrong for this kind of message (-234).
  're-plan': [-230, -232, -234],
  // Our own faults in a message, and citizens who cannot receive it.
  never: [
    -100, -201, -210, -213, -214, -217, -218, -227, -233, -237, -240, -244, -249, -403, -1340,
    -1341,
  ],
  // The OA, its package, its permissions or its wallet: somebody must mend the channel.
  wake: [
    -204, -205, -209, -211, -212, -219, -221, -223, -224, -235, -238, -241, -242, -248, -320, -321,
  ],
}

const byCode = new Map(
  Object.entries(verdicts).flatMap(([verdict, codes]) =>
    // as: Object.entries loses the keys' type.
    codes.map((code): [number, Verdict] => [code, verdict as Verdict]),
  ),
)

/** A code nobody has documented is an answer all the same: the message was not taken. */
export const zaloVerdict = (code: number): Verdict => byCode.get(code) ?? 'retry'

/** Answers to a message with buttons that a message without them does not get. */
export const refusesButtons = (code: number): boolean => code === -201 || code === -224
