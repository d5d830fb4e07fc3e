/** The contract of a channel: a platform's words on one side, ours on the other. */

export const channelNames = ['zalo', 'zalo-bot', 'messenger', 'web', 'console'] as const
export type ChannelName = (typeof channelNames)[number]

/** One person on one channel. `id` is the platform's own, always a string (19 digits do not fit a number). */
export interface Citizen {
  channel: ChannelName
  id: string
}

export type AttachmentType =
  | 'image'
  | 'audio'
  | 'video'
  | 'file'
  | 'sticker'
  | 'location'
  | 'contact'
  | 'link'
  | 'unsupported'

export interface Attachment {
  type: AttachmentType
  url?: string
  name?: string
  /** Of a contact: a third person's number, personal data. */
  phone?: string
  latitude?: number
  longitude?: number
  /** The id of our own copy, for what has one: a picture, a video, a document. */
  file?: string
}

interface Heard {
  /** Unique within the channel: the platform may deliver the same event five times. */
  key: string
  from: Citizen
  /** When the citizen acted, by the platform's clock. */
  at: Date
  /** Another application owns the thread (Messenger's standby): keep it, answer nothing. */
  silent?: true
}

/** What reaches a citizen's lane. */
export type Incoming = Heard &
  (
    | {
        /** Words, files, or a pressed choice. */
        kind: 'message'
        text: string
        /** The payload of a pressed button, menu item or quick reply; may be typed by hand on Zalo. */
        payload?: string
        attachments: Attachment[]
        /** The platform's id of this message, and of the one it quotes. */
        messageId?: string
        quotes?: string
        /** The QR code, link or advertisement this message came through. */
        ref?: string
        /** What the citizen chose to share when asked for contact data (Zalo's user_submit_info). */
        shared?: { name?: string; phone?: string; address?: string }
      }
    /** Follow, "get started", opening through a link or an advertisement; `ref` from a QR code. */
    | { kind: 'start'; ref?: string }
    | { kind: 'edit'; target: string; text: string }
    | { kind: 'unsend'; target: string }
    /** A person wrote in the page's inbox or the OA's tool: the bot falls silent. */
    | { kind: 'officer-spoke' }
    /** Another application took the thread over (`ours: false`) or gave it back. */
    | { kind: 'control'; ours: boolean }
    /** The citizen unfollowed: nothing may be sent until they come back. */
    | { kind: 'leave' }
    /** The citizen withdrew consent at the platform: erasure begins. */
    | { kind: 'withdraw' }
    /** Our own message came back: proof that a send in doubt went out. */
    | { kind: 'echo'; messageId?: string; metadata?: string; text?: string }
  )

export type Spoken = Extract<Incoming, { kind: 'message' }>

/** The platform tells the operator something: permission revoked, page restricted. */
export interface Alarm {
  kind: 'alarm'
  key: string
  channel: ChannelName
  at: Date
  reason: string
}

export type ChannelEvent = Incoming | Alarm

/** A tap or a number the citizen can answer with. `payload` comes back as Incoming.payload. */
export interface Choice {
  label: string
  payload: string
}

export interface Link {
  label: string
  url: string
}

/** What the bot wants to say, before any channel's limits. */
export interface Reply {
  text: string
  choices?: Choice[]
  links?: Link[]
  pictures?: { url: string; alt: string }[]
  /** Written by a person: decides which windows may be used (Messenger's HUMAN_AGENT). */
  human?: boolean
}

/** One message as a channel can show it: the product of render(). */
export interface Part {
  text?: string
  choices?: Choice[]
  links?: Link[]
  picture?: { url: string; alt: string }
}

export interface Capabilities {
  /** Greatest length of one text, in UTF-16 units. */
  textLimit: number
  /** Greatest length of a text inside a button template, where it differs. */
  textLimitWithButtons?: number
  /** 0: choices are shown as a numbered list. */
  choices: { max: number; labelLimit: number }
  /** Links as buttons; 0: they stand in the text. */
  links: { max: number; labelLimit: number }
  /** Choices and links share one row of buttons, as on Zalo and in Messenger's template. */
  shared: boolean
  pictures: boolean
}

/** By which way a message goes; decided by window.ts just before sending. */
export type Way = 'reply' | 'human-agent'

export type SendResult =
  | { ok: true; messageId?: string; charged?: boolean }
  | {
      ok: false
      /**
       * retry: later, a few times · too-fast: wait, then the same · never: not this message ·
       * re-plan: the window is closed · wake: a person must mend the channel (token, permission) ·
       * unknown: it may have arrived, do not repeat blindly.
       */
      verdict: 'retry' | 'too-fast' | 'never' | 're-plan' | 'wake' | 'unknown'
      /** The platform's code, for logs and the stuck list; never its words. */
      code: string
      retryAfterMs?: number
    }

export interface SendOptions {
  way: Way
  metadata: string
  /** Called when the first byte is about to leave this machine: until then it is provably unsent. */
  leaving?: (() => void) | undefined
}

export interface Channel {
  name: ChannelName
  /** Read it for every reply: a platform may refuse buttons from one day to the next. */
  readonly can: Capabilities
  /**
   * A webhook's body → events; empty when nobody spoke.
   * Throws Forged for a missing or wrong signature, BadInput for a body that is no JSON object.
   */
  receive(rawBody: Buffer, headers: Record<string, string | string[] | undefined>): ChannelEvent[]
  /** `metadata` comes back in the platform's echo where it has one. Never throws: errors are data. */
  send(to: Citizen, part: Part, options: SendOptions): Promise<SendResult>
  /** Shows that an answer is coming, where the channel can; failures do not matter. */
  typing?(to: Citizen): Promise<void>
}

/** The signature is missing or wrong: 401, nothing is kept. */
export class Forged extends Error {
  override name = 'Forged'
}

/** `messenger:24…`: the key of a citizen's lane, session and tickets. */
export const citizenKey = ({ channel, id }: Citizen): string => `${channel}:${id}`

export function citizenOf(key: string): Citizen {
  const colon = key.indexOf(':')
  // as: citizenKey made the string, so what stands before the colon is a channel's name.
  return { channel: key.slice(0, colon) as ChannelName, id: key.slice(colon + 1) }
}
