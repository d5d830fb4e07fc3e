import type { FastifyInstance } from 'fastify'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Procedure } from '../../knowledge/procedure.ts'
import { openBrowser } from '../support/browser.ts'
import { desktop, phone } from '../support/chat-in-browser.ts'
import { contrastFaults } from '../support/contrast.ts'
import { describeWith, needsChromium } from '../support/needs.ts'
import { type PagesPorts, pagesApp } from '../support/pages-app.ts'

const at = new Date('2026-11-23T02:12:00Z')
const long = `${'Nội dung rất dài, '.repeat(20)}${'không-ngắt-'.repeat(20)}`
const ticket = {
  code: 'PA-2026-000123',
  kind: 'report',
  field: 'Chiếu sáng công cộng',
  office: 'UBND Phường Hoa Lư',
  receivedAt: at,
  dueAt: at,
  steps: [{ at, what: 'Đã tiếp nhận', words: long }],
} as const

const picture = { what: 'picture', href: '/desk/token/tep/a' } as const
const drawn = {
  name: 'a.jpg',
  type: 'image/jpeg',
  bytes: await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer(),
}

/** One of everything that a page can show. */
const ports: PagesPorts = {
  tickets: {
    open: async () => ({
      ...ticket,
      steps: [...ticket.steps],
      state: 'in-progress',
      answers: [{ at, text: long }],
      asked: long,
      files: [picture],
    }),
    file: async () => drawn,
  },
  desk: {
    open: async (token) =>
      token === 'expired'
        ? 'expired'
        : {
            ...ticket,
            steps: [...ticket.steps],
            state: 'sent',
            urgent: true,
            content: long,
            place: long,
            contact: '09xx xxx 123',
            files: [
              { ...picture, position: { latitude: 20.25, longitude: 105.97 } },
              { what: 'document', href: '/desk/token/tep/b' },
              { what: 'video', missing: 'failed' },
              { what: 'place', latitude: 20.25, longitude: 105.97 },
            ],
            actions: ['accept', 'answer', 'need-info', 'done', 'not-ours'],
            version: '1',
          },
    file: async () => drawn,
    act: async () => ({ done: false, problem: 'Phiếu vừa được đồng nghiệp xử lý.' }),
  },
  inbox: {
    list: async () => [
      {
        to: long,
        from: 'a@example.vn',
        subject: long,
        text: long,
        html: '<p>x',
        messageId: 'x',
        at,
      },
    ],
  },
  results: {
    figures: async () => ({
      from: at,
      to: at,
      fields: [{ label: long, count: 20 }],
      states: [{ state: 'answered', count: 20 }],
      onTime: 19,
      late: 1,
      countedAt: at,
    }),
  },
  procedures: {
    procedure: () =>
      Procedure.parse({
        code: '1.001193',
        title: long,
        level: [],
        channels: [{ way: 'online', timeText: long, fee: { text: long }, note: long }],
        cases: [{ name: long, papers: [{ name: long, note: long, original: 1 }] }],
        steps: long,
        place: long,
        law: [{ title: long }],
        source: { name: long, url: 'https://a.example', retrieved: '2026-07-25' },
        validTo: '2026-08-01',
      }),
  },
}

const pages = [
  { name: 'ticket', path: '/t/PA-2026-000123.abcdefgh' },
  { name: 'officer’s page', path: '/desk/token' },
  { name: 'ended link', path: '/desk/expired' },
  { name: 'inbox', path: '/inbox' },
  { name: 'figures', path: '/cong-khai' },
  { name: 'procedure', path: '/thu-tuc/1.001193' },
  { name: 'unknown address', path: '/khong-co' },
]

describeWith([needsChromium], 'pages in a browser', () => {
  let browser: Browser
  let app: FastifyInstance
  let url: string

  beforeAll(async () => {
    browser = await openBrowser()
    app = await pagesApp(ports)
    url = await app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  for (const { name, path } of pages) {
    test(`${name}: fits phone and desktop, legible in light and dark, one heading, all fields named`, async () => {
      const page = await browser.newPage({ locale: 'vi-VN' })
      const faults: string[] = []
      page.on('console', (line) => {
        if (line.text().includes('Content Security Policy')) faults.push(line.text())
      })
      await page.goto(`${url}${path}`)
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true
      })
      for (const viewport of [phone, desktop]) {
        await page.setViewportSize(viewport)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width)
      }
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await contrastFaults(page)).toEqual([])
      }
      expect(await page.locator('h1').count()).toBe(1)
      const fields = await page.locator('input:not([type=hidden]), textarea, button').all()
      for (const field of fields) {
        expect(await field.evaluate(isNamed)).toBe(true)
      }
      expect(faults).toEqual([])
      await page.close()
    })
  }

  test('a refused press keeps what was typed and puts the reason first', async () => {
    const page = await browser.newPage()
    await page.goto(`${url}/desk/token`)
    await page.getByText('Trả lời người dân').click()
    await page.getByLabel('Nội dung trả lời').fill('Câu trả lời dài')
    await page.getByRole('button', { name: 'Gửi trả lời' }).click()
    await page.getByRole('alert').getByText('đồng nghiệp').waitFor()
    expect(await page.getByLabel('Nội dung trả lời').inputValue()).toBe('Câu trả lời dài')
    expect(await contrastFaults(page)).toEqual([])
  })
})

const isNamed = (field: HTMLElement | SVGElement) =>
  field.textContent !== '' ||
  (field instanceof HTMLInputElement && field.labels?.length === 1) ||
  (field instanceof HTMLTextAreaElement && field.labels.length === 1)
