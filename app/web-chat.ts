import { type Attachment, citizenKey, type Incoming, type Reply } from '../adapters/channel.ts'
import { storable } from '../adapters/wire.ts'
import type { Intake } from '../bot/intake.ts'
import { sentFile, sentLocation, type WebChat, type WebMessage } from '../server/pages/web-chat.ts'
import type { Store } from '../store/database.ts'
import { fileOfCitizen } from '../store/files.ts'
import { talkOf } from '../store/talk.ts'
import { takeFile } from './web-files.ts'

/** Which database channel tells web processes that a visitor has something new to read. */
export const webNews = 'cau_noi_web'

const citizen = (visitor: string) => ({ channel: 'web', id: visitor }) as const

/** The chat page's port: it hears through the same intake as every channel and reads what the outbox holds. */
export async function openWebChat(
  store: Store,
  intake: Intake,
  now: () => Date,
): Promise<WebChat & { close(): Promise<void> }> {
  const readers = new Map<string, Set<() => void>>()
  const stop = await store.listen(webNews, (visitor) => {
    for (const onNews of readers.get(visitor) ?? []) onNews()
  })

  return {
    async hear(visitor, { id, text, payload, location }) {
      const event: Incoming = {
        key: `${visitor}:${id}`,
        from: citizen(visitor),
        at: now(),
        kind: 'message',
        text: storable(text ?? ''),
        ...(payload !== undefined && { payload: storable(payload) }),
        attachments: location ? [{ type: 'location', ...location }] : [],
      }
      await intake.keep([event])
      await store.notify(webNews, visitor)
    },
    async start(visitor, ref) {
      const at = now()
      const key = `start:${ref}:${visitor}:${Math.floor(at.getTime() / 600_000)}`
      await intake.keep([{ kind: 'start', ref, key, from: citizen(visitor), at }])
    },
    async hearFile(visitor, { id, bytes }) {
      const from = citizen(visitor)
      const attachment = await takeFile(store, citizenKey(from), { id, bytes })
      if (!attachment) return 'refused'
      const event: Incoming = {
        ...{ key: `${visitor}:${id}`, from, at: now(), kind: 'message', text: '' },
        attachments: [attachment],
      }
      await intake.keep([event])
      await store.notify(webNews, visitor)
      return 'kept'
    },
    file: (visitor, id) => fileOfCitizen(store.db, citizenKey(citizen(visitor)), id),
    async history(visitor, afterId) {
      const said = await talkOf(store, citizenKey(citizen(visitor)), afterId ? { afterId } : {})
      return said.flatMap(({ id, from, body, atMs }) => {
        const words = from === 'citizen' ? wordsOf(body) : replyOf(body)
        return words ? [{ ...words, id, at: new Date(atMs) }] : []
      })
    },
    listen(visitor, onNews) {
      const all = readers.get(visitor) ?? new Set()
      readers.set(visitor, all.add(onNews))
      return () => {
        all.delete(onNews)
        if (all.size === 0) readers.delete(visitor)
      }
    },
    close: stop,
  }
}

type Words = Omit<WebMessage, 'id' | 'at'>

/** A pressed button shows its label, which the page sends as text; words since blanked show nothing. */
function wordsOf(body: unknown): Words | undefined {
  // as: intake wrote it.
  const { text = '', attachments = [] } = body as { text?: string; attachments?: Attachment[] }
  const files = attachments.flatMap(({ type, file }) =>
    file && (type === 'image' || type === 'video' || type === 'file')
      ? [{ id: file, kind: type }]
      : [],
  )
  const place = attachments.some(({ type }) => type === 'location') ? sentLocation : ''
  const words = text || place || files.map(({ kind }) => sentFile[kind]).join(', ')
  return words ? { from: 'citizen', text: words, ...(files.length > 0 && { files }) } : undefined
}

function replyOf(body: unknown): Words | undefined {
  // as: the lane or the desk wrote it as a Reply.
  const { text, choices, links, human } = body as Reply
  return {
    from: human ? 'officer' : 'bot',
    text,
    ...(choices && { choices }),
    ...(links && { links }),
  }
}
