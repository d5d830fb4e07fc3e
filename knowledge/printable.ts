import type { Procedure } from './procedure.ts'
import { current, isDoubted, remark } from './wording.ts'

/** A procedure as it may be printed: no office that is gone, no promise that nobody here has checked. */
export function printable(procedure: Procedure): Procedure {
  const { reviewed } = procedure
  const plain = (field: 'steps' | 'agency' | 'place' | 'result' | 'conditions') => {
    const text = isDoubted(procedure, field) ? undefined : lines(procedure[field])
    return { [field]: reviewed ? text : text?.replace(/\s*\(?miễn phí\)?/gi, '') }
  }
  return {
    ...procedure,
    ...plain('steps'),
    ...plain('agency'),
    ...plain('place'),
    ...plain('result'),
    ...plain('conditions'),
    channels: procedure.channels.map(({ fee, timeText, note, ...channel }) => ({
      ...channel,
      ...(fee && { fee: feeOf(fee, reviewed) }),
      ...(current(timeText) && { timeText: current(timeText) }),
      ...(reviewed && note && { note }),
    })),
    cases: procedure.cases.map(({ name, papers }) => ({
      ...(name && { name }),
      papers: papers.flatMap((paper) => {
        const said = current(paper.name)
        return said ? [{ ...paper, name: said }] : []
      }),
    })),
    law: procedure.law.filter(({ title }) => current(title)),
  }
}

type Fee = NonNullable<Procedure['channels'][number]['fee']>

function feeOf({ amount, free, text }: Fee, reviewed: boolean): Fee {
  if (free && !reviewed) return { text: 'dữ liệu ghi không thu, xin hỏi nơi tiếp nhận' }
  const said = remark(text, reviewed)
  return {
    ...(amount !== undefined && { amount }),
    ...(free && { free }),
    ...(said && { text: said }),
  }
}

/** Line by line, so that the steps stay steps. */
const lines = (text: string | undefined): string | undefined =>
  text
    ?.split('\n')
    .flatMap((line) => current(line) ?? [])
    .join('\n') || undefined
