import { isObject, isText } from './fake-platform.ts'

export type Fault = [code: number, subcode: number | undefined, words: string]

export interface SentByMessenger {
  to: string
  text: string | undefined
  quickReplies: { title: string; payload: string }[]
  buttons: { title: string; url: string }[]
  picture: string | undefined
  metadata: string | undefined
  messagingType: string
  tag: string | undefined
  messageId: string
  at: Date
}

const topLevel = new Set([
  'recipient',
  'messaging_type',
  'message',
  'tag',
  'reply_to',
  'notification_type',
  'persona_id',
  'sender_action',
  'payload',
])

/** What the Send API would find wrong with a body; undefined when it is right. */
export function messageFault(body: Record<string, unknown>): Fault | undefined {
  const strange = Object.keys(body).find((key) => !topLevel.has(key))
  if (strange !== undefined) return [100, undefined, `Unexpected key "${strange}"`]
  if (body.sender_action !== undefined) {
    const known = ['typing_on', 'typing_off', 'mark_seen'].includes(String(body.sender_action))
    const alone = body.message === undefined
    return known && alone ? undefined : [100, undefined, 'sender_action is invalid']
  }
  if (!['RESPONSE', 'UPDATE', 'MESSAGE_TAG'].includes(String(body.messaging_type))) {
    return [100, undefined, 'messaging_type is required']
  }
  const { message } = body
  if (!isObject(message)) return [100, 2018015, 'message is empty']
  if ((message.text === undefined) === (message.attachment === undefined)) {
    return [100, 2018015, 'message must hold exactly one of text and attachment']
  }
  if (message.metadata !== undefined && !isText(message.metadata, 1000)) {
    return [100, undefined, 'metadata is longer than 1000']
  }
  return (
    (message.text === undefined ? attachmentFault(message.attachment) : textFault(message.text)) ??
    quickReplyFault(message.quick_replies)
  )
}

function textFault(text: unknown): Fault | undefined {
  if (typeof text !== 'string' || text.trim() === '') return [100, 2018015, 'text is empty']
  return text.length <= 2000 ? undefined : [100, undefined, 'text is longer than 2000']
}

function quickReplyFault(replies: unknown): Fault | undefined {
  if (replies === undefined) return undefined
  if (!Array.isArray(replies) || replies.length < 1 || replies.length > 13) {
    return [100, undefined, 'quick_replies must be 1 to 13']
  }
  const wrong = replies.find(
    (one) =>
      !isObject(one) ||
      one.content_type !== 'text' ||
      !isText(one.title, 20) ||
      !isText(one.payload, 1000),
  )
  return wrong === undefined ? undefined : [100, undefined, 'a quick reply is invalid']
}

function attachmentFault(attachment: unknown): Fault | undefined {
  if (!isObject(attachment) || !isObject(attachment.payload)) {
    return [100, 2018015, 'attachment is invalid']
  }
  const { type, payload } = attachment
  if (['image', 'audio', 'video', 'file'].includes(String(type))) {
    const isFetchable =
      /^https:\/\//.test(String(payload.url)) || isText(payload.attachment_id, 100)
    return isFetchable ? undefined : [100, 2018008, 'Failed to fetch the file from the url']
  }
  if (type !== 'template' || payload.template_type !== 'button') {
    return [100, undefined, 'this fake knows button templates only']
  }
  if (!isText(payload.text, 640)) return [100, undefined, 'template text must be 1 to 640']
  return buttonsFault(payload.buttons)
}

function buttonsFault(buttons: unknown): Fault | undefined {
  if (!Array.isArray(buttons) || buttons.length < 1 || buttons.length > 3) {
    return [100, 2018032, 'buttons must be 1 to 3']
  }
  const wrong = buttons.find((button) => !isObject(button) || !isButton(button))
  return wrong === undefined ? undefined : [100, 2018034, 'a button is invalid']
}

function isButton({ type, title, url, payload }: Record<string, unknown>): boolean {
  if (!isText(title, 20)) return false
  if (type === 'web_url') return /^https:\/\//.test(String(url))
  return type === 'postback' && isText(payload, 1000)
}

/** A body that has passed messageFault, as tests look at it. */
export function asSent(
  to: string,
  messageId: string,
  { message, messaging_type, tag }: Record<string, unknown>,
  at: Date,
): SentByMessenger {
  // as: messageFault has just checked these shapes.
  const { text, quick_replies, attachment, metadata } = message as {
    text?: string
    metadata?: string
    quick_replies?: SentByMessenger['quickReplies']
    attachment?: {
      payload: { text?: string; url?: string; buttons?: SentByMessenger['buttons'] }
    }
  }
  return {
    to,
    text: text ?? attachment?.payload.text,
    quickReplies: quick_replies ?? [],
    buttons: attachment?.payload.buttons ?? [],
    picture: attachment?.payload.url,
    metadata,
    messagingType: String(messaging_type),
    tag: typeof tag === 'string' ? tag : undefined,
    messageId,
    at,
  }
}
