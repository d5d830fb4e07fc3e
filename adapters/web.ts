import type { Capabilities, Channel } from './channel.ts'

const capabilities: Capabilities = {
  textLimit: 8_000,
  choices: { max: 20, labelLimit: 120 },
  links: { max: 10, labelLimit: 120 },
  shared: false,
  pictures: true,
}

/**
 * The chat page. Its own server hears for it, and the stored reply is what the page shows:
 * `deliver` only tells open pages to look.
 */
export function webChannel(deliver: (citizenId: string) => void): Channel {
  return {
    name: 'web',
    can: capabilities,
    receive: () => [],
    send: async ({ id }) => {
      deliver(id)
      return { ok: true }
    },
  }
}
