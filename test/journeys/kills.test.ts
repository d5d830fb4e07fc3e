import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeMessenger, startFakeMessenger } from '../support/fake-messenger.ts'
import { deliver } from '../support/fake-platform.ts'
import { forEachMode } from '../support/modes.ts'
import { eventually, type Installation, install, type Product } from '../support/product.ts'

const citizens = 240
const kills = 3

forEachMode((mode) => {
  let messenger: FakeMessenger
  let installation: Installation
  let products: Product[]
  beforeAll(async () => {
    messenger = await startFakeMessenger()
    installation = install(mode, { messenger })
    products = await installation.up()
  })
  afterAll(async () => {
    await installation.close()
    await messenger.close()
  })

  test('killed three times under load with redelivery: nothing acknowledged is lost, nothing is answered twice', async () => {
    const acknowledged = new Set<string>()
    const webhooks = Array.from({ length: citizens }, (_, n) => {
      const psid = `75000000000000${String(n).padStart(5, '0')}`
      return { psid, webhook: messenger.says(psid, 'đăng ký kết hôn cần giấy tờ gì') }
    })
    const webs = () => products.filter(({ role }) => role !== 'work')

    /** Like the platform: the same event again until somebody answers 200, and sometimes once more. */
    async function deliverUntilKept({ psid, webhook }: (typeof webhooks)[number], n: number) {
      for (;;) {
        const web = webs()[n % webs().length]
        try {
          if (web && (await deliver(`${web.url}/webhooks/messenger`, webhook)) === 200) break
        } catch {
          // The process is gone in this moment.
        }
        await new Promise((done) => setTimeout(done, 100))
      }
      acknowledged.add(psid)
      const web = webs()[(n + 1) % webs().length]
      if (n % 3 === 0 && web) await deliver(`${web.url}/webhooks/messenger`, webhook).catch(() => 0)
    }

    async function killSomething(): Promise<void> {
      const victims = mode.databaseUrl
        ? ['serve', 'work'].flatMap((role) =>
            products.filter((each) => each.role === role).slice(0, 1),
          )
        : products
      await Promise.all(victims.map((victim) => victim.stop('SIGKILL')))
      const fresh = await installation.up(victims.map(({ role }) => role))
      products = [...products.filter((each) => !victims.includes(each)), ...fresh]
    }

    const share = Math.ceil(citizens / (kills + 1))
    for (let round = 0; round <= kills; round += 1) {
      const load = Promise.all(
        webhooks
          .slice(round * share, (round + 1) * share)
          .map((each, n) => deliverUntilKept(each, n)),
      )
      if (round < kills) {
        await eventually('some answers', () => messenger.sent.length > round * share + 10)
        await killSomething()
      }
      await load
    }

    const answered = () => new Set(messenger.sent.map(({ to }) => to))
    await eventually('an answer for everybody', () => answered().size === citizens, 90_000).catch(
      () => {},
    )
    const silent = [...acknowledged].filter((psid) => !answered().has(psid))
    // A request whose process died while the platform read it: in doubt, listed, never repeated.
    const doubtful = await doubtfulSends(webs()[0])
    expect(silent.length).toBeLessThanOrEqual(doubtful)
    expect(silent.length).toBeLessThanOrEqual(kills)

    const twice = messenger.sent.filter(
      ({ to }, n, all) => all.findIndex((each) => each.to === to) !== n,
    )
    expect(twice).toEqual([])
  }, 240_000)
})

async function doubtfulSends(web: Product | undefined): Promise<number> {
  if (!web) return 0
  // The gauge is read from the store every five seconds.
  await new Promise((done) => setTimeout(done, 6_000))
  const { body } = await request(`${web.url}/metrics`)
  const text = await body.text()
  return Number(/^cau_noi_sends_doubtful (\d+)/m.exec(text)?.[1] ?? 0)
}
