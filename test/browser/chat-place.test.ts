import { expect, test } from 'vitest'
import { chatInBrowser, log, messages } from '../support/chat-in-browser.ts'
import { describeWith, needsChromium } from '../support/needs.ts'

describeWith([needsChromium], 'sending a position from the web chat', () => {
  const open = chatInBrowser()
  const place = { latitude: 20.4201234567, longitude: 106.168 }

  test('a tap sends it once, no finer than a metre, and says so in the conversation', async () => {
    const { page, chat } = await open({ geolocation: place, permissions: ['geolocation'] })
    await page.getByRole('button', { name: 'Gửi vị trí của tôi' }).click()
    await log(page).getByText('Vị trí của tôi', { exact: true }).waitFor()
    await expect.poll(() => page.locator('.waiting').count()).toBe(0)
    expect(chat.heard.map(({ location }) => location)).toEqual([
      { latitude: 20.42012, longitude: 106.168 },
    ])
    expect((await messages(page))[0]).toBe('Vị trí của tôi')
  })

  test('who does not allow it is told that the name of the commune will do', async () => {
    const { page, chat } = await open({ permissions: [] })
    await page.getByRole('button', { name: 'Gửi vị trí của tôi' }).click()
    await page.getByRole('status').getByText('ghi tên xã, phường').waitFor()
    expect(chat.heard).toEqual([])
  })
})
