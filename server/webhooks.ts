import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Channel, type ChannelEvent, Forged } from '../adapters/channel.ts'
import { BadInput } from '../border.ts'

export interface WebhookPorts {
  /** The channels that are configured, under the last part of their address. */
  channels: Record<WebhookName, Channel | undefined>
  /** Resolves when the events are durable, in the store or in the spool. */
  keep(events: ChannelEvent[]): Promise<void>
  /** The text Facebook wants to see when it verifies the address; undefined for a wrong token. */
  challenge(query: Record<string, unknown>): string | undefined
  /** Facebook's data-deletion request; throws Forged or BadInput. The code a person can look up. */
  deletion?: ((signedRequest: unknown) => Promise<{ code: string; url: string }>) | undefined
  /** A webhook was refused: a wrong secret makes every delivery fail. */
  refused(channel: string): void
}

const webhookNames = ['zalo', 'zalo-bot', 'messenger'] as const
export type WebhookName = (typeof webhookNames)[number]

/** Platforms batch up to a thousand updates; what is longer is none of theirs. */
const bodyLimit = 5 * 1024 * 1024

/** The platforms' doors: signature, then the durable insert, then 200, and work only afterwards. */
export async function webhooks(app: FastifyInstance, ports: WebhookPorts): Promise<void> {
  await app.register(async (door) => {
    // The signature is over the bytes as they came, whatever type they claim to be.
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
      done(null, body),
    )
    for (const name of webhookNames) {
      const channel = ports.channels[name]
      door.post(`/webhooks/${name}`, { bodyLimit }, (request, reply) =>
        channel ? receive(channel, request, reply, ports) : notConfigured(reply),
      )
    }
    // Consoles and people look whether the address answers; Zalo has no handshake.
    for (const name of ['zalo', 'zalo-bot'] as const) {
      door.get(`/webhooks/${name}`, (_request, reply) =>
        ports.channels[name] ? reply.type('text/plain').send('cau-noi') : notConfigured(reply),
      )
    }
    door.get<{ Querystring: Record<string, unknown> }>('/webhooks/messenger', (request, reply) => {
      if (!ports.channels.messenger) return notConfigured(reply)
      const challenge = ports.challenge(request.query)
      return challenge === undefined
        ? reply.code(403).send({ problem: 'wrong verify token' })
        : reply.type('text/plain').send(challenge)
    })
    door.post('/webhooks/messenger/deletion', { bodyLimit }, async (request, reply) => {
      if (!ports.deletion) return notConfigured(reply)
      try {
        const form = new URLSearchParams(bodyOf(request).toString())
        const { code, url } = await ports.deletion(form.get('signed_request') ?? undefined)
        return await reply.send({ url, confirmation_code: code })
      } catch (error) {
        return refuse(error, 'messenger', reply, ports)
      }
    })
  })
}

async function receive(
  channel: Channel,
  request: FastifyRequest,
  reply: FastifyReply,
  ports: WebhookPorts,
): Promise<FastifyReply> {
  let events: ChannelEvent[]
  try {
    events = channel.receive(bodyOf(request), request.headers)
  } catch (error) {
    return refuse(error, channel.name, reply, ports)
  }
  try {
    await ports.keep(events)
  } catch (error) {
    // Neither store nor spool: the platform keeps the event and delivers it again.
    request.log.error({ err: error, channel: channel.name }, 'an authentic event could not be kept')
    return reply.code(503).send({ problem: 'try again' })
  }
  return reply.code(200).type('text/plain').send('EVENT_RECEIVED')
}

/** Nothing at all arrives as undefined. */
const bodyOf = ({ body }: FastifyRequest): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.alloc(0)

function refuse(
  error: unknown,
  channel: string,
  reply: FastifyReply,
  ports: WebhookPorts,
): FastifyReply {
  if (error instanceof Forged) {
    ports.refused(channel)
    return reply.code(401).send({ problem: 'signature' })
  }
  if (error instanceof BadInput) return reply.code(400).send({ problem: 'not a webhook body' })
  throw error
}

const notConfigured = (reply: FastifyReply): FastifyReply =>
  reply.code(404).send({ problem: 'this channel is not configured' })
