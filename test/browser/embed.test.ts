import { createServer, type Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { desktop, phone } from '../support/chat-in-browser.ts'
import { describeWith, needsChromium } from '../support/needs.ts'
import { memoryChat, pagesApp } from '../support/pages-app.ts'

describeWith([needsChromium], 'web chat in a portal', () => {
  let browser: Browser
  let app: FastifyInstance
  let portal: Server
  const chat = memoryChat((text) => [{ from: 'bot', text: `Đã nghe: ${text}` }])

  beforeAll(async () => {
    browser = await openBrowser()
    app = await pagesApp({ webChat: chat.webChat })
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    // A portal with a policy of its own, which allows our script and frame and no inline style.
    // Another one styles every button and frame that it finds.
    portal = createServer(({ url: path }, response) => {
      const rough = path === '/rough'
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.setHeader(
        'content-security-policy',
        `default-src 'none'; script-src ${url}; frame-src ${url}; style-src '${rough ? 'unsafe-inline' : 'none'}'`,
      )
      response.end(
        `<!doctype html><title>Cổng</title>${rough ? roughStyle : ''}<h1>Cổng thông tin</h1><script src="${url}/chat/embed.js" defer></script>`,
      )
    })
    await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve))
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
    portal?.closeAllConnections()
    portal?.close()
  })

  async function open(viewport: { width: number; height: number }, path = '/') {
    const page = await browser.newPage({ viewport, locale: 'vi-VN' })
    const faults: string[] = []
    page.on('console', (line) => line.type() === 'error' && faults.push(line.text()))
    const address = portal.address()
    if (typeof address !== 'object' || !address) throw new Error('the portal does not listen')
    await page.goto(`http://127.0.0.1:${address.port}${path}`)
    const frame = page.frameLocator('iframe[title="Trò chuyện với trợ lý ảo"]')
    return { page, frame, faults, button: page.getByRole('button', { name: 'Trợ lý ảo' }) }
  }

  for (const [name, viewport] of Object.entries({ phone, desktop })) {
    test(`one script tag brings a button that opens the chat, on a ${name}`, async () => {
      const { page, frame, faults, button } = await open(viewport)
      expect(await page.locator('iframe').count()).toBe(0)
      await button.click()
      await frame.getByRole('textbox', { name: 'Tin nhắn của Anh/Chị' }).fill('alo')
      await page.keyboard.press('Enter')
      await frame.getByText('Đã nghe: alo').waitFor()
      const panel = await page.locator('iframe').boundingBox()
      expect(panel?.width).toBe(viewport === phone ? phone.width : 400)
      expect(faults.filter((fault) => !fault.includes('favicon'))).toEqual([])

      await frame.getByRole('button', { name: 'Đóng cửa sổ trò chuyện' }).click()
      await page.locator('iframe').waitFor({ state: 'hidden' })
      expect(await button.getAttribute('aria-expanded')).toBe('false')
    })
  }

  test('by keyboard: opened with Enter, left with Escape, back at the button, nothing forgotten', async () => {
    const { page, frame, button } = await open(desktop)
    await button.focus()
    await page.keyboard.press('Enter')
    const box = frame.getByRole('textbox', { name: 'Tin nhắn của Anh/Chị' })
    await box.focus()
    await page.keyboard.type('nháp')
    await page.keyboard.press('Escape')
    await page.locator('iframe').waitFor({ state: 'hidden' })
    expect(await button.evaluate((element) => element.matches(':focus'))).toBe(true)
    await page.keyboard.press('Enter')
    expect(await box.inputValue()).toBe('nháp')
  })

  test('a portal’s own style sheets reach neither button nor frame', async () => {
    const looks = async (path: string) => {
      const { page, button } = await open(desktop, path)
      const look = await button.evaluate((element) => {
        const { backgroundColor, color, letterSpacing, fontSize, padding, textTransform } =
          getComputedStyle(element)
        return { backgroundColor, color, letterSpacing, fontSize, padding, textTransform }
      })
      await button.click()
      const frame = await page.locator('iframe').boundingBox()
      return { look, frame }
    }
    expect(await looks('/rough')).toEqual(await looks('/'))
  })
})

const roughStyle = `<style>
  * { letter-spacing: 3px !important; text-transform: uppercase }
  body { font: 30px serif; line-height: 3 }
  button { background: red !important; color: yellow !important; padding: 30px !important }
  div { transform: scale(0.5); overflow: hidden !important }
  iframe { width: 10px !important; height: 10px !important }
</style>`
