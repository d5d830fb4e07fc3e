import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const cookieName = 'cau-noi-visitor'
const halfYearS = 180 * 24 * 60 * 60

/**
 * Who speaks: the digest of the cookie's token. Only the token opens a conversation, and it lies in
 * the citizen's browser alone: what the store, an officer or a log sees of it opens nothing.
 */
export function visitorOf(request: FastifyRequest): string | undefined {
  const token = request.cookies[cookieName]
  if (!token || !/^[\w-]{22}$/.test(token)) return undefined
  return digest(token)
}

/** The visitor of this request, known or new; the cookie lives on for another half year. */
export function welcomeVisitor(
  request: FastifyRequest,
  reply: FastifyReply,
  { embedded, secure }: { embedded: boolean; secure: boolean },
): string {
  const known = visitorOf(request)
  const token = (known && request.cookies[cookieName]) || randomBytes(16).toString('base64url')
  // In a portal's frame we are a third party: browsers then want None + Secure, and keep the cookie
  // apart for each portal (Partitioned). Without https there is no such cookie, so Lax must do.
  const thirdParty = embedded && secure
  reply.setCookie(cookieName, token, {
    path: '/chat',
    httpOnly: true,
    secure,
    sameSite: thirdParty ? 'none' : 'lax',
    partitioned: thirdParty,
    maxAge: halfYearS,
  })
  return known ?? digest(token)
}

const digest = (token: string): string =>
  createHash('sha256').update(token).digest('base64url').slice(0, 22)
