import type { Procedure } from './procedure.ts'
import { day, feesOf, papersOf, timesOf, waysOf } from './wording.ts'

/** What an import may change of a procedure, each with how it reads; what is not named here names no fact. */
const readings: Record<string, [name: string, read: (procedure: Procedure) => string]> = {
  fee: ['lệ phí', (procedure) => feesOf(procedure).join('; ')],
  time: ['thời hạn', (procedure) => timesOf(procedure).join('; ')],
  ways: ['cách nộp', (procedure) => waysOf(procedure) ?? ''],
  documents: ['giấy tờ', papersInWords],
  steps: ['các bước', ({ steps = '' }) => steps],
  agency: ['cơ quan thực hiện', ({ agency = '' }) => agency],
  place: ['nơi nộp', ({ place = '' }) => place],
  result: ['kết quả', ({ result = '' }) => result],
  conditions: ['điều kiện', ({ conditions = '' }) => conditions],
  law: ['căn cứ pháp lý', ({ law }) => law.map(({ title }) => title).join('; ')],
}

export interface Change {
  field: string
  name: string
  before: string
  after: string
}

export const fieldInWords = (field: string): string => readings[field]?.[0] ?? field

/** Field by field, as both would read to a citizen. */
export const changesOf = (before: Procedure, after: Procedure): Change[] =>
  Object.entries(readings).flatMap(([field, [name, read]]) => {
    const [was, is] = [read(plain(before)), read(plain(after))]
    return was === is ? [] : [{ field, name, before: was, after: is }]
  })

/** Without the marks of earlier changes: else a field under review would read as nothing. */
const plain = (procedure: Procedure): Procedure => accepted(procedure)

/** The newer record, with each changed field marked: nobody has looked at it yet. */
export const pendingSince = (before: Procedure, after: Procedure, today: string): Procedure => ({
  ...after,
  doubts: [
    ...accepted(after).doubts,
    ...changesOf(before, after).map(({ field }) => ({
      field,
      reason: `đổi ở lần nhập ngày ${day(today)}, chưa duyệt`,
      changed: today,
    })),
  ],
})

/** Somebody has looked at the changes: they count from here on. */
export const accepted = (procedure: Procedure): Procedure => ({
  ...procedure,
  doubts: procedure.doubts.filter(({ changed }) => changed === undefined),
})

/** A change that nobody has looked at is no fact, and neither is what it replaced: the field is left out. */
export function withoutPending(procedure: Procedure): Procedure {
  const pending = new Set(
    procedure.doubts.flatMap(({ field, changed }) => (changed ? [field] : [])),
  )
  if (pending.size === 0) return procedure
  const { steps, agency, place, result, conditions, ...rest } = procedure
  const texts = Object.entries({ steps, agency, place, result, conditions }).filter(
    ([field, text]) => text !== undefined && !pending.has(field),
  )
  return {
    ...rest,
    ...Object.fromEntries(texts),
    channels: pending.has('ways')
      ? []
      : procedure.channels.map(({ fee, time, timeText, ...channel }) => ({
          ...channel,
          ...(fee && !pending.has('fee') && { fee }),
          ...(time && !pending.has('time') && { time }),
          ...(timeText && !pending.has('time') && { timeText }),
        })),
    cases: pending.has('documents') ? [] : procedure.cases,
    law: pending.has('law') ? [] : procedure.law,
  }
}

function papersInWords(procedure: Procedure): string {
  return procedure.cases
    .map((each) =>
      [each.name, ...papersOf({ ...procedure, cases: [each] })].filter(Boolean).join('; '),
    )
    .join('\n')
}
