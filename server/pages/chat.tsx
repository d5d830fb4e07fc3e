import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { BadInput, parse } from '../../border.ts'
import { chatFiles, largestFile } from './chat-files.ts'
import { answered, formId, isForm } from './chat-form.ts'
import { ChatPage, longestText } from './chat-page.tsx'
import { chatStreams } from './chat-stream.ts'
import { acceptForms } from './forms.ts'
import type { Site } from './layout.tsx'
import { problemWords, sendProblem } from './problem.tsx'
import { readRef } from './ref.ts'
import { isSameOrigin } from './same-origin.ts'
import { sendPage } from './send-page.ts'
import { visitorOf, welcomeVisitor } from './visitor.ts'
import type { WebChat } from './web-chat.ts'

const minuteMs = 60_000
/** Many citizens may share one address: an office, a school, a mobile network. */
const limits = { visitorPerMinute: 20, addressPerMinute: 240 }
/** Twice the greatest text in JSON escapes, and the rest of the form. */
const bodyLimit = 32 * 1024
const Sent = z
  .object({
    id: z.string().regex(/^[\w-]{8,64}$/),
    text: z.string().trim().max(longestText).optional(),
    payload: z.string().max(1000).optional(),
    location: z
      .object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
      .optional(),
  })
  .refine(({ text, payload, location }) => text || payload || location, 'nothing was sent')

const After = z.object({ sau: z.coerce.number().int().nonnegative().default(0) })

interface ChatPorts {
  site: Site
  webChat: WebChat
}

/** `?hoi=1.001193` of a printed code: the question stands in the field, and is sent by its citizen. */
function procedureAsked(query: unknown): string | undefined {
  const { hoi } = Object(query)
  return typeof hoi === 'string' && /^\d\.\d{6}(?:\.\w{1,6})?$/.test(hoi) ? hoi : undefined
}

/** The web chat: its page, what a citizen sends, and the stream of what is said. */
export async function chatPages(app: FastifyInstance, { site, webChat }: ChatPorts): Promise<void> {
  await acceptForms(app)
  if (!app.hasDecorator('createRateLimit')) await app.register(rateLimit, { global: false })
  const ofVisitor = app.createRateLimit({
    max: limits.visitorPerMinute,
    timeWindow: minuteMs,
    keyGenerator: (request) => visitorOf(request) ?? '',
  })
  const ofAddress = app.createRateLimit({ max: limits.addressPerMinute, timeWindow: minuteMs })
  const secure = new URL(site.publicUrl).protocol === 'https:'
  const streams = chatStreams(webChat)

  app.addHook('preClose', async () => streams.close())

  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status = error instanceof BadInput ? 400 : (error.statusCode ?? 500)
    if (status >= 500) request.log.error({ err: error }, 'chat page')
    return refuse(request, reply, status)
  })

  app.get('/chat', async (request, reply) => {
    const embedded = 'nhung' in (request.query as object)
    const visitor = welcomeVisitor(request, reply, { embedded, secure })
    const ref = readRef(Object(request.query).start)
    if (ref) {
      const before = (await webChat.history(visitor)).at(-1)?.id ?? 0
      await webChat.start(visitor, ref)
      await answered(webChat, visitor, before)
      // Without the reference: whoever loads the page again goes on, and does not begin anew.
      return reply.redirect(embedded ? '/chat?nhung' : '/chat#cuoi', 303)
    }
    const messages = await webChat.history(visitor)
    const about = procedureAsked(request.query)
    const page = <ChatPage site={site} messages={messages} embedded={embedded} about={about} />
    return sendPage(reply, page, embedded ? { frameAncestors: secure ? 'https:' : '*' } : {})
  })

  app.post('/chat/messages', { bodyLimit }, async (request, reply) => {
    const visitor = await writer(request, reply)
    if (!visitor) return reply
    const { id, text, payload, location } = parse(Sent, request.body, 'chat message')
    const form = isForm(request)
    const before = form ? ((await webChat.history(visitor)).at(-1)?.id ?? 0) : 0
    await webChat.hear(visitor, {
      id: form ? formId(id, text, payload) : id,
      ...(text && { text: text.normalize('NFC') }),
      ...(payload && { payload }),
      ...(location && { location }),
    })
    if (!form) return reply.code(202).send({ kept: true })
    await answered(webChat, visitor, before)
    return reply.redirect('/chat#cuoi', 303)
  })

  app.get('/chat/history', async (request, reply) => {
    const visitor = visitorOf(request)
    if (!visitor) return refuse(request, reply, 401)
    const { sau } = parse(After, request.query, 'chat history query')
    return reply
      .header('cache-control', 'no-store')
      .send({ messages: await webChat.history(visitor, sau) })
  })

  app.get('/chat/stream', async (request, reply) => {
    const visitor = visitorOf(request)
    if (!visitor) return refuse(request, reply, 401)
    // On its own reconnection the browser tells the last event; the query is of the page's time.
    const last = request.headers['last-event-id']
    const { sau } = parse(After, last ? { sau: last } : request.query, 'chat stream position')

    reply.hijack()
    streams.open(reply.raw, visitor, sau, (error) =>
      request.log.error({ err: error }, 'chat stream'),
    )
  })

  app.get('/chat/embed.js', async (_request, reply) =>
    reply.header('cross-origin-resource-policy', 'cross-origin').sendFile('embed.js'),
  )

  await app.register(chatFiles, { webChat, writer })

  /** Who may write now. Undefined: not they, or not now, and the answer says so. */
  async function writer(request: FastifyRequest, reply: FastifyReply) {
    const visitor = visitorOf(request)
    const status = isSameOrigin(request, site.publicUrl) ? (visitor ? undefined : 401) : 403
    if (status) return void (await refuse(request, reply, status))
    for (const limit of [ofVisitor, ofAddress]) {
      const use = await limit(request)
      if (!use.isAllowed && use.isExceeded) {
        reply.header('retry-after', use.ttlInSeconds)
        return void (await refuse(request, reply, 429))
      }
    }
    return visitor
  }

  async function refuse(request: FastifyRequest, reply: FastifyReply, status: number) {
    if (request.method === 'GET') return sendProblem(site, request, reply, status)
    const problem = problemSentence(status)
    if (!isForm(request)) return reply.code(status).send({ problem })
    const visitor = visitorOf(request)
    const messages = visitor && status < 500 ? await webChat.history(visitor) : []
    const page = <ChatPage site={site} messages={messages} embedded={false} problem={problem} />
    return sendPage(reply, page, { status })
  }
}

function problemSentence(status: number): string {
  if (status === 413)
    return `Chưa gửi được. Mỗi tin nhắn dài nhất ${longestText} ký tự, mỗi tệp lớn nhất ${largestFile / 1024 / 1024} MB.`
  if (status === 415) return 'Chỉ nhận ảnh, video MP4 hoặc PDF.'
  if (status === 400) return `Chưa gửi được. Mỗi tin nhắn dài nhất ${longestText} ký tự.`
  const { title, text } = problemWords(status)
  return `${title}. ${text}`
}
