import type { FastifyInstance } from 'fastify'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { DeskView } from '../../server/pages/desk-view.ts'
import { openBrowser } from '../support/browser.ts'
import { desktop, phone } from '../support/chat-in-browser.ts'
import { describeWith, needsChromium } from '../support/needs.ts'
import { pagesApp } from '../support/pages-app.ts'

const ticket: DeskView = {
  code: 'PA-2026-000123',
  kind: 'report',
  field: 'Chiếu sáng công cộng',
  urgent: true,
  state: 'sent',
  office: 'UBND Phường Hoa Lư',
  content: `Đèn hỏng ${'rất-lâu-'.repeat(40)}`,
  place: 'Ngõ 12, Phường Hoa Lư',
  receivedAt: new Date('2026-11-23T02:12:00Z'),
  dueAt: new Date('2026-12-02T10:00:00Z'),
  steps: [{ at: new Date('2026-11-23T02:12:00Z'), what: 'Đã tiếp nhận' }],
  actions: ['accept', 'answer', 'need-info', 'done', 'not-ours'],
  version: '7',
}

describeWith([needsChromium], 'the officer’s page in a browser', () => {
  let browser: Browser
  let app: FastifyInstance
  let url: string
  const presses: { action: string; text: string }[] = []

  beforeAll(async () => {
    browser = await openBrowser()
    app = await pagesApp({
      desk: {
        open: async () => ticket,
        file: async () => undefined,
        act: async (_token, press) => {
          presses.push(press)
          return { done: true, message: 'Đã ghi nhận và gửi người dân.' }
        },
      },
    })
    url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/desk/token`
  })
  afterEach(async () => {
    presses.length = 0
    for (const context of browser.contexts()) await context.close()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with' : 'without'
    test(`an officer answers ${how} script, by keyboard, and a reload does not repeat it`, async () => {
      const page = await browser.newPage({ viewport: desktop, javaScriptEnabled })
      await page.goto(url)
      await page.getByText('Trả lời người dân').focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      await page.keyboard.type('Đã thay bóng đèn.')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.getByRole('status').getByText('Đã ghi nhận và gửi người dân.').waitFor()
      expect(presses).toEqual([{ action: 'answer', text: 'Đã thay bóng đèn.', version: '7' }])
      await page.reload()
      expect(presses).toHaveLength(1)
      expect(await page.getByRole('status').count()).toBe(0)
    })
  }

  test('a scanner that opens the link and runs scripts presses nothing', async () => {
    const page = await browser.newPage()
    for (const _ of [1, 2]) await page.goto(url, { waitUntil: 'networkidle' })
    expect(presses).toEqual([])
  })

  test('an empty answer does not leave the page', async () => {
    const page = await browser.newPage({ viewport: desktop })
    await page.goto(url)
    await page.getByText('Trả lời người dân').click()
    await page.getByRole('button', { name: 'Gửi trả lời' }).click()
    expect(await page.getByLabel('Nội dung trả lời').evaluate(isInvalid)).toBe(true)
    expect(presses).toEqual([])
  })

  test('everything fits a phone, the longest word too', async () => {
    const page = await browser.newPage({ viewport: phone })
    await page.goto(url)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
  })
})

const isInvalid = (field: HTMLElement | SVGElement) => field.matches(':invalid:focus')
