import type { ServedFile } from './send-file.ts'

export type FileKind = 'image' | 'video' | 'file'

/** What stands in the conversation for a file without words. */
export const sentFile: Record<FileKind, string> = { image: 'Ảnh', video: 'Video', file: 'Tệp PDF' }

/** What stands in the conversation for a position; the page writes the same while it is on its way. */
export const sentLocation = 'Vị trí của tôi'

/** The conversation of one visitor, as the chat page needs it; the web channel stands behind it. */
export interface WebChat {
  /** Keeps what a citizen says; the same id again is the same message. */
  hear(visitor: string, message: Sent): Promise<void>
  /** Opened through a code or link that carries a place or a procedure; within ten minutes it counts once. */
  start(visitor: string, ref: string): Promise<void>
  /** Looks at a file, keeps it and hears it as said; the same id again is the same message. */
  hearFile(visitor: string, file: { id: string; bytes: Uint8Array }): Promise<'kept' | 'refused'>
  /** A file that this visitor sent. */
  file(visitor: string, id: string): Promise<ServedFile | undefined>
  /** What was said, oldest first; only what came after `afterId` if given. */
  history(visitor: string, afterId?: number): Promise<WebMessage[]>
  /** Calls `onNews` when there is more history; returns the way to stop. */
  listen(visitor: string, onNews: () => void): () => void
}

export interface Sent {
  id: string
  text?: string
  payload?: string
  /** Where the citizen stands, sent on a tap. */
  location?: { latitude: number; longitude: number }
}

export interface WebMessage {
  /** Grows with time within one visitor's conversation. */
  id: number
  from: 'citizen' | 'bot' | 'officer'
  text: string
  /** What the citizen sent along; pictures are shown. */
  files?: { id: string; kind: FileKind }[]
  choices?: { label: string; payload: string }[]
  links?: { label: string; url: string }[]
  at: Date
}
