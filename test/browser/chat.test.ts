import { expect, test } from 'vitest'
import { box, chatInBrowser, log, messages } from '../support/chat-in-browser.ts'
import { describeWith, needsChromium } from '../support/needs.ts'

describeWith([needsChromium], 'web chat in a browser', () => {
  const open = chatInBrowser()

  test('Enter sends, Shift+Enter breaks the line, the Enter of an input method does neither', async () => {
    const { page, chat } = await open()
    await box(page).click()
    await page.keyboard.type('một')
    await box(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
    expect(chat.heard).toEqual([])
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('hai')
    await page.keyboard.press('Enter')
    await log(page).getByText('Đã nghe: một').waitFor()
    expect(chat.heard.map(({ text }) => text)).toEqual(['một\nhai'])
  })

  test('the conversation is there after a reload, once', async () => {
    const { page } = await open()
    await box(page).fill('một')
    await page.keyboard.press('Enter')
    await log(page).getByText('Đã nghe: một').waitFor()
    await page.reload()
    await box(page).fill('hai')
    await page.keyboard.press('Enter')
    await log(page).getByText('Đã nghe: hai').waitFor()
    expect(await messages(page)).toEqual(['một', 'Đã nghe: một', 'hai', 'Đã nghe: hai'])
  })

  test('what is written offline goes out by itself when the network is back, once and in order', async () => {
    const { page, context, chat } = await open()
    await context.setOffline(true)
    for (const text of ['một', 'hai']) {
      await box(page).fill(text)
      await page.keyboard.press('Enter')
    }
    await page.getByRole('status').getByText('Mất kết nối').waitFor()
    expect(chat.heard).toEqual([])
    await context.setOffline(false)
    await log(page).getByText('Đã nghe: hai').waitFor()
    expect(chat.heard.map(({ text }) => text)).toEqual(['một', 'hai'])
    await page.getByRole('status').waitFor({ state: 'hidden' })
  })

  test('a message whose answer from the server was lost is sent again as the same message', async () => {
    const { page, chat } = await open()
    let lost = 0
    await page.route('**/chat/messages', async (route) => {
      if (lost > 0) return route.continue()
      lost += 1
      await route.fetch()
      await route.abort()
    })
    await box(page).fill('một')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.waiting').count()).toBe(0)
    await page.getByRole('status').waitFor({ state: 'hidden' })
    expect(lost).toBe(1)
    expect(chat.heard).toHaveLength(1)
    expect(await messages(page)).toEqual(['một', 'Đã nghe: một'])
  })

  test('comes back by itself after the server was away, with what was said meanwhile', async () => {
    const { page, chat, restart } = await open()
    await box(page).fill('một')
    await page.keyboard.press('Enter')
    await log(page).getByText('Đã nghe: một').waitFor()
    await restart(() =>
      chat.say(chat.heard[0]?.visitor ?? '', { from: 'officer', text: 'Trong lúc chờ' }),
    )
    await log(page).getByText('Trong lúc chờ').waitFor()
    expect(await messages(page)).toEqual(['một', 'Đã nghe: một', 'Trong lúc chờ'])
  })

  test('what the server refuses for good stands as not sent, with the reason and a second try', async () => {
    const { page, chat, context } = await open()
    await context.clearCookies()
    await box(page).fill('một')
    await page.keyboard.press('Enter')
    await log(page).getByText('Trình duyệt đang chặn cookie').waitFor()
    await log(page).getByRole('button', { name: 'Gửi lại' }).waitFor()
    expect(chat.heard).toEqual([])
  })

  test('dots show while an answer is awaited, and go when it comes', async () => {
    const { page, chat } = await open({}, () => [])
    await box(page).fill('một')
    await page.keyboard.press('Enter')
    const dots = log(page).getByText('Trợ lý ảo đang soạn trả lời')
    await dots.waitFor()
    chat.say(chat.heard[0]?.visitor ?? '', { from: 'bot', text: 'Vâng' })
    await log(page).getByText('Vâng').waitFor()
    expect(await page.locator('#typing').isHidden()).toBe(true)
  })

  test('a long answer is shown from its beginning, below the question', async () => {
    const { page } = await open({}, () => [
      { from: 'bot', text: `Dòng đầu\n${'dòng\n'.repeat(60)}Dòng cuối` },
    ])
    await box(page).fill('Câu hỏi')
    await page.keyboard.press('Enter')
    await log(page).getByText('Dòng đầu').waitFor()
    const [question, answer, area] = await Promise.all([
      log(page).locator('.citizen').boundingBox(),
      log(page).locator('.bot').boundingBox(),
      log(page).boundingBox(),
    ])
    expect(question?.y).toBeGreaterThanOrEqual((area?.y ?? 0) - 1)
    expect(answer?.y).toBeLessThan((area?.y ?? 0) + (area?.height ?? 0) / 2)
  })

  test('who reads further up is not pulled down, but told that there is news', async () => {
    const { page, chat } = await open({}, () => [{ from: 'bot', text: 'dòng\n'.repeat(40) }])
    await box(page).fill('một')
    await page.keyboard.press('Enter')
    await log(page).getByText('dòng').first().waitFor()
    await log(page).evaluate((element) => element.scrollTo(0, 0))
    chat.say(chat.heard[0]?.visitor ?? '', { from: 'bot', text: 'Tin sau cùng' })
    await page.getByRole('button', { name: 'Tin mới' }).click()
    await expect
      .poll(() => log(page).evaluate((el) => el.scrollHeight - el.scrollTop - el.clientHeight))
      .toBeLessThan(80)
    expect(await page.getByRole('button', { name: 'Tin mới' }).isHidden()).toBe(true)
  })

  test('a tab out of sight lets its connection go, and catches up when it is looked at again', async () => {
    const { page, chat } = await open()
    await page.clock.install()
    await page.reload()
    await box(page).fill('một')
    await page.keyboard.press('Enter')
    await log(page).getByText('Đã nghe: một').waitFor()
    const look = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, hidden)
    const visitor = chat.heard[0]?.visitor ?? ''
    await look(true)
    await page.clock.fastForward(61_000)
    await expect.poll(() => chat.listeners.get(visitor)?.size).toBe(0)
    chat.say(visitor, { from: 'officer', text: 'Trong lúc chờ' })
    await look(false)
    await log(page).getByText('Trong lúc chờ').waitFor()
    expect(await messages(page)).toEqual(['một', 'Đã nghe: một', 'Trong lúc chờ'])
  })
})
