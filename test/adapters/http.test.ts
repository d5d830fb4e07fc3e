import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { get, post } from '../../adapters/http.ts'
import { type FakePlatform, startFakePlatform } from '../support/fake-platform.ts'

const secret = 'a-token-in-the-path'
let open: { close(): Promise<void> } | undefined
afterEach(() => open?.close())

async function platform(
  ...parameters: Parameters<typeof startFakePlatform>
): Promise<FakePlatform> {
  const started = await startFakePlatform(...parameters)
  open = started
  return started
}

describe('a call out', () => {
  test('brings status, headers and body, whatever the status', async () => {
    const { url } = await platform(({ method, headers, body }) => ({
      status: 418,
      headers: { 'x-ratelimit-remain': '7' },
      body: { method, body, type: headers['content-type'] },
    }))
    const answer = await post(`${url}/${secret}`, {
      headers: { 'content-type': 'text/plain' },
      body: 'xin chào',
    })
    expect(answer.got && answer.status).toBe(418)
    expect(answer.got && answer.headers('X-RateLimit-Remain')).toBe('7')
    expect(answer.got && JSON.parse(answer.body)).toEqual({
      method: 'POST',
      body: 'xin chào',
      type: 'text/plain',
    })
  })

  test('asks for plain bytes and follows no redirect', async () => {
    const paths: string[] = []
    const { url } = await platform(({ path, headers }) => {
      paths.push(path)
      expect(headers['accept-encoding']).toBe('identity')
      return { status: 302, headers: { location: '/elsewhere' }, body: '' }
    })
    expect(await get(`${url}/here`)).toMatchObject({ got: true, status: 302 })
    expect(paths).toEqual(['/here'])
  })

  test.each([
    ['br', brotliCompressSync('{}')],
    ['gzip', gzipSync('{}')],
  ])('refuses %s', async (encoding, bytes) => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes)
    })
    const url = await listening(server)
    expect(await get(url)).toEqual({ got: false, sent: 'unknown', code: 'encoded-answer' })
  })

  test('stops reading what does not end', async () => {
    const server = createServer((_request, response) => {
      const more = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more)
      }
      more()
    })
    const url = await listening(server)
    expect(await get(url)).toEqual({ got: false, sent: 'unknown', code: 'answer-too-long' })
  })

  test('that nobody hears is proved not sent', async () => {
    const { url, close } = await platform(() => ({ body: '' }))
    await close()
    open = undefined
    expect(await post(`${url}/${secret}`, { body: 'x' })).toEqual({
      got: false,
      sent: 'no',
      code: 'ECONNREFUSED',
    })
    expect(await post('nowhere', {})).toMatchObject({ got: false, sent: 'no' })
  })

  test('that may have been heard is in doubt', async () => {
    const { url, fail } = await platform(() => ({ body: 'ok' }))
    for (const hangUp of ['before', 'after', 'half'] as const) {
      fail({ hangUp })
      expect(await post(url, { body: 'x' })).toMatchObject({ got: false, sent: 'unknown' })
    }
  })

  test('that takes too long is in doubt, also when the answer drips', async () => {
    const { url, fail } = await platform(() => ({ body: 'ok' }))
    fail({ delayMs: 5_000 })
    const late = { got: false, sent: 'unknown', code: 'timeout' }
    expect(await post(url, { body: 'x', timeoutMs: 100 })).toEqual(late)

    const dripping = createServer((_request, response) => {
      const timer = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(timer))
    })
    expect(await get(await listening(dripping), { timeoutMs: 200 })).toEqual(late)
  })

  test('never tells its address', async () => {
    const answer = await post(`http://127.0.0.1:1/${secret}`, {})
    expect(JSON.stringify(answer)).not.toContain(secret)
  })
})

async function listening(server: Server): Promise<string> {
  const before = open
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open = {
    close: async () => {
      await before?.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  // as: a server that listens on TCP has an address of this form.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
