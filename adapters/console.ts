import type { Capabilities, Channel, Part } from './channel.ts'

const capabilities: Capabilities = {
  textLimit: 8_000,
  choices: { max: 0, labelLimit: 0 },
  links: { max: 0, labelLimit: 0 },
  shared: false,
  pictures: false,
}

/** The terminal: the bot's words are printed, the choices as a numbered list. */
export function consoleChannel(print: (text: string) => void): Channel {
  return {
    name: 'console',
    can: capabilities,
    receive: () => [],
    send: async (_to, { text }: Part) => {
      if (text) print(text)
      return { ok: true }
    },
  }
}
