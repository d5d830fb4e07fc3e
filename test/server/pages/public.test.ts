import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { grouped, onTimeWords } from '../../../server/pages/figures.ts'
import type { Figures } from '../../../server/pages/public.tsx'
import { pagesApp } from '../../support/pages-app.ts'

const count = (label: string, count: number) => ({ label, count })

describe('small counts', () => {
  const cases = [
    {
      name: 'none small',
      counts: [count('A', 5), count('B', 9)],
      gives: [count('B', 9), count('A', 5)],
    },
    { name: 'zero is not shown', counts: [count('A', 5), count('B', 0)], gives: [count('A', 5)] },
    {
      name: 'small ones are put together',
      counts: [count('A', 20), count('B', 3), count('C', 4)],
      gives: [count('A', 20), count('khác', 7)],
    },
    {
      name: 'a group too small takes the next one in, for it could be worked out from the total',
      counts: [count('A', 20), count('B', 6), count('C', 1)],
      gives: [count('A', 20), count('khác', 7)],
    },
    {
      name: 'too few altogether are not told',
      counts: [count('A', 2), count('B', 1)],
      gives: [{ label: 'Tất cả', count: undefined }],
    },
    {
      name: 'all of them small are told as one',
      counts: [count('A', 4), count('B', 4)],
      gives: [count('Tất cả', 8)],
    },
    { name: 'nothing', counts: [], gives: [] },
  ]
  for (const { name, counts, gives } of cases) {
    test(name, () => expect(grouped(counts, 'khác')).toEqual(gives))
  }
})

describe('on time', () => {
  const cases = [
    { onTime: 6, late: 0, says: '6/6 đúng hạn (100 %)' },
    { onTime: 214, late: 1, says: '214/215 đúng hạn (99,5 %)' },
    { onTime: 0, late: 0, says: 'Không phát sinh' },
    { onTime: 3, late: 1, says: 'Dưới 5 phiếu đã trả lời, chưa công bố' },
  ]
  for (const { onTime, late, says } of cases) {
    test(`${onTime} in time, ${late} late`, () => expect(onTimeWords(onTime, late)).toBe(says))
  }
})

const figures: Figures = {
  from: new Date('2026-11-01T00:00:00Z'),
  to: new Date('2026-11-25T00:00:00Z'),
  fields: [count('Giao thông', 1_234), count('Y tế', 6)],
  states: [
    { state: 'in-progress', count: 1_000 },
    { state: 'answered', count: 240 },
  ],
  onTime: 238,
  late: 2,
  countedAt: new Date('2026-11-25T02:00:00Z'),
}

let app: FastifyInstance | undefined
afterEach(() => app?.close())

async function get(shown: Partial<Figures> = {}, path = '/cong-khai') {
  app = await pagesApp({ results: { figures: async () => ({ ...figures, ...shown }) } })
  return app.inject(path)
}

test('the page gives total, fields, states, and how many were answered in time', async () => {
  const { body } = await get()
  for (const words of ['1.240 phiếu', 'Giao thông', '1.234', 'Đã trả lời', '238/240 đúng hạn']) {
    expect(body).toContain(words)
  }
})

test('a month with nothing says so', async () => {
  const { body } = await get({ fields: [], states: [], onTime: 0, late: 0 })
  expect(body.match(/Không phát sinh/g)).toHaveLength(4)
})

test('a total too small to be told is not told in another place', async () => {
  const { body } = await get({
    fields: [count('Giao thông', 1)],
    states: [{ state: 'answered', count: 1 }],
    onTime: 1,
    late: 0,
  })
  expect(body).toContain('Dưới 5 phiếu')
  expect(body).not.toMatch(/>1 phiếu|Giao thông|Đã trả lời<|>1\/1 /)
})

test('figures that do not add up are not published', async () => {
  const { statusCode, body } = await get({ fields: [count('Giao thông', 1_233)] })
  expect(statusCode).toBe(503)
  expect(body).toContain('đang được đối chiếu')
  expect(body).not.toContain('1.233')
})

test('the front door leads to the chat', async () => {
  const { statusCode, headers } = await get({}, '/')
  expect(statusCode).toBe(302)
  expect(headers.location).toBe('/chat')
})

test('an address that is not there gets a page with the way on, or words for a program', async () => {
  await get()
  const page = await app?.inject({ url: '/khong-co', headers: { accept: 'text/html' } })
  expect(page?.statusCode).toBe(404)
  expect(page?.body).toContain('href="/chat"')
  expect((await app?.inject('/khong-co'))?.json().problem).toContain('Không tìm thấy')
})
