import type { Choice } from '../adapters/channel.ts'
import { phrasesOf, readWhole } from './phrases.ts'
import { plain } from './plain.ts'
import { fillers } from './yes-no-words.ts'

/** Which of the choices last shown the message picks: by payload, number, ordinal or label. */
export function pickChoice(text: string, offered: readonly Choice[]): string | undefined {
  const spoken = plain(text)
  const byPayload = offered.find(({ payload }) => payload === text.trim())
  if (byPayload) return byPayload.payload
  if (spoken === '') return undefined
  const number = ordinal(text, offered.length)
  if (number) return offered[number - 1]?.payload

  const labels = offered.map(({ label, payload }) => ({ label: plain(label), payload }))
  const same = labels.filter(({ label }) => label === spoken)
  if (same.length === 1) return same[0]?.payload
  // "người nước ngoài" for "Khai sinh có yếu tố người nước ngoài": only when it fits no other.
  const within = labels.filter(({ label }) => ` ${label} `.includes(` ${spoken} `))
  return spoken.includes(' ') && within.length === 1 ? within[0]?.payload : undefined
}

/** "2", "số 2 á", "cái thứ hai", "2.", "②" … 1-based; "cuối" is the last. A second number makes it none. */
function ordinal(text: string, count: number): number | undefined {
  const said = readWhole(text.normalize('NFKC'), phrases, mostWords)
  const [number, another] = said?.filter((one) => one !== 'filler') ?? []
  if (number === undefined || another !== undefined) return undefined
  const nth = number === 'last' ? count : typeof number === 'number' ? number : 0
  return nth >= 1 && nth <= count ? nth : undefined
}

const mostWords = 8
const numbers = Array.from({ length: 20 }, (_, i): [string, number] => [String(i + 1), i + 1])
const phrases = phrasesOf<number | 'last' | 'both' | 'filler'>([
  ['cả', 'both'],
  ['cuối, cuối cùng, sau cùng, chót, bét', 'last'],
  ...numbers,
  ['một, nhất, đầu, đầu tiên, trên cùng, t1', 1],
  ['hai, nhì, t2', 2],
  ['ba, t3', 3],
  ['bốn, tư, t4', 4],
  ['năm, lăm', 5],
  ['sáu', 6],
  ['bảy, bẩy', 7],
  ['tám', 8],
  ['chín', 9],
  [
    `chọn, lấy, bấm, nhấn, theo, cái, câu, số, thứ, mục, phần, ý!, y, phương án, lựa chọn, việc, dòng, trường hợp, loại, đáp án,
    nút, là, cho, dạ, vâng, ừ, ok, ờ, uh, option, ${fillers}`,
    'filler',
  ],
])
