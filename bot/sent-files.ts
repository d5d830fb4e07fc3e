import { createHash } from 'node:crypto'
import { type Attachment, citizenKey, type Incoming } from '../adapters/channel.ts'
import type { Effect } from '../flows/flow.ts'
import { plain } from './plain.ts'

/** Gives each picture, video and document the id its copy will have with us; the same event gives the same ids. */
export function nameFiles(one: Incoming): Incoming {
  if (one.kind !== 'message' || !one.attachments.some(hasBytes)) return one
  const attachments = one.attachments.map((each, nth) =>
    hasBytes(each) ? { ...each, file: fileId(citizenKey(one.from), one.key, nth) } : each,
  )
  return { ...one, attachments }
}

/** What a burst brings and is to be fetched, in the turn's own transaction. */
export function keepFiles(incoming: readonly Incoming[], effects: readonly Effect[]): Effect[] {
  // What must not stay with us in words must not stay in pictures either.
  if (effects.some(({ type }) => type === 'blank-words' || type === 'erase-citizen')) return []
  const files = incoming.flatMap((one) =>
    one.kind === 'message' && !one.silent
      ? one.attachments.flatMap(({ file, url }) => (file && url ? [{ id: file, url }] : []))
      : [],
  )
  return files.length > 0 ? [{ type: 'keep-files', files }] : []
}

/**
 * Takes out pictures that their own sender calls an identity card. One that comes without such words
 * is not known for what it is: nothing here can read a picture.
 */
export function withoutIdCards(incoming: readonly Incoming[]): {
  incoming: Incoming[]
  refused: boolean
} {
  const words = incoming.map((one) => (one.kind === 'message' ? plain(one.text) : '')).join(' ')
  const hasPicture = incoming.some(
    (one) => one.kind === 'message' && one.attachments.some(({ type }) => type === 'image'),
  )
  if (!hasPicture || !idCardPicture.test(words)) return { incoming: [...incoming], refused: false }
  const without = incoming.map((one) =>
    one.kind === 'message'
      ? { ...one, attachments: one.attachments.filter(({ type }) => type !== 'image') }
      : one,
  )
  return { incoming: without, refused: true }
}

const idCardPicture =
  /\b(anh|hinh|chup|mat truoc|mat sau|day la|gui)( (the|cua|chup|cai))? (can cuoc|cccd|cmnd|chung minh|ho chieu)\b/

const hasBytes = ({ type, url }: Attachment): boolean =>
  url !== undefined && (type === 'image' || type === 'video' || type === 'file')

const fileId = (citizen: string, key: string, nth: number): string =>
  createHash('sha256').update(`${citizen}\n${key}\n${nth}`).digest('base64url').slice(0, 24)
