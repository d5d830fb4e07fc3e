import { z } from 'zod'
import {
  type Attachment,
  type Capabilities,
  type Channel,
  type ChannelEvent,
  Forged,
  type Part,
  type SendResult,
} from './channel.ts'
import { post } from './http.ts'
import {
  eventKey,
  fingerprint,
  headerOf,
  Id,
  optional,
  parseLossless,
  parseObject,
  sameSecret,
  timeOf,
  webUrl,
  words,
} from './wire.ts'

export interface ZaloBotOptions {
  /** Stands in the path of every call: keep addresses out of logs. */
  token: string
  /** What Zalo sends back in X-Bot-Api-Secret-Token. */
  secret: string
  /** https://bot-api.zaloplatforms.com */
  apiUrl: string
  now?: () => Date
}

/** A bot of the Zalo Bot Platform: no buttons, no files; for a commune without an Official Account. */
export function zaloBotChannel({
  token,
  secret,
  apiUrl,
  now = () => new Date(),
}: ZaloBotOptions): Channel {
  const call = (method: string, asked: unknown, leaving?: () => void) =>
    post(`${apiUrl}/bot${token}/${method}`, {
      headers: { 'content-type': 'application/json' },
      leaving,
      body: JSON.stringify(asked),
    })

  return {
    name: 'zalo-bot',
    can: capabilities,
    receive(rawBody, headers) {
      const given = headerOf(headers, 'x-bot-api-secret-token')
      if (given === undefined || secret === '' || !sameSecret(given, secret)) {
        throw new Forged('zalo-bot webhook: the secret token is missing or wrong')
      }
      return normalise(parseObject(rawBody, 'zalo-bot webhook'), now())
    },
    async send({ id }, part: Part, { leaving }) {
      const { picture, text } = part
      const answer = picture
        ? await call(
            'sendPhoto',
            { chat_id: id, photo: picture.url, caption: picture.alt },
            leaving,
          )
        : await call('sendMessage', { chat_id: id, text }, leaving)
      if (!answer.got) {
        return { ok: false, verdict: answer.sent === 'no' ? 'retry' : 'unknown', code: answer.code }
      }
      return judged(answer.status, answer.body)
    },
    async typing({ id }) {
      await call('sendChatAction', { chat_id: id, action: 'typing' })
    },
  }
}

const capabilities: Capabilities = {
  textLimit: 2000,
  choices: { max: 0, labelLimit: 0 },
  links: { max: 0, labelLimit: 0 },
  shared: false,
  pictures: true,
}

const Update = z.object({
  event_name: z.string().catch(''),
  message: optional(
    z.object({
      chat: z.object({ id: Id, chat_type: optional(z.string()) }),
      from: optional(z.object({ is_bot: optional(z.boolean()) })),
      message_id: optional(Id),
      date: z.unknown().optional(),
      text: optional(z.string()),
      caption: optional(z.string()),
      // "photo" in the documentation, "photo_url" on the wire.
      photo: optional(z.string()),
      photo_url: optional(z.string()),
      url: optional(z.string()),
      voice_url: optional(z.string()),
    }),
  ),
})

type Message = NonNullable<z.infer<typeof Update>['message']>

function normalise(body: Record<string, unknown>, receivedAt: Date): ChannelEvent[] {
  // Documented inside {ok, result}; seen on the wire without it.
  const { event_name, message } = Update.parse(body.result ?? body)
  if (!message || !event_name.startsWith('message.') || message.from?.is_bot) return []
  // Groups are no place for a citizen's affairs.
  if (message.chat.chat_type !== undefined && message.chat.chat_type !== 'PRIVATE') return []
  const { chat, message_id: messageId, date } = message
  const text = words(message.text ?? message.caption)
  return [
    {
      kind: 'message',
      key: messageId
        ? eventKey('message', messageId)
        : eventKey('message', chat.id, fingerprint([event_name, message])),
      from: { channel: 'zalo-bot', id: chat.id },
      at: timeOf(date, receivedAt),
      text,
      attachments: attachmentsOf(event_name, message, text),
      ...(messageId && { messageId }),
    },
  ]
}

function attachmentsOf(event: string, message: Message, text: string): Attachment[] {
  const one = (type: Attachment['type'], address: string | undefined): Attachment[] => {
    const url = webUrl(address)
    return [{ type, ...(url && { url }) }]
  }
  switch (event) {
    case 'message.image.received':
      return one('image', message.photo_url ?? message.photo)
    case 'message.sticker.received':
      return one('sticker', message.url)
    case 'message.voice.received':
      return one('audio', message.voice_url)
    case 'message.text.received':
      return text === '' ? [{ type: 'unsupported' }] : []
    default:
      // Zalo withholds the words of children and other protected people: they need a human way.
      return [{ type: 'unsupported' }]
  }
}

const Reply = z.object({
  ok: z.boolean(),
  result: optional(z.object({ message_id: optional(Id) })),
  error_code: optional(z.coerce.number()),
  errorCode: optional(z.coerce.number()),
})

const verdicts: Record<number, Extract<SendResult, { ok: false }>['verdict']> = {
  400: 'never',
  401: 'wake',
  // Described by Zalo as "Internal server error".
  403: 'retry',
  404: 'wake',
  408: 'retry',
  429: 'too-fast',
}

function judged(status: number, body: string): SendResult {
  const reply = Reply.safeParse(parseLossless(body))
  if (reply.success && reply.data.ok) {
    const id = reply.data.result?.message_id
    return { ok: true, ...(id && { messageId: id }) }
  }
  const told = reply.success ? (reply.data.error_code ?? reply.data.errorCode) : undefined
  const code = told ?? status
  // Without Zalo's own word, neither a yes nor a server fault proves anything about the message.
  const isDoubt = !reply.success && (status < 300 || status >= 500)
  const verdict = verdicts[code] ?? (isDoubt ? 'unknown' : 'retry')
  return {
    ok: false,
    verdict,
    code: told === undefined ? `http-${status}` : String(code),
    ...(verdict === 'too-fast' && { retryAfterMs: 60_000 }),
  }
}
