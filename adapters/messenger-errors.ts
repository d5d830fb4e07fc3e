import type { SendResult } from './channel.ts'

type Verdict = Extract<SendResult, { ok: false }>['verdict']

/** What the Graph API says went wrong; its words are localised and therefore never read. */
export interface GraphFault {
  code: number
  subcode?: number | undefined
}

/** Subcodes first: they are more exact than the code they come with. State of November 2026. */
const bySubcode: Partial<Record<Verdict, number[]>> = {
  // Outside the 24 hours; or another app, or a form, owns the thread: wait until the citizen writes.
  're-plan': [2018278, 2018065, 2534022, 2018300, 2018321],
  // Blocked us, deleted the account, or was never a visitor of this Page.
  never: [
    1545041, 2018108, 2018344, 2018001, 2018218, 33,
    // Faults of the message: a removed tag, buttons, elements, attachments, templates.
    1893061, 2018015, 2018032, 2018034, 2018040, 2018041, 2018053, 2018320, 2018074, 2018047,
    2018109, 2018294, 1893029, 2018416,
  ],
  // Token, permission or policy: a person must act. A Page under restriction is among them.
  wake: [458, 459, 460, 463, 464, 467, 492, 493, 2018027, 2018021, 2018028, 2534041, 1893063],
  'too-fast': [2018022, 2534040, 1893016],
  // Facebook could not fetch our picture: once more may do.
  retry: [2018008],
  unknown: [99, 1357046],
}

const byCode: Partial<Record<Verdict, number[]>> = {
  never: [551, 100, 105, 194, 506, 10303, 36000],
  wake: [190, 102, 10, 200, 230, 368, 27],
  'too-fast': [4, 17, 32, 341, 613, 80001, 80006],
  retry: [1200, 2],
  unknown: [1],
}

/** Undefined for a code nobody has documented. */
export function graphVerdict({ code, subcode }: GraphFault): Verdict | undefined {
  const exact = subcode === undefined ? undefined : lookUp(bySubcode, subcode)
  return exact ?? lookUp(byCode, code)
}

function lookUp(table: Partial<Record<Verdict, number[]>>, code: number): Verdict | undefined {
  const found = Object.entries(table).find(([, codes]) => codes.includes(code))
  // as: Object.entries loses the keys' type.
  return found?.[0] as Verdict | undefined
}
