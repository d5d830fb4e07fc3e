import { describe, expect, test } from 'vitest'
import { graphVerdict } from '../../adapters/messenger-errors.ts'
import { refusesButtons, zaloVerdict } from '../../adapters/zalo-errors.ts'

/** Every documented code; a code in two rows or in none is a mistake of the table. */
const zaloCodes: Record<ReturnType<typeof zaloVerdict>, number[]> = {
  'too-fast': [-32],
  retry: [-200, -99999],
  refresh: [-124, -216, -220],
  're-plan': [-230, -232, -234],
  never: [-100, -201, -210, -213, -214, -217, -218, -227, -233, -237, -240, -244, -249, -403],
  wake: [
    -204, -205, -209, -211, -212, -219, -221, -223, -224, -235, -238, -241, -242, -248, -320, -321,
  ],
  unknown: [],
}

describe('zalo’s codes', () => {
  for (const [verdict, codes] of Object.entries(zaloCodes)) {
    for (const code of codes) {
      test(`${code}: ${verdict}`, () => expect(zaloVerdict(code)).toBe(verdict))
    }
  }
  test.each([-201, -224])('%i may mean refused buttons', (code) => {
    expect(refusesButtons(code)).toBe(true)
  })
  test.each([0, -32, -210, -216])('%i does not', (code) => expect(refusesButtons(code)).toBe(false))
})

const graphCodes: [code: number, subcode: number | undefined, verdict: string | undefined][] = [
  [10, 2018278, 're-plan'],
  [10, 2018065, 're-plan'],
  [10, 2534022, 're-plan'],
  [551, undefined, 'never'],
  [551, 1545041, 'never'],
  [200, 1545041, 'never'],
  [10, 2018108, 'never'],
  [2, 2018344, 'never'],
  [100, 2018001, 'never'],
  [100, 2018218, 'never'],
  [100, 33, 'never'],
  [100, 1893061, 'never'],
  ...[2018015, 2018032, 2018034, 2018040, 2018041, 2018053, 2018320].map(
    (subcode): [number, number, string] => [100, subcode, 'never'],
  ),
  ...[2018074, 2018047, 2018109, 2018294, 1893029].map((subcode): [number, number, string] => [
    100,
    subcode,
    'never',
  ]),
  [2018416, 2018416, 'never'],
  [100, 2018008, 'retry'],
  [100, undefined, 'never'],
  [105, undefined, 'never'],
  [194, undefined, 'never'],
  [36000, undefined, 'never'],
  [506, undefined, 'never'],
  [10303, undefined, 'never'],
  ...[458, 459, 460, 463, 464, 467, 492, 493, undefined].map(
    (subcode): [number, number | undefined, string] => [190, subcode, 'wake'],
  ),
  [102, undefined, 'wake'],
  [10, undefined, 'wake'],
  [200, undefined, 'wake'],
  [200, 2018027, 'wake'],
  [200, 2018021, 'wake'],
  [10, 2018028, 'wake'],
  [200, 2534041, 'wake'],
  [230, undefined, 'wake'],
  [10, 1893063, 'wake'],
  [368, undefined, 'wake'],
  [10, 2018300, 're-plan'],
  [27, undefined, 'wake'],
  [100, 2018321, 're-plan'],
  ...[4, 17, 32, 341, 613, 80001, 80006].map((code): [number, undefined, string] => [
    code,
    undefined,
    'too-fast',
  ]),
  [4, 2018022, 'too-fast'],
  [613, 2534040, 'too-fast'],
  [613, 1893016, 'too-fast'],
  [1200, undefined, 'retry'],
  [2, undefined, 'retry'],
  [1, undefined, 'unknown'],
  [1, 99, 'unknown'],
  [1, 1357046, 'unknown'],
  [987654, undefined, undefined],
  // An unknown subcode leaves the code's own verdict.
  [190, 987654, 'wake'],
]

describe('the Graph API’s codes', () => {
  test.each(graphCodes)('%s / %s: %s', (code, subcode, verdict) => {
    expect(graphVerdict({ code, subcode })).toBe(verdict)
  })
})
