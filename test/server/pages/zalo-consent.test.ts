import Fastify from 'fastify'
import { expect, test } from 'vitest'
import {
  type Consented,
  type ConsentQuery,
  zaloConsentPage,
} from '../../../server/pages/zalo-consent.tsx'
import { site } from '../../support/pages-app.ts'

async function land(address: string, outcome: Consented) {
  const asked: ConsentQuery[] = []
  const app = Fastify()
  await app.register(zaloConsentPage, {
    site,
    consent: async (query) => {
      asked.push(query)
      return outcome
    },
  })
  const { statusCode, body } = await app.inject(address)
  await app.close()
  return { asked, status: statusCode, body }
}

test('what Zalo brings is handed on, and success is said', async () => {
  const { asked, status, body } = await land('/zalo/callback?code=c&oa_id=1&state=s', { ok: true })
  expect(asked).toEqual([{ code: 'c', oa_id: '1', state: 's' }])
  expect([status, body]).toEqual([200, expect.stringContaining('Đã nối Zalo OA')])
})

test('a parameter that comes twice is none', async () => {
  const { asked } = await land('/zalo/callback?code=a&code=b', { ok: true })
  expect(asked).toEqual([{ code: undefined, oa_id: undefined, state: undefined }])
})

test.each([
  ['refused', 'chỉ dùng được một lần'],
  ['another-oa', 'OA khác'],
  ['failed', 'Chưa hỏi được Zalo'],
  ['old-link', 'quá một ngày'],
  ['no-code', 'không gửi kèm mã'],
] as const)('%s: what happened and what to do', async (why, words) => {
  const { status, body } = await land('/zalo/callback', { ok: false, why, code: '-14003' })
  expect(status).toBe(400)
  expect(body).toMatch(new RegExp(words))
  expect(body).toContain('-14003')
})
