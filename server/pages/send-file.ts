import type { FastifyReply } from 'fastify'

/** A kept file as it is served: its type by our own look at it. */
export interface ServedFile {
  type: string
  bytes: Uint8Array
}

/**
 * Bytes that a stranger sent, under our own name: a browser may show a picture that we have drawn anew
 * and must save everything else; it may run, frame, guess or keep none of it.
 */
export function sendFile(reply: FastifyReply, name: string, file: ServedFile): FastifyReply {
  const { type, bytes } = file
  return reply
    .headers({
      'content-type': type,
      'content-disposition': `${type === 'image/jpeg' ? 'inline' : 'attachment'}; filename="${name}"`,
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
      'cross-origin-resource-policy': 'same-origin',
    })
    .send(Buffer.from(bytes))
}
