import { z } from 'zod'
import type { ChannelEvent, Citizen } from './channel.ts'
import { contentOf, MessengerAttachment } from './messenger-attachments.ts'
import { eventKey, fingerprint, Id, optional, timeOf, words } from './wire.ts'

/** Marks what we sent: an echo that carries it is ours, whatever app id stands beside it. */
export const metadataPrefix = 'cau-noi:'

const Party = z.object({ id: optional(Id) })
const Referral = z.object({ ref: optional(z.string()) })
const Control = z.object({ new_owner_app_id: optional(Id) })
const Enforcement = z.object({ action: z.string().catch('unknown') })

const Message = z.object({
  mid: Id,
  text: optional(z.string()),
  quick_reply: optional(z.object({ payload: z.string() })),
  reply_to: optional(z.object({ mid: optional(Id) })),
  attachments: optional(z.array(MessengerAttachment)),
  referral: optional(Referral),
  is_echo: optional(z.boolean()),
  is_deleted: optional(z.boolean()),
  app_id: optional(Id),
  metadata: optional(z.string()),
})

const Postback = z.object({
  mid: optional(Id),
  title: optional(z.string()),
  payload: optional(z.string()),
  referral: optional(Referral),
})

const Item = z.object({
  sender: optional(Party),
  recipient: optional(Party),
  timestamp: z.unknown().optional(),
  message: optional(Message),
  message_edit: optional(z.object({ mid: Id, text: optional(z.string()), num_edit: optional(Id) })),
  postback: optional(Postback),
  referral: optional(Referral),
  optin: optional(z.object({ ref: optional(z.string()), type: optional(z.string()) })),
  pass_thread_control: optional(Control),
  take_thread_control: optional(Control),
  policy_enforcement: optional(Enforcement),
  'policy-enforcement': optional(Enforcement),
})

type Item = z.infer<typeof Item>

const Body = z.object({ entry: z.array(z.unknown()).catch([]) })

const Entry = z.object({
  id: optional(Id),
  time: z.unknown().optional(),
  messaging: z.array(z.unknown()).catch([]),
  standby: z.array(z.unknown()).catch([]),
})

interface Account {
  pageId: string
  appId: string
}

/** What stands around one item: who, when, and how its key is made. */
interface Heard {
  key: (...parts: string[]) => string
  from: Citizen
  at: Date
  silent?: true
}

/** All events of one delivery, in the order in which people acted. */
export function normalise(body: unknown, account: Account, receivedAt: Date): ChannelEvent[] {
  const events = Body.parse(body).entry.flatMap((wire) => entryOf(wire, account, receivedAt))
  const once = new Map(events.toReversed().map((event) => [event.key, event]))
  return [...once.values()].reverse().sort((one, other) => one.at.getTime() - other.at.getTime())
}

function entryOf(wire: unknown, account: Account, receivedAt: Date): ChannelEvent[] {
  const entry = Entry.safeParse(wire)
  // One app may serve several Pages. `changes` (comments, the dashboard's test) is no conversation.
  if (!entry.success || entry.data.id !== account.pageId) return []
  const { time, messaging, standby } = entry.data
  const sentAt = timeOf(time, receivedAt)
  return [
    ...messaging.flatMap((item) => itemOf(item, account, sentAt, {})),
    ...standby.flatMap((item) => itemOf(item, account, sentAt, { silent: true })),
  ]
}

function itemOf(
  wire: unknown,
  account: Account,
  sentAt: Date,
  silent: { silent?: true },
): ChannelEvent[] {
  const parsed = Item.safeParse(wire)
  if (!parsed.success) return []
  const item = parsed.data
  const at = timeOf(item.timestamp, sentAt)
  const enforced = item.policy_enforcement ?? item['policy-enforcement']
  if (enforced) return [alarm(enforced.action, account, at)]

  const psid = personOf(item, account.pageId)
  if (psid === undefined) return []
  const heard: Heard = {
    // The whole body is no key: a repeat may carry another entry.time and other picture addresses.
    key: (kind, ...parts) => eventKey(account.pageId, kind, ...parts),
    from: { channel: 'messenger', id: psid },
    at,
    ...silent,
  }
  return eventsOf(item, account, heard)
}

function eventsOf(item: Item, account: Account, heard: Heard): ChannelEvent[] {
  const { message, message_edit: edit, postback, referral, optin } = item
  const { key, from, at, silent } = heard
  const about = { from, at, ...(silent && { silent }) }
  // Only of what we read: a repeat may bring another address for an advertisement's picture.
  const loose = (kind: string, what: unknown) =>
    key(kind, from.id, String(at.getTime()), fingerprint(what))

  if (message?.is_echo) return [echoed(message, account, heard)]
  if (message?.is_deleted) {
    return [{ kind: 'unsend', key: key('del', message.mid), ...about, target: message.mid }]
  }
  if (message) return [spoken(message, heard)]
  if (edit) {
    const once = key('edit', edit.mid, edit.num_edit ?? fingerprint(edit.text))
    return [{ kind: 'edit', key: once, ...about, target: edit.mid, text: words(edit.text) }]
  }
  if (postback) {
    const { mid, title, payload } = postback
    const id = mid
      ? key('msg', mid)
      : key('pb', from.id, String(at.getTime()), fingerprint([payload, title]))
    return [pressed(postback, id, about)]
  }
  if (referral)
    return [{ kind: 'start', key: loose('referral', referral), ...about, ...refOf(referral) }]
  // With a type it is a subscription to notifications, which we never send.
  if (optin && !optin.type)
    return [{ kind: 'start', key: loose('optin', optin), ...about, ...refOf(optin) }]
  const control = item.pass_thread_control ?? item.take_thread_control
  if (control) {
    const ours = control.new_owner_app_id === account.appId
    return [{ kind: 'control', key: loose('control', control), ...about, ours }]
  }
  // Deliveries, reads, reactions, feedback, account links and whatever comes next: nobody spoke.
  return []
}

function spoken(message: z.infer<typeof Message>, { key, from, at, silent }: Heard): ChannelEvent {
  const { mid, quick_reply, reply_to, referral } = message
  const { text, attachments } = contentOf(message.text, message.attachments ?? [])
  if (text === '' && attachments.length === 0) attachments.push({ type: 'unsupported' })
  return {
    kind: 'message',
    key: key('msg', mid),
    from,
    at,
    ...(silent && { silent }),
    text,
    // Shared phone numbers and addresses come as a quick reply whose payload is the text.
    ...(quick_reply && quick_reply.payload !== message.text && { payload: quick_reply.payload }),
    attachments,
    messageId: mid,
    ...(reply_to?.mid && { quotes: reply_to.mid }),
    ...(referral && refOf(referral)),
  }
}

function pressed(
  { mid, title, payload, referral }: z.infer<typeof Postback>,
  key: string,
  about: { from: Citizen; at: Date; silent?: true },
): ChannelEvent {
  const ref = referral ? refOf(referral) : {}
  if (payload === 'GET_STARTED') return { kind: 'start', key, ...about, ...ref }
  return {
    kind: 'message',
    key,
    ...about,
    text: words(title),
    ...(payload && { payload }),
    attachments: [],
    ...(mid && { messageId: mid }),
    ...ref,
  }
}

/** The Page spoke: we, or a person in its inbox, or another app. */
function echoed(
  { mid, app_id, metadata, text }: z.infer<typeof Message>,
  { appId }: Account,
  { key, from, at, silent }: Heard,
): ChannelEvent {
  const about = { key: key('msg', mid), from, at, ...(silent && { silent }) }
  const marked = metadata?.startsWith(metadataPrefix)
  if (app_id !== appId && !marked) return { kind: 'officer-spoke', ...about }
  return {
    kind: 'echo',
    ...about,
    messageId: mid,
    ...(marked && metadata && { metadata: metadata.slice(metadataPrefix.length) }),
    ...(text && { text: words(text) }),
  }
}

const alarm = (action: string, { pageId }: Account, at: Date): ChannelEvent => ({
  kind: 'alarm',
  key: eventKey(pageId, 'policy', String(at.getTime()), action),
  channel: 'messenger',
  at,
  reason: `messenger: Facebook's policy enforcement says "${words(action).slice(0, 40)}" for this Page`,
})

/** The id that is not the Page's; in an echo the citizen is the recipient. */
function personOf({ sender, recipient }: Item, pageId: string): string | undefined {
  if (sender?.id === pageId) return recipient?.id === pageId ? undefined : recipient?.id
  // Addressed to another Page than the entry says: not for us.
  return recipient?.id === undefined || recipient.id === pageId ? sender?.id : undefined
}

const refOf = ({ ref }: { ref?: string | undefined }): { ref?: string } => (ref ? { ref } : {})
