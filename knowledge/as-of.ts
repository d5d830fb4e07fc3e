import type { Procedure } from './procedure.ts'

/** Every "đến hết ngày 31/12/2026" in a text, as 2026-12-31. */
export const endsIn = (text: string): string[] =>
  [...text.matchAll(ends)].flatMap(([, day, month, year]) =>
    day && month && year ? [`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`] : [],
  )

const ends = /đến (?:hết )?(?:ngày )?(\d{1,2})\/(\d{1,2})\/(20\d\d)/giu

/** A procedure without the reductions and waivers that have ended: the base fee stays. */
export function asOf(procedure: Procedure, today: string): Procedure {
  if (!procedure.channels.some(({ fee }) => endsIn(fee?.text ?? '').some((end) => end < today)))
    return procedure
  return {
    ...procedure,
    channels: procedure.channels.map(({ fee, ...channel }) => {
      if (!fee) return channel
      const { text, ...amount } = fee
      const left = text && stillTrue(text, today)
      return { ...channel, fee: { ...amount, ...(left && { text: left }) } }
    }),
  }
}

/** A sentence is cut before the clause whose end has passed: what follows that clause hangs on it. */
const stillTrue = (text: string, today: string): string =>
  text
    .split(/(?<=\.)\s+/)
    .map((sentence) => {
      const clauses = sentence.split(/(?<=;)\s+/)
      const over = clauses.findIndex((clause) => endsIn(clause).some((end) => end < today))
      return (over < 0 ? clauses : clauses.slice(0, over)).join(' ').replace(/[;\s]+$/, '')
    })
    .filter(Boolean)
    .join(' ')
    .replace(/^mức gốc$/i, '')
