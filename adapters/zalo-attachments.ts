import { z } from 'zod'
import type { Attachment } from './channel.ts'
import { Id, optional, parseLossless, webUrl, words } from './wire.ts'

const Coordinate = z.union([z.number(), z.string().trim().min(1)]).transform(Number)

/** Whatever it is, it counts: one that we cannot read is answered as unsupported. */
export const ZaloAttachment = z
  .object({
    type: z.string().catch(''),
    payload: optional(
      z.object({
        url: optional(z.string()),
        name: optional(z.string()),
        description: optional(z.string()),
        coordinates: optional(z.object({ latitude: Coordinate, longitude: Coordinate })),
      }),
    ),
  })
  .catch({ type: '' })

type ZaloAttachment = z.infer<typeof ZaloAttachment>

const Card = z.object({ phone: Id })

/** Zalo's attachments in our words; the event's name is needed because a business card says "link". */
export const attachmentsOf = (event: string, text: string, all: ZaloAttachment[]): Attachment[] =>
  all.map((one) => (event === 'user_send_business_card' ? cardOf(one, text) : attachmentOf(one)))

function attachmentOf({ type, payload }: ZaloAttachment): Attachment {
  const url = webUrl(payload?.url)
  const place = payload?.coordinates
  switch (type) {
    case 'image':
    case 'gif':
      return { type: 'image', ...(url && { url }) }
    case 'audio':
    case 'video':
    case 'sticker':
      return { type, ...(url && { url }) }
    case 'file':
      return { type, ...(url && { url }), ...(payload?.name && { name: words(payload.name) }) }
    case 'link':
      return {
        type,
        ...(url && { url }),
        ...(payload?.description && { name: words(payload.description) }),
      }
    case 'location':
      return place && onEarth(place) ? { type, ...place } : { type: 'unsupported' }
    default:
      return { type: 'unsupported', ...(url && { url }) }
  }
}

/** `description` is JSON inside a string: {"phone":"84…","qrCodeUrl":"…"}. */
function cardOf({ payload }: ZaloAttachment, name: string): Attachment {
  const card = Card.safeParse(parseLossless(payload?.description ?? ''))
  const url = webUrl(payload?.url)
  return {
    type: 'contact',
    ...(name && { name }),
    ...(card.success && { phone: card.data.phone }),
    ...(url && { url }),
  }
}

const onEarth = ({ latitude, longitude }: { latitude: number; longitude: number }): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
