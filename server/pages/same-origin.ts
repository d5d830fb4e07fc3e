import type { FastifyRequest } from 'fastify'

/**
 * Does this request come from one of our own pages? Every browser of today says so itself, in one
 * header or both; a program that says neither has no cookie of somebody else to misuse.
 */
export function isSameOrigin({ headers }: FastifyRequest, publicUrl: string): boolean {
  const site = headers['sec-fetch-site']
  // none: the person's own doing, such as sending a restored form again.
  if (site && site !== 'same-origin' && site !== 'none') return false
  const { origin } = headers
  if (!origin) return true
  if (!URL.canParse(origin)) return false
  // The public address is what counts behind a proxy, the Host header when it is called directly.
  return origin === new URL(publicUrl).origin || new URL(origin).host === headers.host
}
