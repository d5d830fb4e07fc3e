import type { ChannelName } from './channel.ts'

/**
 * Where each platform keeps what citizens send, as the ends of host names. Nothing is fetched from
 * anywhere else: the address comes from a webhook's body, and a forged one would make us its browser.
 * Sources: Zalo, addresses in the webhooks of its documentation and of integrators (2026-09);
 * Meta, attachments of the Messenger Platform, the two hosts of its content network (2026-08).
 */
const mediaHosts: Partial<Record<ChannelName, readonly string[]>> = {
  zalo: ['.zdn.vn', '.zadn.vn'],
  'zalo-bot': ['.zdn.vn', '.zadn.vn'],
  messenger: ['.fbcdn.net', '.fbsbx.com'],
}

/** The address to fetch, always over TLS; undefined when it is none of the platform's. */
export function mediaUrl(channel: ChannelName, address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  if (url.port !== '' || url.username !== '' || url.password !== '') return undefined
  const isTheirs = mediaHosts[channel]?.some((end) => url.hostname.endsWith(end))
  if (!isTheirs) return undefined
  // Zalo writes http in some webhooks; the same file lies behind https.
  url.protocol = 'https:'
  return url
}
