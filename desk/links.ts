import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** What an officer's link proves: this mailbox may act on this ticket until then. */
export interface DeskLink {
  ticketId: string
  mailbox: string
  expiresAt: Date
}

export interface DeskLinks {
  /** The token of /desk/TOKEN. */
  sign(link: DeskLink): string
  read(
    token: string,
    now: Date,
  ): { ok: true; link: DeskLink } | { ok: false; reason: 'forged' | 'expired' }
}

const tagBytes = 16

/**
 * Officers' links: base64url of "key number, expiry, ticket, mailbox" and an HMAC-SHA256 cut to
 * 128 bits. The first secret signs; the older ones still verify, so that a change of key does not
 * break letters already sent.
 */
export function deskLinks([current, ...older]: [string, ...string[]]): DeskLinks {
  const keys = new Map([current, ...older].map((secret) => [keyNumber(secret), derive(secret)]))
  return {
    sign({ ticketId, mailbox, expiresAt }) {
      const fields = [keyNumber(current), seconds(expiresAt).toString(36), ticketId, mailbox]
      const payload = Buffer.from(fields.join('\n'))
      return Buffer.concat([tag(derive(current), payload), payload]).toString('base64url')
    },
    read(token, now) {
      const bytes = Buffer.from(token, 'base64url')
      const payload = bytes.subarray(tagBytes)
      const [number = '', expiry = '', ticketId = '', mailbox = ''] = payload.toString().split('\n')
      const key = keys.get(number)
      // One spelling per token: base64url readers skip what they do not know.
      if (!key || bytes.toString('base64url') !== token) return { ok: false, reason: 'forged' }
      if (!timingSafeEqual(bytes.subarray(0, tagBytes), tag(key, payload)))
        return { ok: false, reason: 'forged' }
      const expiresAt = new Date(Number.parseInt(expiry, 36) * 1000)
      if (expiresAt <= now) return { ok: false, reason: 'expired' }
      return { ok: true, link: { ticketId, mailbox, expiresAt } }
    },
  }
}

/** Compares the unguessable part of a citizen's link, /t/CODE.secret, without telling how far it fits. */
export function sameSecret(given: string, kept: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'cau-noi/ticket-link').update(text).digest()
  return timingSafeEqual(digest(given), digest(kept))
}

/** A key for this purpose only: a tag made here opens nothing elsewhere. */
const derive = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'cau-noi/desk-link', 32))

/** Tells the keys apart without betraying them. */
const keyNumber = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', 'cau-noi/desk-link/number', 4)).toString('hex')

const tag = (key: Buffer, payload: Buffer): Buffer =>
  createHmac('sha256', key).update(payload).digest().subarray(0, tagBytes)

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)
