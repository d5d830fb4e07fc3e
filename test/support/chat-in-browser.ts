import type { FastifyInstance } from 'fastify'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { openBrowser } from './browser.ts'
import { memoryChat, pagesApp } from './pages-app.ts'

export const phone = { width: 360, height: 740 }
export const desktop = { width: 1280, height: 800 }

/** The chat page in a real browser, over real HTTP. Call it inside a suite: it closes what it opens. */
export function chatInBrowser() {
  let browser: Browser
  let app: FastifyInstance | undefined
  const faults: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await app?.close()
    app = undefined
    // A script that fails or is forbidden by the policy fails whatever test it happens in.
    expect(faults.splice(0)).toEqual([])
  })

  return async function open(options: BrowserContextOptions = {}, answer = echo) {
    const chat = memoryChat(answer)
    async function serve(port: number): Promise<string> {
      app = await pagesApp({ webChat: chat.webChat })
      return app.listen({ port, host: '127.0.0.1' })
    }
    const url = await serve(0)
    const context = await browser.newContext({ viewport: phone, locale: 'vi-VN', ...options })
    const page = await context.newPage()
    page.on('pageerror', ({ message }) => faults.push(message))
    page.on('console', (line) => {
      if (line.text().includes('Content Security Policy')) faults.push(line.text())
    })
    await page.goto(`${url}/chat`)
    return {
      chat,
      page,
      context,
      /** The server goes away and comes back at the same address; `meanwhile` happens in between. */
      async restart(meanwhile: () => void) {
        await app?.close()
        meanwhile()
        await serve(Number(new URL(url).port))
      },
    }
  }
}

const echo = (text: string) => [{ from: 'bot' as const, text: `Đã nghe: ${text}` }]

export const box = (page: Page) => page.getByRole('textbox', { name: 'Tin nhắn của Anh/Chị' })

export const log = (page: Page) => page.getByRole('log', { name: 'Cuộc trò chuyện' })

export const messages = (page: Page) => log(page).locator('.message .words').allTextContents()
