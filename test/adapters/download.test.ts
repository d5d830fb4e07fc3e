import type { lookup } from 'node:dns'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { openDownloads } from '../../adapters/download.ts'
import { mediaUrl } from '../../adapters/media-hosts.ts'
import { isPublic, publicLookup } from '../../adapters/public-address.ts'

let server: Server | undefined
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((done) => (server ? server.close(done) : done(undefined)))
  server = undefined
})

/** A platform on this machine that is configured as Zalo, so that its own files may be fetched. */
async function platform(handle: RequestListener, timeoutMs?: number) {
  const started = createServer(handle)
  server = started
  await new Promise<void>((done) => started.listen(0, '127.0.0.1', done))
  // as: a server that listens on TCP has an address of this form.
  const url = `http://127.0.0.1:${(started.address() as AddressInfo).port}`
  const download = openDownloads({ origins: { zalo: url }, ...(timeoutMs && { timeoutMs }) })
  return { url, fetch: (path: string, most = 1000) => download('zalo', `${url}${path}`, most) }
}

const final = (code: string) => ({ ok: false, again: false, code })
const later = (code: string) => ({ ok: false, again: true, code })

describe('from the platform’s own host', () => {
  test('a file comes whole', async () => {
    const { fetch } = await platform((_request, answer) => answer.end(Buffer.from([1, 2, 3])))
    expect(await fetch('/a.jpg')).toEqual({ ok: true, bytes: Buffer.from([1, 2, 3]) })
  })

  test.each([
    [404, final('http-404')],
    [403, final('http-403')],
    [204, final('http-204')],
    [304, final('http-304')],
    [408, later('http-408')],
    [429, later('http-429')],
    [500, later('http-500')],
    [503, later('http-503')],
  ])('status %i', async (status, expected) => {
    const { fetch } = await platform((_request, answer) => answer.writeHead(status).end())
    expect(await fetch('/a.jpg')).toEqual(expected)
  })

  test('too much is not read, whether it is announced or not', async () => {
    const { fetch } = await platform((request, answer) => {
      if (request.url === '/announced') answer.setHeader('content-length', '1001')
      answer.end(Buffer.alloc(1001))
    })
    expect(await fetch('/announced')).toEqual(final('too-large'))
    expect(await fetch('/silent')).toEqual(final('too-large'))
  })

  test('an endless answer ends at the size, a slow one at the time', async () => {
    const { fetch } = await platform((request, answer) => {
      if (request.url === '/slow') return void answer.write('a')
      const pour = () =>
        answer.destroyed || answer.write(Buffer.alloc(500), () => setImmediate(pour))
      pour()
    }, 300)
    expect(await fetch('/endless')).toEqual(final('too-large'))
    expect(await fetch('/slow')).toEqual(later('timeout'))
  })

  test('an answer that breaks off is tried again', async () => {
    const { fetch } = await platform((_request, answer) => {
      answer.writeHead(200, { 'content-length': '10' })
      answer.write('half', () => answer.destroy())
    })
    expect(await fetch('/a.jpg')).toMatchObject({ ok: false, again: true })
  })

  test('an answer in an encoding we did not ask for is not decoded', async () => {
    const { fetch } = await platform((_request, answer) =>
      answer.setHeader('content-encoding', 'br').end('x'),
    )
    expect(await fetch('/a.jpg')).toEqual(final('encoded'))
  })

  test('a redirect within the platform is followed, three times at most', async () => {
    const { fetch } = await platform((request, answer) => {
      const left = Number(request.url?.slice(1))
      if (left > 0) answer.writeHead(302, { location: `/${left - 1}` }).end()
      else answer.end('there')
    })
    expect(await fetch('/3')).toMatchObject({ ok: true })
    expect(await fetch('/4')).toEqual(final('too-many-redirects'))
  })

  test.each([
    'http://127.0.0.1:1/',
    'http://localhost/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://attacker.example/a.jpg',
    'file:///etc/passwd',
    'gopher://zdn.vn/',
    '//attacker.example/a.jpg',
    'https://zdn.vn.attacker.example/a.jpg',
    'http://%',
  ])('a redirect to %s is not followed', async (location) => {
    const { fetch } = await platform((_request, answer) =>
      answer.writeHead(302, { location }).end(),
    )
    expect(await fetch('/a.jpg')).toEqual(final('not-the-platforms'))
  })

  test('one channel’s platform is not another’s', async () => {
    const { url } = await platform((_request, answer) => answer.end('x'))
    const download = openDownloads({ origins: { zalo: url } })
    expect(await download('messenger', `${url}/a.jpg`, 10)).toEqual(final('not-the-platforms'))
  })
})

describe('addresses in a webhook', () => {
  test.each([
    ['zalo', 'https://photo-stal-20.zdn.vn/jpg/a.jpg', 'https://photo-stal-20.zdn.vn/jpg/a.jpg'],
    ['zalo', 'http://f20-zpc.zadn.vn/a.jpg?x=1', 'https://f20-zpc.zadn.vn/a.jpg?x=1'],
    ['zalo-bot', 'https://photo.zdn.vn/a.jpg', 'https://photo.zdn.vn/a.jpg'],
    ['messenger', 'https://scontent.xx.fbcdn.net/v/a.jpg', 'https://scontent.xx.fbcdn.net/v/a.jpg'],
    ['messenger', 'https://cdn.fbsbx.com/v/a.pdf', 'https://cdn.fbsbx.com/v/a.pdf'],
  ] as const)('%s: %s is the platform’s', (channel, address, expected) => {
    expect(mediaUrl(channel, address)?.href).toBe(expected)
  })

  test.each([
    ['zalo', 'https://scontent.xx.fbcdn.net/a.jpg'],
    ['messenger', 'https://photo.zdn.vn/a.jpg'],
    ['web', 'https://photo.zdn.vn/a.jpg'],
    ['console', 'https://photo.zdn.vn/a.jpg'],
    ['zalo', 'https://evilzdn.vn/a.jpg'],
    ['zalo', 'https://zdn.vn.attacker.example/a.jpg'],
    ['zalo', 'https://attacker.example/.zdn.vn'],
    ['zalo', 'https://attacker.example#.zdn.vn'],
    ['zalo', 'https://photo.zdn.vn@attacker.example/a.jpg'],
    ['zalo', 'https://user:word@photo.zdn.vn/a.jpg'],
    ['zalo', 'https://photo.zdn.vn:8443/a.jpg'],
    ['zalo', 'ftp://photo.zdn.vn/a.jpg'],
    ['zalo', 'file:///etc/passwd'],
    ['zalo', 'data:image/png;base64,AAAA'],
    ['zalo', 'javascript:alert(1)'],
    ['zalo', 'http://127.0.0.1/a.jpg'],
    ['zalo', 'http://2130706433/'],
    ['zalo', 'http://0x7f.1/'],
    ['zalo', 'http://[::ffff:127.0.0.1]/'],
    ['zalo', 'http://169.254.169.254/latest/meta-data/'],
    ['zalo', 'http://metadata.google.internal/'],
    ['zalo', '/etc/passwd'],
    ['zalo', ''],
  ] as const)('%s: %s is not', async (channel, address) => {
    expect(mediaUrl(channel, address)).toBeUndefined()
    expect(await openDownloads()(channel, address, 10)).toEqual(final('not-the-platforms'))
  })
})

describe('names that lead into our own network', () => {
  /** What a connection would be made to, when a name server answers with these addresses. */
  function found(addresses: string[], all: boolean): Promise<unknown> {
    const answers = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    // as: of its many forms only the one with all addresses is called.
    const resolve = ((
      _host: string,
      options: { all?: boolean },
      done: (...given: unknown[]) => void,
    ) =>
      done(
        addresses.length > 0 ? null : new Error('no such name'),
        options.all && answers,
      )) as unknown as typeof lookup
    return new Promise((done) => {
      publicLookup(resolve)('photo.zdn.vn', { all }, (error, address, family) =>
        done(error ? (error.code ?? error.message) : all ? address : [address, family]),
      )
    })
  }

  test.each(['127.0.0.1', '169.254.169.254', '10.1.2.3', '::1', 'fd00::1', '::ffff:192.168.1.1'])(
    '%s is never connected to',
    async (address) => {
      expect(await found([address], true)).toBe('inside-address')
      expect(await found([address], false)).toBe('inside-address')
    },
  )

  test('of many addresses only the open ones are taken', async () => {
    const mixed = ['127.0.0.1', '113.22.1.1', '::1', '2405:4800::1']
    expect(await found(mixed, true)).toEqual([
      { address: '113.22.1.1', family: 4 },
      { address: '2405:4800::1', family: 6 },
    ])
    expect(await found(mixed, false)).toEqual(['113.22.1.1', 4])
  })

  test('a name that nobody knows is a fault of its own', async () => {
    expect(await found([], true)).toBe('no such name')
  })

  test.each([
    ['113.22.1.1', true],
    ['2405:4800::1', true],
    ['0.0.0.0', false],
    ['100.64.0.1', false],
    ['172.16.0.1', false],
    ['172.32.0.1', true],
    ['192.168.255.255', false],
    ['198.18.0.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::', false],
    ['::127.0.0.1', false],
    ['::ffff:8.8.8.8', false],
    ['64:ff9b::7f00:1', false],
    ['2002:7f00:1::', false],
    ['fe80::1', false],
    ['ff02::1', false],
    ['no address', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublic(address)).toBe(expected)
  })
})
