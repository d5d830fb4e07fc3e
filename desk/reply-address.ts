import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** A letter of the ledger, as far as its reply address is concerned. */
export interface ReplyLetter {
  id: number
  ticketId: string
  /** The mailbox that the letter went to. */
  mailbox: string
}

/** What an address says of itself; worth nothing until `proves`. */
export interface Claim {
  letterId: number
  expiresAt: Date
  bytes: Buffer
}

export interface ReplyAddresses {
  /** The address that answers this letter; it ends with the day of `expiresAt`. */
  sign(letter: ReplyLetter, expiresAt: Date): string
  /** Undefined: this was never an address of ours. */
  read(address: string): Claim | undefined
  /** Did we make this address for this letter? Its age is for the caller to judge. */
  proves(claim: Claim, letter: ReplyLetter): boolean
  /** Every spelling of ours in a text, such as a header. */
  find(text: string): string[]
  /** Is it the bare mailbox that plus addresses are delivered to? */
  isBare(address: string): boolean
}

// key number 2, last day 2, letter 5, tag 16: exactly 40 letters of base32, without padding.
const claimBytes = 9
const tagBytes = 16
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const tokenPattern = '[a-z0-9]{40}'
const day = 86_400_000

/**
 * Addresses for officers' replies: base32 in lower case, since relays change the case of what
 * stands before the @, and 40 characters of the 64 that may stand there. The tag is HMAC-SHA256,
 * cut to 128 bits, over letter, ticket, mailbox and last day. `at` is a domain of our own
 * ("traloi.tinh.vn": token@traloi.tinh.vn) or one mailbox ("traloi@tinh.vn": traloi+token@tinh.vn).
 * The first secret signs, older ones still verify.
 */
export function replyAddresses(
  [current, ...older]: [string, ...string[]],
  at: string,
): ReplyAddresses {
  const keys = new Map([current, ...older].map((secret) => [keyNumber(secret), derive(secret)]))
  const [local, domain] = at.includes('@') ? split(at.toLowerCase()) : ['', at.toLowerCase()]
  const before = local && `${local}+`
  const whole = new RegExp(`^${escaped(before)}(${tokenPattern})@${escaped(domain)}$`)
  const anywhere = new RegExp(
    `(?<![a-z0-9.+_-])${escaped(before)}${tokenPattern}@${escaped(domain)}(?![a-z0-9.-])`,
    'gi',
  )
  return {
    sign(letter, expiresAt) {
      const claim = Buffer.alloc(claimBytes)
      claim.write(keyNumber(current), 'hex')
      claim.writeUInt16BE(Math.ceil(expiresAt.getTime() / day), 2)
      claim.writeUIntBE(letter.id, 4, 5)
      const bytes = Buffer.concat([claim, tag(derive(current), claim, letter)])
      return `${before}${encode(bytes)}@${domain}`
    },
    read(address) {
      const token = whole.exec(address.trim().toLowerCase())?.[1]
      const bytes = token && decode(token)
      if (!bytes || !keys.has(bytes.toString('hex', 0, 2))) return undefined
      return {
        letterId: bytes.readUIntBE(4, 5),
        expiresAt: new Date(bytes.readUInt16BE(2) * day),
        bytes,
      }
    },
    proves({ bytes }, letter) {
      const key = keys.get(bytes.toString('hex', 0, 2))
      const claim = bytes.subarray(0, claimBytes)
      return (
        key !== undefined && timingSafeEqual(bytes.subarray(claimBytes), tag(key, claim, letter))
      )
    },
    find: (text) => [...new Set(text.match(anywhere)?.map((found) => found.toLowerCase()) ?? [])],
    isBare: (address) => local !== '' && address.trim().toLowerCase() === `${local}@${domain}`,
  }
}

const tag = (key: Buffer, claim: Buffer, { ticketId, mailbox }: ReplyLetter): Buffer =>
  createHmac('sha256', key)
    .update(claim)
    .update(`\n${ticketId}\n${mailbox}`)
    .digest()
    .subarray(0, tagBytes)

/** A key for this purpose only: a tag made here opens nothing elsewhere. */
const derive = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'cau-noi/reply-address', 32))

/** Tells the keys apart without betraying them. */
const keyNumber = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', 'cau-noi/reply-address/number', 2)).toString('hex')

function encode(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  for (let n = 0; n < (bytes.length * 8) / 5; n += 1) {
    text = alphabet.charAt(Number(bits & 31n)) + text
    bits >>= 5n
  }
  return text
}

/** Forgives what people mistype: 0 for o, 1 for l, 8 for b. Undefined: not base32. */
function decode(token: string): Buffer | undefined {
  let bits = 0n
  for (const letter of token.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('8', 'b')) {
    const value = alphabet.indexOf(letter)
    if (value < 0) return undefined
    bits = (bits << 5n) | BigInt(value)
  }
  return Buffer.from(bits.toString(16).padStart((claimBytes + tagBytes) * 2, '0'), 'hex')
}

const split = (address: string): [string, string] => {
  const at = address.lastIndexOf('@')
  return [address.slice(0, at), address.slice(at + 1)]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
