import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { type Scans, scanPages } from '../../../server/pages/scan.tsx'
import { site } from '../../support/pages-app.ts'

async function scan(address: string, channels: Omit<Scans, 'nameOf'> = {}) {
  const app = Fastify()
  const nameOf = (ref: string) => (ref === 'xa-13669' ? 'Phường Nam Định' : undefined)
  await app.register(scanPages, { site, scans: { nameOf, ...channels } })
  const { statusCode, body } = await app.inject(address)
  await app.close()
  return { status: statusCode, body }
}
const both = { messenger: '108172635445362', zalo: '3870000000000000022' }

test('a scanned code leads to every channel of the province, and carries its place there', async () => {
  const { status, body } = await scan('/q/xa-13669', both)
  expect(status).toBe(200)
  expect(body).toContain('<h1>Phường Nam Định</h1>')
  expect(body).toContain('href="/chat?start=xa-13669"')
  expect(body).toContain('href="https://m.me/108172635445362?ref=xa-13669"')
  expect(body).toContain('href="https://zalo.me/3870000000000000022"')
  expect(body).toContain('gửi mã <strong>xa-13669</strong>')
})

test('channels that are off are not offered', async () => {
  const { body } = await scan('/q/xa-13669')
  expect(body).not.toMatch(/m\.me|zalo\.me|Zalo|Messenger/)
})

test.each(['xa-99999', 'xa-13669%22%3E%3Cscript%3E', 'nonsense'])(
  'a code that means nothing (%s) is an ordinary start',
  async (ref) => {
    const { status, body } = await scan(`/q/${ref}`, both)
    expect(status).toBe(200)
    expect(body).toContain('href="/chat"')
    expect(body).toContain('href="https://m.me/108172635445362"')
    expect(body).not.toMatch(/xa-99999|nonsense|<script>/)
  },
)
