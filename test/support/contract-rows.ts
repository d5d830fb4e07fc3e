import { expect, test } from 'vitest'

const counted = new Map<string, number>()

/** One row of the contract for a channel: a test that is counted. */
export function row(channel: string, title: string, run: () => void | Promise<void>): void {
  counted.set(channel, (counted.get(channel) ?? 0) + 1)
  test(title, run)
}

/** The contract of these channels is as wide as we say. */
export function expectRows(channels: string[], least: number): void {
  test.each(channels)(`the contract has at least ${least} rows for %s`, (channel) => {
    expect(counted.get(channel) ?? 0).toBeGreaterThanOrEqual(least)
  })
}
