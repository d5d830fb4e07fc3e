import type { Attachment } from '../adapters/channel.ts'
import { examineFile } from '../desk/examine-file.ts'
import type { FileKind } from '../server/pages/web-chat.ts'
import type { Store } from '../store/database.ts'
import { insertFile } from '../store/files.ts'

/** Looks at a file of the chat page and keeps it. Undefined: it is of no kind that we take. */
export async function takeFile(
  { db }: Store,
  citizenId: string,
  { id, bytes }: { id: string; bytes: Uint8Array },
): Promise<Attachment | undefined> {
  const examined = await examineFile(bytes)
  if (!examined.ok) return undefined
  const { type, bytes: clean, position } = examined
  await insertFile(db, { id, citizenId, type, bytes: clean, ...(position && { position }) })
  return { type: kindOf(type), file: id }
}

const kindOf = (type: string): FileKind =>
  type.startsWith('image/') ? 'image' : type.startsWith('video/') ? 'video' : 'file'
