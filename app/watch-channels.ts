import type { Finding } from './look-at-channels.ts'

interface WatchParts {
  look(): Promise<Finding[]>
  alarm(key: string, reason: string): void
  clear(key: string): Promise<void>
}

/**
 * A channel that falls silent says nothing: the Page was unsubscribed after an hour of failures, a
 * token ends next week, a right was taken away. Each look compares with the one before: what is wrong
 * twice running is no passing trouble of the line, and calls a person until a look finds it mended.
 */
export function channelWatch({ look, alarm, clear }: WatchParts): () => Promise<void> {
  let before = new Set<string>()
  return async () => {
    const findings = await look()
    const channels = new Set(findings.map(({ what }) => what))
    const wrong = new Set<string>()
    for (const channel of channels) {
      const faults = findings.filter(({ what, ok }) => what === channel && !ok)
      if (faults.length === 0) {
        await clear(keyOf(channel))
        continue
      }
      wrong.add(channel)
      if (!before.has(channel)) continue
      alarm(keyOf(channel), `${channel}: ${faults.map(({ note }) => note).join('; ')}`)
    }
    before = wrong
  }
}

const keyOf = (channel: string): string => `channel-look:${channel}`
