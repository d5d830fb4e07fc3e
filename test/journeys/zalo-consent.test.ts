import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../root.ts'
import { onZalo } from '../support/cooperative-citizen.ts'
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts'
import { forEachMode } from '../support/modes.ts'
import { type Installation, install, type Product } from '../support/product.ts'

// An administrator connects the Official Account: command, consent, callback, first answer.

const publicUrl = 'https://traloi.tinh.example'

forEachMode((mode) => {
  let zalo: FakeZalo
  let installation: Installation
  let web: Product
  beforeAll(async () => {
    zalo = await startFakeZalo()
    installation = install(mode, { zalo })
    installation.environment.ZALO_REFRESH_TOKEN = ''
    installation.environment.PUBLIC_URL = publicUrl
    const [first] = await installation.up()
    if (!first) throw new Error('nothing runs')
    web = first
  })
  afterAll(async () => {
    await installation.close()
    await zalo.close()
  })

  const command = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((done) => {
      execFile(
        process.execPath,
        [join(root, 'dist/main.js'), ...args],
        { cwd: installation.folder, env: { PATH: process.env.PATH, ...installation.environment } },
        (error, out, err) => done({ code: Number(error?.code ?? 0), out, err }),
      )
    })

  /** The administrator's browser, sent back to the public address, which a proxy leads to us. */
  async function callback(address: string): Promise<{ status: number; page: string }> {
    const { statusCode, body } = await request(address.replace(publicUrl, web.url))
    return { status: statusCode, page: await body.text() }
  }

  const link = async () => {
    const { out } = await command('setup', 'zalo', '--json')
    return String(JSON.parse(out).consent)
  }

  test('what nobody consented to answers nobody, and says how to mend it', async () => {
    const { page, status } = await callback(`${publicUrl}/zalo/callback?error=declined`)
    expect([status, page]).toEqual([400, expect.stringContaining('cau-noi setup zalo')])
    expect(await callback(`${publicUrl}/zalo/callback?code=made-up&state=1.x`)).toMatchObject({
      status: 400,
    })
    expect(zalo.grants).toEqual({ given: 0, refused: 0 })
  })

  test('the command prints the link; the callback keeps the tokens, and waiting words go out', async () => {
    const phone = onZalo(zalo, web, '6200000000000000071')
    const waiting = phone.say('lam giay khai sinh cho con can giay to gi')
    const { status, page } = await callback(zalo.consents(await link()))
    expect([status, page]).toEqual([200, expect.stringContaining('Đã nối Zalo OA')])
    expect(page).not.toContain(zalo.pair().accessToken)
    expect(await waiting).toContain('1.001193')
    expect(zalo.grants).toEqual({ given: 1, refused: 0 })
  })

  test('the same address a second time changes nothing', async () => {
    const address = zalo.consents(await link())
    expect(await callback(address)).toMatchObject({ status: 200 })
    const pair = zalo.pair()
    const again = await callback(address)
    expect([again.status, again.page]).toEqual([
      400,
      expect.stringContaining('chỉ dùng được một lần'),
    ])
    expect(zalo.pair()).toEqual(pair)
  })

  test('where the callback cannot reach us, the command takes the address', async () => {
    const address = zalo.consents(await link())
    expect(await command('setup', 'zalo', '--code', address)).toMatchObject({ code: 0 })
    expect(await command('setup', 'zalo', '--code', address)).toMatchObject({ code: 1 })
    const phone = onZalo(zalo, web, '6200000000000000072')
    expect(await phone.say('lam giay khai sinh cho con can giay to gi')).toContain('1.001193')
  })

  test('nothing secret was written', () => {
    const { accessToken, refreshToken } = zalo.pair()
    for (const secret of [accessToken, refreshToken, zalo.appSecret, zalo.oaSecretKey])
      expect(web.output()).not.toContain(secret)
  })
})
