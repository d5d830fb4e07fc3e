import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Channel, Reply } from '../../adapters/channel.ts'
import { messengerChannel } from '../../adapters/messenger.ts'
import { render } from '../../adapters/render.ts'
import { plan } from '../../adapters/window.ts'
import { zaloChannel } from '../../adapters/zalo.ts'
import { bundledWindows } from '../support/bundled-windows.ts'
import { type FakeMessenger, startFakeMessenger } from '../support/fake-messenger.ts'
import { type Clock, movableClock } from '../support/fake-platform.ts'
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts'

let zalo: FakeZalo
let page: FakeMessenger
let clock: Clock
beforeAll(async () => {
  clock = movableClock()
  const roomy = { clock, perMinute: 1_000_000, packageLeft: 1_000_000, perSecond: 1_000_000 }
  zalo = await startFakeZalo(roomy)
  page = await startFakeMessenger(roomy)
  zalo.login()
})
afterAll(() => Promise.all([zalo.close(), page.close()]))

interface Platform {
  channel: Channel
  heard(id: string): void
  sent: unknown[]
}

const now = () => clock.now()
const platforms: Record<string, () => Platform> = {
  zalo: () => {
    const token = async () => ({ ok: true as const, value: zalo.pair().accessToken })
    const tokens = { token, replace: token }
    return { ...zalo, channel: zaloChannel({ ...zalo, apiUrl: zalo.url, tokens, now }) }
  },
  messenger: () => ({ ...page, channel: messengerChannel({ ...page, now }) }),
}

const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 130 })
const reply: fc.Arbitrary<Reply> = fc.record({
  text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3000, size: 'max' }),
  choices: fc.array(fc.record({ label, payload: fc.stringMatching(/^[a-z:-]{1,60}$/) }), {
    maxLength: 15,
  }),
  links: fc.array(fc.record({ label, url: fc.webUrl() }), { maxLength: 5 }),
  pictures: fc.array(fc.constant({ url: 'https://xa-mau.example/a.jpg', alt: 'Ảnh' }), {
    maxLength: 1,
  }),
})

for (const [name, platform] of Object.entries(platforms)) {
  describe(`${name}, as strict as it is`, () => {
    test('takes every reply that render() makes', async () => {
      const { channel, heard } = platform()
      heard('5')
      await fc.assert(
        fc.asyncProperty(reply, async (said) => {
          for (const part of render(said, channel.can)) {
            const result = await channel.send({ channel: channel.name, id: '5' }, part, {
              way: 'reply',
              metadata: 'm',
            })
            expect(result).toMatchObject({ ok: true })
          }
        }),
        { numRuns: 150 },
      )
    })

    test('refuses nothing that plan() allows, in months of traffic', async () => {
      const { channel, heard, sent } = platform()
      const before = sent.length
      let held = 0
      let allowed = 0
      let lastHeardAt: Date | undefined
      // Hours until the next thing happens, and whether the citizen writes or we do.
      const steps = fc.sample(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.nat(4)), {
        numRuns: 400,
        seed: 7,
      })
      for (const [hours, what] of steps) {
        clock.advance(hours * 3_600_000)
        if (what === 0) {
          heard('7')
          lastHeardAt = now()
          continue
        }
        const human = what === 4
        const moment = { lastHeardAt, now: now(), human, reachable: true }
        const planned = plan({ channel: channel.name, ...moment }, bundledWindows())
        if (!planned.send) {
          held++
          continue
        }
        allowed++
        // A token of Zalo's lives 25 hours.
        zalo.login()
        const to = { channel: channel.name, id: '7' } as const
        const how = { way: planned.way, metadata: 'm' }
        const result = await channel.send(to, { text: 'Dạ' }, how)
        expect(result).toMatchObject({ ok: true })
        if (result.ok && result.charged !== undefined)
          expect(result.charged).toBe(planned.price > 0)
      }
      expect(sent.length - before).toBe(allowed)
      expect(held).toBeGreaterThan(10)
      expect(allowed).toBeGreaterThan(50)
    })
  })
}
