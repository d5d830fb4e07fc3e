import type { Attachment } from '../adapters/channel.ts'
import { openTickets, waitingForCitizen, withoutWords } from '../flows/add.ts'
import { flowNamed } from '../flows/all.ts'
import { type Heard, type Services, say } from '../flows/flow.ts'
import { menu } from '../flows/welcome.ts'
import { askAgain, attach, begin, type Open } from './form.ts'
import { thenAsk } from './repair.ts'
import { cannot, type Said, said, type Talk } from './talk.ts'

/** Something came without words. Every kind gets an honest answer. */
export function onFiles(talk: Talk, open: Open | undefined, heard: Heard): Said {
  const kept = heard.attachments.filter(isEvidence)
  if (open) return whileAsking(talk, open, heard.attachments, kept)
  if (kept.length > 0) return withEvidence(talk, kept, heard)
  const words = explain(heard.attachments, talk.services, talk.session.unclear > 0)
  return cannot(
    'cannot-read',
    said({ ...talk.session, unclear: 1 }, 'noted', [say(words, menu().choices)]),
  )
}

function whileAsking(
  talk: Talk,
  open: Open,
  all: readonly Attachment[],
  kept: readonly Attachment[],
): Said {
  if (kept.length === 0 || !open.flow.unfinished)
    return thenAsk(
      talk,
      open,
      [say(isSticker(all) ? 'Tôi chỉ đọc được chữ.' : explain(all, talk.services))],
      'noted',
    )
  const running = attach(open.running, kept)
  const scene = { ...open.scene, attachments: running.attachments }
  const session = { ...talk.session, flow: running }
  return {
    ...said(session, 'in-form', [say(`Đã nhận ${named(kept)}, sẽ gửi kèm phản ánh.`)]),
    question: askAgain({ ...open, scene }),
  }
}

function withEvidence(talk: Talk, kept: Attachment[], heard: Heard): Said {
  const add = flowNamed('add')
  if (waitingForCitizen(talk.tickets) && add)
    return begin(talk, add, { ...heard, text: withoutWords })
  const attachments = [...talk.session.attachments, ...kept].slice(-10)
  const session = { ...talk.session, attachments, unclear: 0 }
  const [latest] = openTickets(talk.tickets)
  const others = [
    { label: latest ? 'Phản ánh việc mới' : 'Phản ánh việc này', payload: 'open:report' },
    { label: 'Menu', payload: 'do:menu' },
  ]
  return said(session, 'noted', [
    latest
      ? say(
          `Tôi đã nhận ${named(attachments)}. Anh/Chị gửi thêm cho ${latest.code}, hay là việc mới?`,
          [{ label: 'Gửi thêm', payload: `add:${latest.code}` }, ...others],
        )
      : say(
          `Tôi đã nhận ${named(attachments)}. Đây là việc gì, ở đâu? Xin viết một câu, tôi giúp gửi phản ánh.`,
          others,
        ),
  ])
}

const isEvidence = ({ type }: Attachment) =>
  type === 'image' || type === 'video' || type === 'file' || type === 'location'

const isSticker = (attachments: readonly Attachment[]) =>
  attachments.some(({ type }) => type === 'sticker')

function explain(attachments: readonly Attachment[], services: Services, again = false): string {
  const types = attachments.map(({ type }) => type)
  if (types.includes('audio') && again) return dictate
  if (types.includes('audio')) return services.text('media.voice')
  if (types.includes('contact'))
    return 'Tôi chưa đọc được danh thiếp. Xin Anh/Chị gõ số điện thoại bằng chữ số.'
  if (types.includes('link'))
    return 'Tôi không mở đường liên kết. Xin Anh/Chị viết nội dung vào đây.'
  if (isSticker(attachments)) return services.text('media.sticker')
  if (types.some((type) => type !== 'unsupported'))
    return 'Tôi chưa dùng được tệp này ở bước này. Xin Anh/Chị trả lời bằng chữ.'
  return 'Tôi chưa đọc được loại tin này. Xin Anh/Chị gõ chữ, hoặc gõ 0 để gặp cán bộ.'
}

/** Who cannot type can often dictate. */
const dictate =
  'Tôi chưa nghe được tiếng. Anh/Chị bấm hình micro trên bàn phím rồi nói, điện thoại sẽ gõ chữ giúp; hoặc gõ 0 để gặp cán bộ.'

function named(attachments: readonly Attachment[]): string {
  const count = (...types: string[]) =>
    attachments.filter(({ type }) => types.includes(type)).length
  const parts = [
    [count('image'), 'ảnh'],
    [count('video'), 'video'],
    [count('file'), 'tệp'],
    [count('location'), 'vị trí'],
  ] as const
  return parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}`)
    .join(', ')
}
