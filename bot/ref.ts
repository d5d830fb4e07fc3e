import type { Incoming } from '../adapters/channel.ts'
import type { Services } from '../flows/flow.ts'

/** What a QR code or link may carry; the same words may be typed where a platform's links carry nothing. */
const reference = /^(?:thutuc-\d\.\d{6}(?:\.\w{1,6})?|xa-\d{3,6})$/

/** A tampered or outdated reference carries nothing: whoever brings it gets an ordinary start. */
export function readRef(
  ref: string | undefined,
  { commune }: Pick<Services, 'commune'>,
): { procedure?: string; commune?: NonNullable<ReturnType<Services['commune']>> } {
  if (!ref || !reference.test(ref)) return {}
  const [kind, code = ''] = [ref.slice(0, ref.indexOf('-')), ref.slice(ref.indexOf('-') + 1)]
  if (kind === 'thutuc') return { procedure: code }
  const found = commune(code)
  return found ? { commune: found } : {}
}

/** A reference that was typed or lay under a menu's item is a start like one that was scanned. */
export function startIfTyped(one: Incoming): Incoming {
  if (one.kind !== 'message' || one.attachments.length > 0) return one
  const ref = (one.payload?.replace(/^start:/, '') ?? one.text).trim().toLowerCase()
  if (!reference.test(ref)) return one
  const { key, from, at, silent } = one
  return { kind: 'start', ref, key, from, at, ...(silent && { silent }) }
}
