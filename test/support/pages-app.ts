import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'
import { assets } from '../../server/pages/assets.ts'
import { chatPages } from '../../server/pages/chat.tsx'
import { deskPages } from '../../server/pages/desk.tsx'
import type { Desk } from '../../server/pages/desk-view.ts'
import { type Inbox, inboxPages } from '../../server/pages/inbox.tsx'
import type { Site } from '../../server/pages/layout.tsx'
import { sendProblem } from '../../server/pages/problem.tsx'
import { procedurePages } from '../../server/pages/procedure.tsx'
import type { Procedures } from '../../server/pages/procedure-view.ts'
import { type PublicFigures, publicPages } from '../../server/pages/public.tsx'
import { type CitizenTickets, ticketPages } from '../../server/pages/ticket.tsx'
import {
  type Sent,
  sentLocation,
  type WebChat,
  type WebMessage,
} from '../../server/pages/web-chat.ts'

export const site: Site = { province: 'Tỉnh Ninh Bình', publicUrl: 'http://127.0.0.1' }
const now = (): Date => new Date('2026-11-25T02:00:00Z')

export interface PagesPorts {
  webChat?: WebChat
  tickets?: CitizenTickets
  desk?: Desk
  inbox?: Inbox
  results?: PublicFigures
  procedures?: Procedures
  site?: Site
}

/** Fastify with our pages, as the server mounts them; ports that a test leaves out have no pages. */
export async function pagesApp(ports: PagesPorts): Promise<FastifyInstance> {
  // A browser keeps connections open that it has not used yet; a test does not wait for those.
  const app = Fastify({ forceCloseConnections: true })
  const ours = ports.site ?? site
  await app.register(helmet)
  await app.register(assets)
  app.setNotFoundHandler((request, reply) => sendProblem(ours, request, reply, 404))
  const { webChat, tickets, desk, inbox, results, procedures } = ports
  if (webChat) await app.register(chatPages, { site: ours, webChat })
  if (tickets) await app.register(ticketPages, { site: ours, tickets, now })
  if (desk) await app.register(deskPages, { site: ours, desk, now })
  if (inbox) await app.register(inboxPages, { site: ours, inbox })
  if (results) await app.register(publicPages, { site: ours, results })
  if (procedures) await app.register(procedurePages, { site: ours, procedures, now })
  return app
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47])

type Said = Omit<WebMessage, 'id' | 'at'>

/** A conversation in memory; `answer` says what the bot replies to each message. */
export function memoryChat(answer: (text: string) => Said[] = () => []) {
  const heard: (Sent & { visitor: string })[] = []
  const said = new Map<string, WebMessage[]>()
  const listeners = new Map<string, Set<() => void>>()
  const files = new Map<string, { visitor: string; bytes: Uint8Array }>()

  function say(visitor: string, message: Said): void {
    const all = said.get(visitor) ?? []
    said.set(visitor, [...all, { ...message, id: all.length + 1, at: now() }])
    for (const onNews of listeners.get(visitor) ?? []) onNews()
  }

  const webChat: WebChat = {
    async hear(visitor, message) {
      if (heard.some(({ id }) => id === message.id)) return
      heard.push({ visitor, ...message })
      const text = message.text ?? (message.location ? sentLocation : '')
      say(visitor, { from: 'citizen', text })
      for (const reply of answer(text)) say(visitor, reply)
    },
    async start(visitor, ref) {
      for (const reply of answer(`start ${ref}`)) say(visitor, reply)
    },
    async hearFile(visitor, { id, bytes }) {
      if (!Buffer.from(bytes).subarray(0, 4).equals(pngSignature)) return 'refused'
      if (files.has(id)) return 'kept'
      files.set(id, { visitor, bytes })
      say(visitor, { from: 'citizen', text: 'Ảnh', files: [{ id, kind: 'image' }] })
      return 'kept'
    },
    async file(visitor, id) {
      const file = files.get(id)
      return file?.visitor === visitor ? { type: 'image/jpeg', bytes: file.bytes } : undefined
    },
    history: async (visitor, afterId = 0) =>
      (said.get(visitor) ?? []).filter(({ id }) => id > afterId),
    listen(visitor, onNews) {
      const all = listeners.get(visitor) ?? new Set()
      listeners.set(visitor, all.add(onNews))
      return () => all.delete(onNews)
    },
  }
  return { webChat, heard, say, listeners, files }
}
