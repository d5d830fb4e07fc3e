import type { Page } from 'playwright-core'

/** Texts with less contrast to their background than WCAG AA asks (4.5 : 1). */
export function contrastFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
    const light = ([r = 0, g = 0, b = 0]: number[]) => {
      const [lr = 0, lg = 0, lb = 0] = [r, g, b].map((c) =>
        c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
      )
      return 0.2126 * lr + 0.7152 * lg + 0.0722 * lb
    }
    const backgroundOf = (element: Element | null): number[] => {
      if (!element) return [255, 255, 255]
      const own = channels(getComputedStyle(element).backgroundColor)
      return own.length === 4 && own[3] === 0 ? backgroundOf(element.parentElement) : own
    }
    return [...document.body.querySelectorAll('*')]
      .filter((el) => [...el.childNodes].some((n) => n.nodeType === 3 && n.textContent?.trim()))
      .filter((el) => el.checkVisibility() && el.tagName !== 'NOSCRIPT')
      .flatMap((el) => {
        const [a, b] = [light(channels(getComputedStyle(el).color)), light(backgroundOf(el))]
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
        return ratio < 4.5 ? [`${el.textContent}: ${ratio.toFixed(2)}`] : []
      })
  })
}
