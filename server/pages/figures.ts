import { number } from './words.ts'

/** Counts as published: a count small enough to point at a person is shown with others, or not at all. */

export interface Count {
  label: string
  count: number
}

export interface PublishedCount {
  label: string
  /** Undefined: there are some, but too few to be told. */
  count: number | undefined
}

const fewest = 5
/** Nothing is told apart. */
const together = 'Tất cả'

/**
 * Counts below five are put together; if even their sum is below five, the next smallest joins them,
 * since the group could otherwise be worked out from the total. Greatest first, the group last.
 */
export function grouped(counts: Count[], groupLabel: string): PublishedCount[] {
  const known = counts.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)
  const shown = known.filter(({ count }) => count >= fewest)
  const small = known.filter(({ count }) => count < fewest)
  if (small.length === 0) return shown

  let sum = total(small)
  while (sum < fewest) {
    const joined = shown.pop()
    if (!joined) return [{ label: together, count: undefined }]
    sum += joined.count
  }
  return [...shown, { label: shown.length > 0 ? groupLabel : together, count: sum }]
}

/** `240 phiếu` */
export function receivedWords(received: number): string {
  if (received === 0) return 'Không phát sinh'
  return received < fewest ? 'Dưới 5 phiếu' : `${number(received)} phiếu`
}

/** `6/6 đúng hạn (100 %)`; nothing of it when too few were answered. */
export function onTimeWords(onTime: number, late: number): string {
  const answered = onTime + late
  if (answered === 0) return 'Không phát sinh'
  if (answered < fewest) return 'Dưới 5 phiếu đã trả lời, chưa công bố'
  const percent = ((onTime / answered) * 100).toLocaleString('vi-VN', { maximumFractionDigits: 1 })
  return `${onTime}/${answered} đúng hạn (${percent} %)`
}

export const total = (counts: Count[]): number => counts.reduce((sum, { count }) => sum + count, 0)
