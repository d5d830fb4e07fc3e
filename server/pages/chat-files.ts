import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { parse } from '../../border.ts'
import { sendFile } from './send-file.ts'
import { visitorOf } from './visitor.ts'
import type { WebChat } from './web-chat.ts'

/** Of one file, as everywhere. */
export const largestFile = 20 * 1024 * 1024

const Named = z.object({ id: z.string().regex(/^[\w-]{8,64}$/) })

interface FileParts {
  webChat: WebChat
  /** The visitor who may write now; otherwise the answer has been given. */
  writer(request: FastifyRequest, reply: FastifyReply): Promise<string | undefined>
}

/** Photos, videos and documents of the chat page: the bytes alone are the body, their name is never read. */
export async function chatFiles(app: FastifyInstance, { webChat, writer }: FileParts) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    /^(?:image\/|video\/|application\/(?:pdf|octet-stream))/,
    { parseAs: 'buffer', bodyLimit: largestFile },
    (_request, body, done) => done(null, body),
  )

  app.post('/chat/files', async (request, reply) => {
    const visitor = await writer(request, reply)
    if (!visitor) return reply
    const { id } = parse(Named, request.query, 'chat file name')
    // as: the only parser here gives bytes; a request without a body has none.
    const bytes = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
    const verdict = await webChat.hearFile(visitor, { id, bytes })
    if (verdict === 'kept') return reply.code(202).send({ kept: true })
    return reply
      .code(415)
      .send({ problem: 'Chỉ nhận ảnh, video MP4 hoặc PDF không có phần tự chạy.' })
  })

  app.get('/chat/files/:id', async (request, reply) => {
    const visitor = visitorOf(request)
    const { id } = parse(Named, request.params, 'chat file name')
    const file = visitor && (await webChat.file(visitor, id))
    if (!file) return reply.code(404).send()
    return sendFile(reply, 'tep-da-gui', file)
  })
}
