import { z } from 'zod'
import type { Attachment } from './channel.ts'
import { Id, optional, webUrl, words } from './wire.ts'

/** Whatever it is, it counts: one that we cannot read is answered as unsupported. */
export const MessengerAttachment = z
  .object({
    type: z.string().catch(''),
    title: optional(z.string()),
    url: optional(z.string()),
    URL: optional(z.string()),
    // A link's payload may be null, a bare text, or absent.
    payload: z
      .union([
        z.object({
          url: optional(z.string()),
          title: optional(z.string()),
          sticker_id: optional(Id),
          coordinates: optional(z.object({ lat: z.number(), long: z.number() })),
        }),
        z.string().transform((url) => ({ url })),
      ])
      .optional()
      .catch(undefined),
  })
  .catch({ type: '' })

type MessengerAttachment = z.infer<typeof MessengerAttachment>

const thumbsUp = new Set(['369239263222822', '369239343222814', '369239383222810'])

/** A message's words and attachments; a thumb sticker is the word 👍, which flows understand as yes. */
export function contentOf(
  rawText: string | undefined,
  wire: MessengerAttachment[],
): { text: string; attachments: Attachment[] } {
  const text = words(rawText)
  const stickers = wire.map(stickerOf)
  const attachments = wire
    // In 2026 a sticker came twice in one message, as itself and as an image: count it once.
    .filter((_, index) => {
      const id = stickers[index]
      return id === undefined || stickers.indexOf(id) === index
    })
    .map((one) => attachmentOf(one))
    // A link's preview that we cannot read adds nothing to the words beside it.
    .filter(({ type }) => text === '' || type !== 'unsupported')
  const liked = stickers.some((id) => id !== undefined && thumbsUp.has(id))
  return { text: text === '' && liked ? '👍' : text, attachments }
}

function attachmentOf(one: MessengerAttachment): Attachment {
  const { type, payload } = one
  const place = payload && 'coordinates' in payload ? payload.coordinates : undefined
  const url = webUrl(payload?.url)
  if (stickerOf(one) !== undefined) return { type: 'sticker', ...(url && { url }) }
  switch (type) {
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
    case 'sticker':
      return { type, ...(url && { url }) }
    case 'location':
      return place ? { type, latitude: place.lat, longitude: place.long } : { type: 'unsupported' }
    case 'fallback':
    case 'reel':
    case 'ig_reel':
    case 'post':
    case 'ig_post':
    case 'share':
      return linkOf(one)
    default:
      return { type: 'unsupported' }
  }
}

function linkOf({ title, url, URL: oldUrl, payload }: MessengerAttachment): Attachment {
  const target = webUrl(absolute(unwrapped(payload?.url ?? url ?? oldUrl ?? '')))
  const name = words((payload && 'title' in payload ? payload.title : undefined) ?? title)
  return target ? { type: 'link', url: target, ...(name && { name }) } : { type: 'unsupported' }
}

/** l.facebook.com/l.php?u=… → the page it leads to. */
function unwrapped(url: string): string {
  if (!/^https?:\/\/(l|www)\.facebook\.com\/l\.php\?/.test(url) || !URL.canParse(url)) return url
  return new URL(url).searchParams.get('u') ?? url
}

const absolute = (url: string): string =>
  url.startsWith('/') ? `https://www.facebook.com${url}` : url

const stickerOf = ({ payload }: MessengerAttachment): string | undefined =>
  payload && 'sticker_id' in payload ? payload.sticker_id : undefined
