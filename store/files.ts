import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { files } from './schema.ts'

/** Where a picture was taken. */
export interface Position {
  latitude: number
  longitude: number
}

/** A file as pages list it; its bytes are read one at a time. */
export interface FileEntry {
  id: string
  state: 'wanted' | 'kept' | 'refused' | 'failed'
  type: string | null
  position: Position | null
}

export interface WantedFile {
  id: string
  citizenId: string
  url: string | null
  burst: string
  attempts: number
  ticketId: string | null
}

/** Notes what is to be fetched, in the turn's transaction. The same file is noted once. */
export async function wantFiles(
  tx: Database,
  citizenId: string,
  wanted: { id: string; url: string }[],
): Promise<void> {
  const burst = wanted[0]?.id
  if (burst === undefined) return
  await tx
    .insert(files)
    .values(wanted.map(({ id, url }) => ({ id, url, citizenId, burst, state: 'wanted' as const })))
    .onConflictDoNothing({ target: files.id })
}

/** A file that came to us whole, as the chat page sends it. The same id again is the same file. */
export async function insertFile(
  db: Database,
  file: { id: string; citizenId: string; type: string; bytes: Uint8Array; position?: Position },
): Promise<void> {
  await db
    .insert(files)
    .values({ ...file, burst: file.id, state: 'kept' })
    .onConflictDoNothing({ target: files.id })
}

/** A citizen's own kept file. */
export async function fileOfCitizen(
  db: Database,
  citizenId: string,
  id: string,
): Promise<{ type: string; bytes: Uint8Array } | undefined> {
  const [row] = await db
    .select({ type: files.type, bytes: files.bytes })
    .from(files)
    .where(and(eq(files.id, id), eq(files.citizenId, citizenId), eq(files.state, 'kept')))
  return row?.type && row.bytes ? { type: row.type, bytes: row.bytes } : undefined
}

/** Files that were sent with a report, or added to one, are that ticket's from now on. */
export async function giveFilesTo(
  tx: Database,
  { ticketId, citizenId }: { ticketId: string; citizenId: string },
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(files)
    .set({ ticketId })
    .where(and(inArray(files.id, ids), eq(files.citizenId, citizenId), isNull(files.ticketId)))
}

/** A file that still waits to be fetched, with one attempt more on its count; undefined when it is settled or gone. */
export async function tryFile(db: Database, id: string): Promise<WantedFile | undefined> {
  const [row] = await db
    .update(files)
    .set({ attempts: sql`${files.attempts} + 1` })
    .where(and(eq(files.id, id), eq(files.state, 'wanted')))
    .returning({
      id: files.id,
      citizenId: files.citizenId,
      url: files.url,
      burst: files.burst,
      attempts: files.attempts,
      ticketId: files.ticketId,
    })
  return row
}

/** How it ended. Nothing happens to a file that was erased or settled meanwhile. */
export async function settleFile(
  db: Database,
  id: string,
  end:
    | { state: 'kept'; type: string; bytes: Uint8Array; position?: Position }
    | { state: 'refused' | 'failed'; reason: string },
): Promise<void> {
  await db
    .update(files)
    .set({ ...end, url: null })
    .where(and(eq(files.id, id), eq(files.state, 'wanted')))
}

/** A ticket's files; their order is the one in which the ticket names them. */
export const filesOfTicket = (db: Database, ticketId: string): Promise<FileEntry[]> =>
  db
    .select({ id: files.id, state: files.state, type: files.type, position: files.position })
    .from(files)
    .where(eq(files.ticketId, ticketId))

/** One kept file of this ticket. */
export async function fileOfTicket(
  db: Database,
  ticketId: string,
  id: string,
): Promise<{ type: string; bytes: Uint8Array } | undefined> {
  const [row] = await db
    .select({ type: files.type, bytes: files.bytes })
    .from(files)
    .where(and(eq(files.id, id), eq(files.ticketId, ticketId), eq(files.state, 'kept')))
  return row?.type && row.bytes ? { type: row.type, bytes: row.bytes } : undefined
}
