import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { box, chatInBrowser, desktop, log, phone } from '../support/chat-in-browser.ts'
import { contrastFaults } from '../support/contrast.ts'
import { describeWith, needsChromium } from '../support/needs.ts'

describeWith([needsChromium], 'web chat for everybody', () => {
  const open = chatInBrowser()

  const looks = [
    { name: 'a phone, light', viewport: phone, colorScheme: 'light' },
    { name: 'a phone, dark', viewport: phone, colorScheme: 'dark' },
    { name: 'a desktop, light', viewport: desktop, colorScheme: 'light' },
    { name: 'a desktop, dark', viewport: desktop, colorScheme: 'dark' },
  ] as const
  for (const { name, ...look } of looks) {
    test(`question and answer on ${name}: nothing wider than the screen, all text legible`, async () => {
      const { page } = await open(look)
      await box(page).fill('Làm khai sinh ở đâu?')
      await page.getByRole('button', { name: 'Gửi', exact: true }).click()
      await log(page).getByText('Đã nghe: Làm khai sinh ở đâu?').waitFor()
      expect(await box(page).inputValue()).toBe('')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(
        look.viewport.width,
      )
      expect(await contrastFaults(page)).toEqual([])
    })
  }

  test('by keyboard alone: skip link, write, choose, answered', async () => {
    const { page, chat } = await open({}, (text) => [
      { from: 'bot', text: `Đã nghe: ${text}`, choices: [{ label: 'Lệ phí', payload: 'fee:1' }] },
    ])
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Đến ô nhập tin nhắn')
    await page.keyboard.press('Enter')
    await page.keyboard.type('khai sinh')
    await page.keyboard.press('Enter')
    await log(page).getByRole('button', { name: 'Lệ phí' }).waitFor()
    for (let i = 0; i < 3 && (await focused(page)) !== 'Lệ phí'; i++) {
      await page.keyboard.press('Shift+Tab')
    }
    expect(await focused(page)).toBe('Lệ phí')
    await page.keyboard.press('Enter')
    await log(page).getByText('Đã nghe: Lệ phí').waitFor()
    expect(chat.heard.at(-1)).toMatchObject({ text: 'Lệ phí', payload: 'fee:1' })
  })

  test('a screen reader finds heading, log, labels, and who says what', async () => {
    const { page, chat } = await open()
    await box(page).fill('alo')
    await page.keyboard.press('Enter')
    await log(page).getByText('Đã nghe: alo').waitFor()
    chat.say(chat.heard[0]?.visitor ?? '', { from: 'officer', text: 'Tôi là cán bộ trực.' })
    await log(page).getByText('Tôi là cán bộ trực.').waitFor()
    const tree = await page.locator('body').ariaSnapshot()
    for (const part of [
      '- heading "Trợ lý ảo Tỉnh Ninh Bình" [level=1]',
      '- log "Cuộc trò chuyện"',
      '- textbox "Tin nhắn của Anh/Chị"',
      '- button "Chữ to"',
      '- link "113, công an"',
      '- paragraph: "Anh/Chị"',
      '- paragraph: Trợ lý ảo',
      '- paragraph: Cán bộ',
    ]) {
      expect(tree.replace(/"Anh\/Chị"|Anh\/Chị$/gm, '"Anh/Chị"')).toContain(part)
    }
  })

  test('large text grows everything, still fits a phone, and is kept for the next visit', async () => {
    const { page } = await open()
    const size = () => page.evaluate(() => getComputedStyle(document.body).fontSize)
    const before = Number.parseFloat(await size())
    await page.getByRole('button', { name: 'Chữ to' }).click()
    await page.reload()
    expect(await page.getByRole('button', { name: 'Chữ to' }).getAttribute('aria-pressed')).toBe(
      'true',
    )
    expect(Number.parseFloat(await size())).toBeGreaterThanOrEqual(before * 1.25)
    // What the box asks for is not cut off.
    const hidden = await box(page).evaluate((area) => area.scrollHeight - area.clientHeight)
    expect(hidden).toBeLessThanOrEqual(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
  })

  test('an answer is read aloud in Vietnamese where the device has the voice', async () => {
    const { page } = await open()
    await page.addInitScript(() => {
      const voice = { lang: 'vi-VN', name: 'Tiếng Việt' }
      speechSynthesis.getVoices = () => [voice as SpeechSynthesisVoice]
      speechSynthesis.speak = ({ lang, text }) => Object.assign(window, { spoken: [lang, text] })
      Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { set() {} })
    })
    await page.reload()
    await box(page).fill('alo')
    await page.keyboard.press('Enter')
    await log(page).getByRole('button', { name: 'Nghe' }).click()
    expect(await page.evaluate(() => Reflect.get(window, 'spoken'))).toEqual([
      'vi-VN',
      'Đã nghe: alo',
    ])
    await log(page).getByRole('button', { name: 'Dừng đọc' }).click()
    expect(await log(page).getByRole('button', { name: 'Nghe' }).count()).toBe(1)
  })

  test('without script a citizen writes, chooses and reads the answers', async () => {
    const { page, chat } = await open({ javaScriptEnabled: false }, (text) => [
      { from: 'bot', text: `Đã nghe: ${text}`, choices: [{ label: 'Lệ phí', payload: 'fee:1' }] },
    ])
    await box(page).fill('khai sinh')
    await page.getByRole('button', { name: 'Gửi', exact: true }).click()
    await log(page).getByText('Đã nghe: khai sinh').waitFor()
    await log(page).getByRole('button', { name: 'Lệ phí' }).click()
    await log(page).getByText('Đã nghe: Lệ phí').waitFor()
    expect(chat.heard.map(({ payload }) => payload)).toEqual([undefined, 'fee:1'])
  })

  test('no motion for who wants none', async () => {
    const { page } = await open({ reducedMotion: 'reduce' }, () => [])
    await box(page).fill('một')
    await page.keyboard.press('Enter')
    await page.locator('#typing').waitFor()
    const name = await page
      .locator('#typing i')
      .first()
      .evaluate((dot) => getComputedStyle(dot).animationName)
    expect(name).toBe('none')
  })
})

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
