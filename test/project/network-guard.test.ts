import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { request } from 'undici'
import { expect, test } from 'vitest'

const refused = /a test tried to reach/

test('a test cannot reach another machine, by name or by address, in clear or encrypted', async () => {
  await expect(request('http://example.org/')).rejects.toThrow(refused)
  await expect(request('https://203.0.113.7/')).rejects.toThrow(refused)
  expect(() => connect(443, 'example.org')).toThrow(refused)
  expect(() => connect({ host: '2001:db8::1', port: 443 })).toThrow(refused)
  expect(() => connectTls({ host: 'example.org', port: 443 })).toThrow(refused)
})

test('a test reaches a server on this machine', async () => {
  const server = createServer((_, answer) => answer.end('here'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // as: a server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo
  for (const host of ['127.0.0.1', 'localhost']) {
    const { body } = await request(`http://${host}:${port}/`)
    expect(await body.text()).toBe('here')
  }
  server.close()
})
