import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Attachment, AttachmentType, Reply } from '../../adapters/channel.ts'
import { codesIn } from '../../bot/codes.ts'
import type { TicketView } from '../../desk/ticket.ts'
import type { Effect, Services } from '../../flows/flow.ts'
import { root } from '../../root.ts'
import { type Happening, type Talker, talker } from './talker.ts'

/**
 * A conversation as text that a clerk can read:
 *
 *   # what it shows                    a comment; kept when re-recorded
 *   > lời của người dân                several in a row are one burst
 *   > [gửi ảnh] lời kèm theo           ảnh, vị trí, tệp, tin thoại, sticker, video, danh thiếp, liên kết
 *   > [bấm: Đồng ý]                    taps a choice that was shown
 *   > [quét mã: xa-13675]              a QR code or link
 *   > [bắt đầu] [thu hồi tin] [sửa tin: …]
 *   @ +3h                              the clock jumps (s, m, h, d)
 *   @ cán bộ nhắn                      a person writes in the page's inbox
 *   @ phiếu PA-2026-000777 need-info: hỏi gì      a ticket of this citizen
 *   @ phiếu lạ PA-2026-000888 5678     one of somebody else, with the phone's last digits
 *   < lời của trợ lý                   a reply; its further lines are indented
 *   <   [Có] [Không]                   its choices
 *   = open-ticket report LIGHT …       an effect
 */
export interface Transcript {
  name: string
  path: string
  lines: string[]
}

const folder = join(root, 'test/transcripts')

export function transcripts(): Transcript[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => {
      const path = join(folder, name)
      return {
        name: relative(folder, path),
        path,
        lines: readFileSync(path, 'utf8').trimEnd().split('\n'),
      }
    })
}

export interface Played {
  /** The whole transcript as it would be recorded now. */
  lines: string[]
  /** Names of the flows whose questions were asked. */
  flows: Set<string>
}

/** Plays the citizen's lines through the real turn and writes down what the bot says. */
export function play({ lines }: Pick<Transcript, 'lines'>, services: Services): Played {
  const citizen = talker({ ...services, answer: (...about) => inBrief(services.answer(...about)) })
  const written: string[] = []
  const flows = new Set<string>()
  let burst: Happening[] = []

  function flush() {
    if (burst.length === 0) return
    const { replies, effects } = citizen.take(...burst)
    burst = []
    if (citizen.session.flow) flows.add(citizen.session.flow.name)
    citizen.tickets = citizen.tickets.concat(effects.flatMap((effect) => filed(effect)))
    written.push(...replies.flatMap(replyLines), ...effects.flatMap(effectLines))
    if (replies.length === 0 && effects.length === 0) written.push('< (im lặng)')
  }

  for (const line of lines) {
    if (line.startsWith('<') || line.startsWith('=') || line.startsWith('    ')) continue
    if (line.startsWith('>')) {
      burst.push(happening(line.slice(1).trim(), citizen))
      written.push(line)
      continue
    }
    flush()
    written.push(line)
    if (line.startsWith('@')) stage(line.slice(1).trim(), citizen, written)
  }
  flush()
  return { lines: written, flows }
}

function happening(line: string, { session }: Talker): Happening {
  const [, command, rest = ''] = /^\[(.+?)\]\s*(.*)$/s.exec(line) ?? []
  if (!command) return { kind: 'message', text: line, attachments: [] }
  const [what = '', words = ''] = command.split(/:\s*/, 2)
  const type = sent[what]
  if (type) return { kind: 'message', text: rest, attachments: [fileOf(type)] }
  if (what === 'bắt đầu') return { kind: 'start' }
  if (what === 'quét mã') return { kind: 'start', ref: words }
  if (what === 'thu hồi tin') return { kind: 'unsend', target: 'm1' }
  if (what === 'sửa tin')
    return { kind: 'edit', target: 'm1', text: command.slice(command.indexOf(':') + 1).trim() }
  const choice = session.offered.find(({ label }) => label === words)
  if (what !== 'bấm' || !choice)
    throw new Error(`transcript: "${line}" is no notation, or no such choice is shown`)
  return { kind: 'message', text: choice.label, payload: choice.payload, attachments: [] }
}

const sent: Record<string, AttachmentType> = {
  'gửi ảnh': 'image',
  'gửi video': 'video',
  'gửi tệp': 'file',
  'gửi vị trí': 'location',
  'gửi tin thoại': 'audio',
  'gửi sticker': 'sticker',
  'gửi danh thiếp': 'contact',
  'gửi liên kết': 'link',
  'gửi tin lạ': 'unsupported',
}

const fileOf = (type: AttachmentType): Attachment =>
  type === 'location'
    ? { type, latitude: 20.42, longitude: 106.16 }
    : { type, url: `https://cdn.example/${type}` }

/** What a procedure says is tested where it is written; here its first line and its source will do. */
const inBrief = (answer: Reply): Reply => {
  const lines = answer.text.split('\n')
  return { ...answer, text: [lines[0], '…', lines.at(-1)].join('\n'), links: [] }
}

const unitMs: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

function stage(line: string, citizen: Talker, written: string[]) {
  const [, amount, unit = ''] = /^\+(\d+)([smhd])$/.exec(line) ?? []
  if (amount) {
    citizen.now = new Date(citizen.now.getTime() + Number(amount) * (unitMs[unit] ?? 0))
  } else if (line === 'cán bộ nhắn') {
    citizen.take({ kind: 'officer-spoke' })
  } else if (line.startsWith('phiếu ')) {
    citizen.tickets = [ticketOf(line, citizen.now), ...citizen.tickets]
  } else if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(line)) {
    citizen.now = new Date(`${line}:00+07:00`)
  } else {
    throw new Error(`transcript: "@ ${line}" is no stage direction (line ${written.length})`)
  }
}

function ticketOf(line: string, now: Date): TicketView {
  const code = codesIn(line)[0] ?? ''
  const foreign = line.startsWith('phiếu lạ')
  const [, state = 'sent', words] =
    /\d{6,} (received|sent|in-progress|need-info|answered|closed)(?:: (.+))?$/.exec(line) ?? []
  const last4 = /(?<!\d)\d{4}$/.exec(line)?.[0]
  return {
    id: `t-${code}`,
    code,
    kind: 'report',
    field: 'LIGHT',
    // as: the expression above lists states only.
    state: state as TicketView['state'],
    receivedAt: new Date(now.getTime() - 3 * 86_400_000),
    dueAt: new Date(now.getTime() + 5 * 86_400_000),
    office: 'Phòng Kinh tế, Hạ tầng và Đô thị phường Nam Định',
    answers: words && state === 'answered' ? [{ at: now, text: words }] : [],
    ...(words && state === 'need-info' && { asked: words }),
    mine: !foreign,
    ...(last4 && { phoneLast4: last4 }),
  }
}

/** A ticket filed in the conversation is the citizen's own from the next turn on. */
function filed(effect: Effect): TicketView[] {
  if (effect.type !== 'open-ticket') return []
  const { draft, kind, field, receivedAt, dueAt, contact } = effect.filing
  const last4 = contact.phone?.slice(-4)
  return [
    {
      ...{ id: draft.id, code: draft.code, kind, field, receivedAt, dueAt },
      ...{ state: 'sent', office: 'cơ quan tiếp nhận', answers: [], mine: true },
      ...(last4 && { phoneLast4: last4 }),
    },
  ]
}

function replyLines({ text, choices = [], links = [] }: Reply): string[] {
  const [first = '', ...others] = text.split('\n')
  const taps = [
    ...choices.map(({ label }) => `[${label}]`),
    ...links.map(({ label, url }) => `[${label}: ${url}]`),
  ]
  return [
    `< ${first}`,
    ...others.map((line) => `    ${line}`),
    ...(taps.length > 0 ? [`    ${taps.join(' ')}`] : []),
  ]
}

function effectLines(effect: Effect): string[] {
  switch (effect.type) {
    case 'open-ticket': {
      const { kind, field, urgency, mailbox, place, contact, attachments, consent } = effect.filing
      const given = Object.keys(contact).join(', ')
      return [
        `= phiếu mới: ${kind} ${field} ${urgency} → ${mailbox}; nơi: ${place.commune?.name ?? (place.text || 'không')}` +
          `; liên hệ: ${given || 'cuộc trò chuyện'}; đồng ý: ${consent?.version ?? 'không cần'}; tệp: ${attachments.length}`,
      ]
    }
    case 'add-to-ticket':
      return [`= bổ sung vào ${effect.ticketId}: ${effect.text}; tệp: ${effect.attachments.length}`]
    case 'withdraw-ticket':
      return [`= rút ${effect.ticketId}`]
    case 'blank-words':
      return ['= xóa lời vừa gửi']
    case 'erase-citizen':
      return ['= xóa dữ liệu người dân']
    case 'keep-files':
      // The same for every photo: the ticket's line says how many it got.
      return []
    case 'unanswered':
      return [`= câu chưa trả lời được: ${effect.question}`]
  }
}
