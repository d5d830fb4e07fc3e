import type { Choice } from '../adapters/channel.ts'
import { plain } from './plain.ts'

/** Which of the choices last shown the message picks: by payload, number, ordinal or label. */
export function pickChoice(text: string, offered: readonly Choice[]): string | undefined {
  const spoken = plain(text)
  const byPayload = offered.find(({ payload }) => payload === text.trim())
  if (byPayload) return byPayload.payload
  if (spoken === '') return undefined
  const number = ordinal(spoken, offered.length)
  if (number) return offered[number - 1]?.payload

  const labels = offered.map(({ label, payload }) => ({ label: plain(label), payload }))
  const same = labels.filter(({ label }) => label === spoken)
  if (same.length === 1) return same[0]?.payload
  // "người nước ngoài" for "Khai sinh có yếu tố người nước ngoài": only when it fits no other.
  const within = labels.filter(({ label }) => ` ${label} `.includes(` ${spoken} `))
  return spoken.includes(' ') && within.length === 1 ? within[0]?.payload : undefined
}

/** "2", "số 2", "cái thứ hai", "hai" … 1-based; "cuối" is the last. */
function ordinal(spoken: string, count: number): number | undefined {
  const core = spoken.replace(
    /^(?:(?:toi|minh|em|da|chon|lay|cai|cau|so|thu|muc|phan|y|phuong an|lua chon)\s+)+|\s+(?:a|nhe|nha|di|em|ban)$/g,
    '',
  )
  if (/^(?:cuoi|cuoi cung)$/.test(core)) return count || undefined
  const number = /^\d{1,2}$/.test(core) ? Number(core) : names.get(core)
  return number && number <= count ? number : undefined
}

const names = new Map<string, number>(
  'mot 1,nhat 1,dau 1,dau tien 1,hai 2,nhi 2,ba 3,bon 4,tu 4,nam 5,sau 6,bay 7,tam 8,chin 9'
    .split(',')
    .map((entry) => [entry.slice(0, -2), Number(entry.slice(-1))]),
)
