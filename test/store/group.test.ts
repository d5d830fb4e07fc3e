import { expect, test } from 'vitest'
import { grouped } from '../../store/group.ts'

test('calls of one moment share one write, later ones share the next', async () => {
  const batches: number[][] = []
  const double = grouped(async (items: number[]) => {
    batches.push(items)
    return items.map((n) => n * 2)
  })
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6])
  expect(await Promise.all([4, 5].map(double))).toEqual([8, 10])
  expect(batches).toEqual([
    [1, 2, 3],
    [4, 5],
  ])
})

test('no batch is longer than the limit', async () => {
  const sizes: number[] = []
  const write = grouped(
    async (items: number[]) => {
      sizes.push(items.length)
      return items
    },
    { most: 4 },
  )
  await Promise.all(Array.from({ length: 10 }, (_, n) => write(n)))
  expect(sizes).toEqual([4, 4, 2])
})

test('one bad item harms only itself', async () => {
  const write = grouped(async (items: number[]) => {
    if (items.includes(2)) throw new Error('two is refused')
    return items
  })
  const outcomes = await Promise.allSettled([1, 2, 3].map(write))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
