import { expect, test } from 'vitest'
import { chatInBrowser, log } from '../support/chat-in-browser.ts'
import { describeWith, needsChromium } from '../support/needs.ts'

describeWith([needsChromium], 'sending photos from the web chat', () => {
  const open = chatInBrowser()
  const dot = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const photo = (name: string) => ({ name, mimeType: 'image/png', buffer: dot })

  test('two chosen at once are two messages, shown in the conversation and after a reload', async () => {
    const { page, chat } = await open()
    await page.getByRole('button', { name: 'Gửi ảnh, video hoặc PDF' }).waitFor()
    await page.locator('#photos').setInputFiles([photo('a.png'), photo('b.png')])
    await expect.poll(() => log(page).getByAltText('Ảnh đã gửi').count()).toBe(2)
    await expect.poll(() => page.locator('.waiting').count()).toBe(0)
    expect(chat.files.size).toBe(2)
    await page.reload()
    const images = log(page).getByAltText('Ảnh đã gửi')
    expect(await images.count()).toBe(2)
    const width = await images
      .first()
      .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))
    expect(width).toBe(1)
  })

  test('what is no photo is refused for good, in words, and nothing is kept', async () => {
    const { page, chat } = await open()
    await page
      .locator('#photos')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<script>') })
    await log(page).getByText('Chỉ nhận ảnh').waitFor()
    expect(chat.files.size).toBe(0)
  })

  test('one over the limit never leaves the page', async () => {
    const { page, chat } = await open()
    const buffer = Buffer.alloc(21 * 1024 * 1024)
    await page.locator('#photos').setInputFiles({ name: 'a.mp4', mimeType: 'video/mp4', buffer })
    await page.getByRole('status').getByText('lớn hơn 20 MB').waitFor()
    expect(chat.files.size).toBe(0)
  })

  test('nobody else opens it', async () => {
    const { page, context } = await open()
    await page.locator('#photos').setInputFiles(photo('a.png'))
    const address = await log(page).getByAltText('Ảnh đã gửi').getAttribute('src')
    await context.clearCookies()
    await page.goto(page.url())
    const response = await page.request.get(new URL(address ?? '', page.url()).href)
    expect(response.status()).toBe(404)
  })
})
