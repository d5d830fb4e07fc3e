import { expect, test } from 'vitest'
import { loadContent } from '../../content.ts'
import { dueForReview } from '../../province/due-for-review.ts'
import { root } from '../../root.ts'

const content = loadContent(`${root}/content`, new Date('2026-11-23T02:12:00Z'))
const due = (day: string) => dueForReview(content, new Date(`${day}T03:00:00Z`))

test('the owner hears of the reductions of TT 64/2025 a month before they end, and after', () => {
  const reductions = (day: string) => due(day).filter(({ why }) => why.includes('31/12/2026'))
  expect(due('2026-11-30')).toEqual([])
  expect(reductions('2026-12-02').map(({ code }) => code)).toContain('1.001456')
  expect(reductions('2026-12-02')[0]?.why).toBe('mức giảm hết ngày 31/12/2026')
  expect(reductions('2027-01-04').map(({ why }) => why)).toContain('mức giảm đã hết từ 31/12/2026')
})

test('and of what is overdue for review', () => {
  expect(
    due('2027-03-01').filter(({ why }) => why.startsWith('quá hạn rà soát')).length,
  ).toBeGreaterThan(20)
})
