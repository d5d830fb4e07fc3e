import type { Procedure } from './procedure.ts'
import { brief } from './wording.ts'

const mostLetters = 40

/** What tells near-identical procedures apart, a short label for each, in their order. */
export function difference(procedures: readonly Procedure[]): string[] {
  const titles = procedures.map(({ title }) => wordsOf(title))
  const common = (titles[0] ?? []).filter((word) => titles.every((words) => words.includes(word)))
  // A lone syllable is no word: "đăng ký thường (trú)" without it would be a riddle.
  const shared = common.length > 1 ? common : []
  const labels = procedures.map((procedure, i) => {
    const own = (titles[i] ?? []).filter((word) => !shared.includes(word))
    // Without a word of its own it is the plain one of them.
    if (own.length === 0) return shared.length > 0 ? 'Trường hợp thông thường' : procedure.code
    return capital(brief(own.length < 2 ? procedure.title : own.join(' '), mostLetters))
  })
  return labels.map((label, i) =>
    labels.indexOf(label) === i && labels.lastIndexOf(label) === i
      ? label
      : withLevel(procedures[i], label),
  )
}

const levels = {
  ministry: 'cấp bộ',
  province: 'cấp tỉnh',
  commune: 'cấp xã',
  other: 'cơ quan khác',
} as const

function withLevel(procedure: Procedure | undefined, label: string): string {
  const level = procedure?.level.includes('commune') ? 'commune' : procedure?.level[0]
  const where = level ? levels[level] : procedure?.code
  return where ? `${brief(label, mostLetters - where.length - 3)} (${where})` : label
}

const wordsOf = (title: string): string[] =>
  title
    .replace(/^Thủ tục\s+/i, '')
    .replace(/[(),;:/]/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => (/^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase()))

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
