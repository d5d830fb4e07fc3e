import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { FinalError } from '../border.ts'

/** Encryption at rest. `about` is bound to the sealed text: it opens only where it was meant to lie. */
export interface Seal {
  seal(text: string, about: string): string
  open(sealed: string, about: string): string
}

const version = 'v1'
const ivLength = 12
const tagLength = 16

/**
 * AES-256-GCM under a key of its own for each purpose, made from the installation's secret. What an
 * older secret sealed still opens.
 */
export function createSeal(secret: string, purpose: string, older?: string): Seal {
  const keyOf = (from: string) =>
    Buffer.from(hkdfSync('sha256', from, '', `cau-noi ${purpose}`, 32))
  const key = keyOf(secret)
  const keys = older ? [key, keyOf(older)] : [key]
  return {
    seal(text, about) {
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const packed = Buffer.concat([iv, cipher.getAuthTag(), hidden])
      return `${version}.${packed.toString('base64url')}`
    },
    open(sealed, about) {
      const [given, body = ''] = sealed.split('.')
      const packed = Buffer.from(body, 'base64url')
      if (given !== version || packed.length < ivLength + tagLength) throw cannotOpen(about)
      let cause: unknown
      for (const each of keys) {
        const decipher = createDecipheriv('aes-256-gcm', each, packed.subarray(0, ivLength), {
          authTagLength: tagLength,
        })
          .setAAD(Buffer.from(about))
          .setAuthTag(packed.subarray(ivLength, ivLength + tagLength))
        try {
          const text = decipher.update(packed.subarray(ivLength + tagLength))
          return Buffer.concat([text, decipher.final()]).toString('utf8')
        } catch (error) {
          cause = error
        }
      }
      throw cannotOpen(about, cause)
    },
  }
}

const cannotOpen = (about: string, cause?: unknown) =>
  new FinalError(`${about}: cannot be decrypted; was SECRET_KEY changed?`, { cause })
