import { createHash } from 'node:crypto'

/** `mac=` + hex(SHA-256(appId + body + timestamp + OA secret key)). */
export function signZalo(
  body: string | Buffer,
  { appId, oaSecretKey, timestamp }: { appId: string; oaSecretKey: string; timestamp: string },
): string {
  const hash = createHash('sha256').update(appId).update(body).update(timestamp).update(oaSecretKey)
  return `mac=${hash.digest('hex')}`
}
