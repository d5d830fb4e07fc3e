import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { BadInput, parse } from '../border.ts'
import { Forged } from './channel.ts'
import { Id, parseObject } from './wire.ts'

const Request = z.object({ algorithm: z.literal('HMAC-SHA256'), user_id: Id })

/**
 * Facebook's data-deletion request: whose data. The id is app-scoped, not the one of our chats.
 * Throws Forged for a wrong signature, BadInput for what is no signed request.
 */
export function deletionRequest(signedRequest: unknown, appSecret: string): { userId: string } {
  if (typeof signedRequest !== 'string') throw new BadInput('deletion: no signed_request')
  const [signature = '', payload = '', ...more] = signedRequest.split('.')
  if (payload === '' || more.length > 0) throw new BadInput('deletion: not a signed request')
  const given = Buffer.from(signature, 'base64url')
  const expected = createHmac('sha256', appSecret).update(payload).digest()
  if (appSecret === '' || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Forged('deletion: the signature is wrong')
  }
  const body = parseObject(Buffer.from(payload, 'base64url'), 'deletion request')
  return { userId: parse(Request, body, 'deletion request').user_id }
}
