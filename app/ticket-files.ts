import type { Attachment } from '../adapters/channel.ts'
import { endingOf, type FileKind } from '../desk/file-kind.ts'
import type { Ticket } from '../desk/ticket.ts'
import type { ServedFile } from '../server/pages/send-file.ts'
import type { SentFile } from '../server/pages/sent-files.tsx'
import type { Database } from '../store/database.ts'
import { type FileEntry, fileOfTicket, filesOfTicket } from '../store/files.ts'

/** What a page lists of a ticket's files, in the order in which they came; `base` is the page's own address. */
export async function sentFiles(
  db: Database,
  { id, attachments }: Ticket,
  base: string,
): Promise<SentFile[]> {
  if (attachments.length === 0) return []
  const kept = new Map((await filesOfTicket(db, id)).map((file) => [file.id, file]))
  return attachments.flatMap((each) => shown(each, kept, base))
}

/** Officers see where a picture was taken; a link that its citizen passes on does not say it. */
export const withoutPosition = (files: SentFile[]): SentFile[] =>
  files.flatMap((file) => {
    if (file.what === 'place') return []
    const { position, ...rest } = file
    return [rest]
  })

export async function ticketFile(
  db: Database,
  { id, code }: Pick<Ticket, 'id' | 'code'>,
  fileId: string,
): Promise<(ServedFile & { name: string }) | undefined> {
  const file = await fileOfTicket(db, id, fileId)
  // as: only what fileKind named is kept; an unknown type would have an unknown ending.
  return (
    file && { ...file, name: `${code}-${fileId.slice(0, 6)}.${endingOf[file.type as FileKind]}` }
  )
}

const whats: Partial<Record<string, 'picture' | 'video' | 'document'>> = {
  'image/jpeg': 'picture',
  'video/mp4': 'video',
  'application/pdf': 'document',
}
const sentAs: Partial<Record<Attachment['type'], 'picture' | 'video' | 'file'>> = {
  image: 'picture',
  video: 'video',
  file: 'file',
}
const why = { wanted: 'fetching', refused: 'refused', failed: 'failed', kept: 'gone' } as const

function shown(
  { type, latitude, longitude, file: id }: Attachment,
  kept: Map<string, FileEntry>,
  base: string,
): SentFile[] {
  if (latitude !== undefined && longitude !== undefined) {
    return [{ what: 'place', latitude, longitude }]
  }
  const sent = sentAs[type]
  if (!sent) return []
  const file = id === undefined ? undefined : kept.get(id)
  if (!file) return [{ what: sent, missing: 'gone' }]
  if (file.state !== 'kept') return [{ what: sent, missing: why[file.state] }]
  const { position } = file
  return [
    {
      what: whats[file.type ?? ''] ?? sent,
      href: `${base}/tep/${file.id}`,
      ...(position && { position }),
    },
  ]
}
