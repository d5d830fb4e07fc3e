import { z } from 'zod'
import type { ChannelEvent, Citizen } from './channel.ts'
import { eventKey, fingerprint, Id, optional, timeOf, words } from './wire.ts'
import { attachmentsOf, ZaloAttachment } from './zalo-attachments.ts'

/** Choices come back as typed text: this prefix, which nobody types, tells them apart. */
export const payloadPrefix = '#v1:'

const Party = z.object({ id: Id, admin_id: optional(Id) })

const Message = z.object({
  msg_id: optional(Id),
  text: optional(z.string()),
  quote_msg_id: optional(Id),
  attachments: optional(z.array(ZaloAttachment)),
})

const Info = z.object({
  name: optional(z.string()),
  phone: optional(Id),
  address: optional(z.string()),
  ward: optional(z.string()),
  district: optional(z.string()),
  city: optional(z.string()),
  full_address: optional(
    z.object({
      user_address: optional(z.string()),
      user_ward: optional(z.string()),
      user_city: optional(z.string()),
    }),
  ),
})

const Event = z.object({
  event_name: z.string().catch(''),
  timestamp: z.unknown().optional(),
  oa_id: optional(Id),
  user_id: optional(Id),
  sender: optional(Party),
  recipient: optional(Party),
  follower: optional(Party),
  message: optional(Message),
  info: optional(Info),
})

type Event = z.infer<typeof Event>

/** An authentic event in our words; empty when no citizen acted or the event is another OA's. */
export function normalise(body: unknown, oaId: string, receivedAt: Date): ChannelEvent[] {
  const event = Event.parse(body)
  const name = event.event_name
  // Groups, website visitors without consent and phone calls are not conversations of ours.
  if (/_group_|anonymous|_consent$|_call/.test(name)) return []
  if (name.startsWith('user_send_')) return spoken(event, oaId, receivedAt)
  if (name.startsWith('oa_send_')) return echoed(event, oaId, receivedAt)
  if (event.oa_id !== undefined && event.oa_id !== oaId) return []

  const at = timeOf(event.timestamp, receivedAt)
  const heard = (id: string) => ({
    key: eventKey(name, String(event.timestamp), id),
    from: zaloCitizen(id),
    at,
  })
  const person = event.follower?.id ?? event.user_id
  switch (name) {
    case 'follow':
    case 'user_click_chatnow':
      return person ? [{ kind: 'start', ...heard(person) }] : []
    case 'unfollow':
      return person ? [{ kind: 'leave', ...heard(person) }] : []
    case 'user_withdraw':
      return person ? [{ kind: 'withdraw', ...heard(person) }] : []
    case 'user_submit_info':
      return submitted(event, oaId, receivedAt)
    case 'permission_revoked':
      return [
        {
          kind: 'alarm',
          key: eventKey(name, String(event.timestamp)),
          channel: 'zalo',
          at,
          reason:
            'zalo: the OA has withdrawn its permission from the app; an OA admin must consent again: run cau-noi setup zalo',
        },
      ]
    default:
      // Receipts, reactions, tags, templates, shop events and whatever comes next: nobody spoke.
      return []
  }
}

function spoken(event: Event, oaId: string, receivedAt: Date): ChannelEvent[] {
  const { event_name, timestamp, sender, recipient } = event
  const message = event.message ?? {}
  if (!sender || recipient?.id !== oaId) return []
  const text = words(message.text)
  const attachments = attachmentsOf(event_name, text, message.attachments ?? [])
  const isCard = attachments.some(({ type }) => type === 'contact')
  // A kind of message we do not know yet still gets an honest answer.
  if (text === '' && attachments.length === 0) attachments.push({ type: 'unsupported' })
  return [
    {
      kind: 'message',
      key: message.msg_id
        ? eventKey(event_name, message.msg_id)
        : eventKey(event_name, String(timestamp), sender.id, fingerprint(message)),
      from: zaloCitizen(sender.id),
      at: timeOf(timestamp, receivedAt),
      // A business card's text is the name on the card, not the citizen's words.
      text: isCard ? '' : text,
      ...(text.startsWith(payloadPrefix) && { payload: text.slice(payloadPrefix.length) }),
      attachments,
      ...(message.msg_id && { messageId: message.msg_id }),
      ...(message.quote_msg_id && { quotes: message.quote_msg_id }),
    },
  ]
}

/** Zalo echoes what the OA says; `admin_id` marks a person at the OA's own chat tool. */
function echoed(event: Event, oaId: string, receivedAt: Date): ChannelEvent[] {
  const { event_name, timestamp, sender, recipient, message } = event
  if (!recipient || sender?.id !== oaId) return []
  const heard = {
    key: message?.msg_id
      ? eventKey(event_name, message.msg_id)
      : eventKey(event_name, String(timestamp), recipient.id),
    from: zaloCitizen(recipient.id),
    at: timeOf(timestamp, receivedAt),
  }
  if (sender.admin_id) return [{ kind: 'officer-spoke', ...heard }]
  return [
    {
      kind: 'echo',
      ...heard,
      ...(message?.msg_id && { messageId: message.msg_id }),
      ...(message?.text && { text: words(message.text) }),
    },
  ]
}

/** The answer to a request for contact data, in its present and its older flat form. */
function submitted(event: Event, oaId: string, receivedAt: Date): ChannelEvent[] {
  const { event_name, timestamp, sender, recipient, info } = event
  if (!sender || recipient?.id !== oaId || !info) return []
  const { user_address, user_ward, user_city } = info.full_address ?? {}
  const address = [
    user_address ?? info.address,
    user_ward ?? info.ward,
    info.district,
    user_city ?? info.city,
  ]
    .map(words)
    .filter((part) => part !== '')
    .join(', ')
  const name = words(info.name)
  return [
    {
      kind: 'message',
      key: eventKey(event_name, String(timestamp), sender.id),
      from: zaloCitizen(sender.id),
      at: timeOf(timestamp, receivedAt),
      text: '',
      attachments: [],
      shared: {
        ...(name && { name }),
        ...(info.phone && { phone: info.phone }),
        ...(address && { address }),
      },
    },
  ]
}

const zaloCitizen = (id: string): Citizen => ({ channel: 'zalo', id })
