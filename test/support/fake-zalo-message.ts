import { isObject, isText } from './fake-platform.ts'

export interface ZaloButton {
  title: string
  type: string
  payload: unknown
}

export interface ZaloMessage {
  text?: string
  attachment?: {
    type: string
    payload: {
      template_type?: string
      buttons?: ZaloButton[]
      elements?: { media_type: string; url: string }[]
    }
  }
}

type Fault = [code: number, message: string]

/** What Zalo would find wrong with a body for /message/cs; undefined when it is right. */
export function faultOf(
  body: unknown,
  buttons: 'accepted' | 'refused-tier' | 'refused-shape',
): Fault | undefined {
  if (!isObject(body) || !isObject(body.recipient) || !isObject(body.message)) {
    return [-201, 'Missing recipient or message params']
  }
  if (!isText(body.recipient.user_id, 64)) return [-201, 'Missing user_id params']
  const { text, attachment, quote_message_id, ...unknown } = body.message
  const strange = Object.keys(unknown)[0]
  if (strange !== undefined) return [-201, `Unknown param ${strange}`]
  if (quote_message_id !== undefined && !isText(quote_message_id, 64)) {
    return [-201, 'quote_message_id is invalid']
  }
  if (text !== undefined && typeof text !== 'string') return [-201, 'text is invalid']
  if (typeof text === 'string' && text.normalize('NFC').length > 2000) {
    return [-210, 'text exceeds the maximum limit']
  }
  if (attachment === undefined) {
    return typeof text === 'string' && text.trim() !== ''
      ? undefined
      : [-201, 'Missing text params']
  }
  return attachmentFault(attachment, text, buttons)
}

function attachmentFault(attachment: unknown, text: unknown, allowed: string): Fault | undefined {
  if (!isObject(attachment) || !isObject(attachment.payload)) {
    return [-201, 'Missing attachment params']
  }
  const { type, payload } = attachment
  if (type === 'file')
    return isText(payload.token, 1000) ? undefined : [-201, 'Missing token params']
  if (type !== 'template') return [-201, 'attachment type is invalid']
  switch (payload.template_type) {
    case 'media':
      return mediaFault(payload.elements)
    case 'request_user_info':
      return Array.isArray(payload.elements) && payload.elements.length === 1
        ? undefined
        : [-201, 'exactly one element is allowed']
    case undefined:
      if (allowed === 'refused-shape') return [-201, 'Missing template_type params']
      if (allowed === 'refused-tier') return [-224, 'The OA needs to upgrade OA Tier Package']
      if (!isText(text, 2000)) return [-201, 'Missing text params']
      return buttonsFault(payload.buttons)
    default:
      return [-201, 'template_type is invalid']
  }
}

function mediaFault(elements: unknown): Fault | undefined {
  const [element] = Array.isArray(elements) ? elements : []
  if (!isObject(element)) return [-201, 'Missing elements params']
  const isKnown = ['image', 'gif', 'sticker'].includes(String(element.media_type))
  const hasSource = isText(element.url, 2000) || isText(element.attachment_id, 2000)
  return isKnown && hasSource ? undefined : [-201, 'element is invalid']
}

function buttonsFault(buttons: unknown): Fault | undefined {
  if (!Array.isArray(buttons) || buttons.length === 0) return [-201, 'Missing template_type params']
  if (buttons.length > 5) return [-210, 'buttons exceed the maximum limit']
  for (const button of buttons) {
    if (!isObject(button) || !isText(button.title, 100)) return [-210, 'title exceeds the limit']
    if (!payloadFits(button)) return [-201, 'button payload is invalid']
  }
  return undefined
}

function payloadFits({ type, payload }: Record<string, unknown>): boolean {
  switch (type) {
    case 'oa.query.show':
    case 'oa.query.hide':
      return isText(payload, 1000)
    case 'oa.open.url':
      return isObject(payload) && /^https?:\/\//.test(String(payload.url))
    case 'oa.open.phone':
      return isObject(payload) && /^84\d{8,10}$/.test(String(payload.phone_code))
    case 'oa.open.sms':
      return isObject(payload) && isText(payload.content, 160)
    default:
      return false
  }
}
