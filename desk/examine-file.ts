import type { Position } from '../store/files.ts'
import { cleanPicture } from './clean-picture.ts'
import { fileKind } from './file-kind.ts'

/** Why a file is not taken in. */
export type Refusal = 'empty' | 'too-large' | 'type' | 'broken' | 'active'

export type Examined =
  | { ok: true; type: string; bytes: Uint8Array; position?: Position }
  | { ok: false; reason: Refusal }

/** Of one file, whichever way it came. */
export const largestFile = 20 * 1024 * 1024

/** Looks at a file before anybody else does. Never throws: what cannot be read is refused. */
export async function examineFile(bytes: Uint8Array): Promise<Examined> {
  if (bytes.length === 0) return { ok: false, reason: 'empty' }
  if (bytes.length > largestFile) return { ok: false, reason: 'too-large' }
  const type = fileKind(bytes)
  if (type === undefined) return { ok: false, reason: 'type' }
  if (type.startsWith('image/')) {
    const picture = await cleanPicture(bytes)
    return picture ? { ok: true, ...picture } : { ok: false, reason: 'broken' }
  }
  const fault = type === 'application/pdf' ? pdfFault(bytes) : videoFault(bytes)
  return fault ? { ok: false, reason: fault } : { ok: true, type, bytes }
}

/**
 * A document that does something by itself when it is opened, or is a second file as well. Only what
 * stands openly in it can be seen: officers get it as a download, for their own scanner to look at.
 */
function pdfFault(bytes: Uint8Array): Refusal | undefined {
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.slice(-2048).includes('%%EOF')) return 'broken'
  if (/\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b/.test(text)) {
    return 'active'
  }
  // A zip is read from its end, which stands within the last 64 KB of a file.
  return text.slice(-65_557).includes(zipEnd) ? 'active' : undefined
}

const zipEnd = 'PK\u0005\u0006'

/** A chain of boxes, each with its length; what does not add up is no video, or more than one. */
function videoFault(bytes: Uint8Array): Refusal | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  let hasMovie = false
  while (at + 8 <= bytes.length) {
    const short = view.getUint32(at)
    const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1')
    // 0: to the end of the file · 1: the length follows as eight bytes.
    const long = short === 1 && at + 16 <= bytes.length ? Number(view.getBigUint64(at + 8)) : short
    const length = short === 0 ? bytes.length - at : long
    if (length < 8) return 'broken'
    hasMovie ||= name === 'moov'
    at += length
  }
  return at === bytes.length && hasMovie ? undefined : 'broken'
}
