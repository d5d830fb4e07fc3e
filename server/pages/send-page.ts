import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

export interface PageOptions {
  status?: number
  /** Which sites may show this page in a frame; nobody unless said. */
  frameAncestors?: string
}

/** What a page of ours may load: its own files and nothing else, no inline script or style. */
const policy = (frameAncestors: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ')

/**
 * Renders a page and gives it the headers all our pages share. They are for one reader: no store on
 * the way may keep them, no search engine may list them, no address of theirs leaks as a referrer.
 */
export function sendPage(
  reply: FastifyReply,
  page: VNode,
  options: PageOptions = {},
): FastifyReply {
  const { status = 200, frameAncestors = "'none'" } = options
  // Set by helmet before us; a page for a portal's frame must not carry it.
  if (options.frameAncestors) reply.raw.removeHeader('x-frame-options')
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(frameAncestors),
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
      ...(options.frameAncestors && { 'cross-origin-resource-policy': 'cross-origin' }),
    })
    .send(`<!doctype html>${renderToString(page)}`)
}
