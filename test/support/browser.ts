import { type Browser, chromium } from 'playwright-core'
import { needsChromium } from './needs.ts'

/** Debian's Chromium. Its own sandbox does not start for root, as which containers run tests. */
export function openBrowser(): Promise<Browser> {
  const executablePath = needsChromium.find()
  if (!executablePath) throw new Error(`Chromium is missing: ${needsChromium.install}`)
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}
