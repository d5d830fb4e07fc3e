import type { Reply } from '../adapters/channel.ts'
import type { Part } from '../knowledge/asked.ts'
import type { Commune } from '../knowledge/commune.ts'
import type { Office } from '../knowledge/office.ts'
import type { PlaceFound } from '../knowledge/place.ts'
import type { Procedure } from '../knowledge/procedure.ts'
import { sourceLine } from '../knowledge/provenance.ts'
import { brief, nameOf } from '../knowledge/wording.ts'
import { isoDayOf } from './dates.ts'
import { type Services, say } from './flow.ts'
import { openingInWords } from './opening-words.ts'

/** Where the citizen is, as far as the talk has told. */
export interface Here {
  /** The words that may name a place and a day. */
  question: string
  /** The commune that was named or scanned earlier. */
  home?: Commune | undefined
  /** The office last spoken of. */
  office?: string | undefined
}

export interface Visit {
  reply: Reply
  /** The commune that the words named. */
  commune?: Commune
  /** The office that was told of. */
  office?: string
}

/** Where a procedure is handed in, for the citizen's own commune: office, address, telephone, hours, map. */
export function counterVisit(
  procedure: Procedure,
  part: Part,
  here: Here,
  services: Services,
  now: Date,
): Visit {
  const found = services.place(here.question)
  const general = services.answer(procedure, part, now)
  if (found.found === 'several') return { reply: which(procedure, found.candidates, found.split) }
  const named = found.found === 'one' ? found.commune : undefined
  if (named && !services.commune(named.code)) return { reply: outside(named, general) }
  const commune = named ?? here.home
  const { offices, anywhere, byCommune, usual } = services.offices.counter(procedure, commune)
  const [office, ...others] = offices
  if (!office || (byCommune && !commune)) {
    const day = part === 'hours' && usual ? dayLine(usual, here, services, now) : ''
    return { reply: withLine(withFirst(general, day), [byCommune ? askCommune : '']) }
  }
  const online = procedure.channels.some(({ way }) => way === 'online')
  const title = part === 'hours' ? 'Giờ làm việc' : 'Nơi nộp'
  const text = [
    `${title} – ${brief(nameOf(procedure), 110)}${was(found)}:`,
    ...officeLines(office, here, services, now),
    elsewhereToo(others, anywhere, online),
    sourceLine(procedure, now),
  ]
  const { choices } = general
  return {
    reply: {
      text: text.filter(Boolean).join('\n'),
      ...(choices && { choices }),
      links: [{ label: 'Bản đồ', url: office.map }],
    },
    ...(named && { commune: named }),
  }
}

/** An office by what citizens call it: "số điện thoại công an xã Yên Mô"; undefined where none is meant. */
export function officeVisit(here: Here, services: Services, now: Date): Visit | undefined {
  const { offices } = services
  const found = services.place(here.question)
  if (found.found === 'several') {
    const near = found.candidates.flatMap((commune) => offices.named(here.question, commune) ?? [])
    const choices = near
      .slice(0, 3)
      .map(({ id, name }) => ({ label: name, payload: `office:${id}` }))
    return { reply: say('Nơi này nay thuộc nhiều xã, phường. Anh/Chị hỏi cơ quan nào?', choices) }
  }
  if (found.found === 'one' && !services.commune(found.commune.code)) return undefined
  const named = found.found === 'one' ? found.commune : undefined
  const office = offices.named(here.question, named ?? here.home, named ? undefined : here.office)
  if (!office) return undefined
  const { reply } = officeReply(office, here, services, now)
  const former = was(found).trim()
  return {
    reply: former ? { ...reply, text: `${former}\n${reply.text}` } : reply,
    office: office.id,
    ...(named && { commune: named }),
  }
}

/** One office: where it is, its telephone, and whether it is open. */
export function officeReply(office: Office, here: Here, services: Services, now: Date): Visit {
  return {
    reply: {
      ...say(officeLines(office, here, services, now).join('\n'), [
        { label: 'Gặp cán bộ', payload: 'do:person' },
        { label: 'Menu', payload: 'do:menu' },
      ]),
      links: [{ label: 'Bản đồ', url: office.map }],
    },
    office: office.id,
  }
}

function officeLines(office: Office, here: Here, services: Services, now: Date): string[] {
  const { name, address, phone, hours, note } = office
  return [
    address ? `${name}, ${lower(address)}.` : `${name}.`,
    phone ? `Điện thoại: ${phone}.` : '',
    [hours && `Giờ làm việc: ${hours}.`, dayLine(office, here, services, now)]
      .filter(Boolean)
      .join(' '),
    note ?? '',
  ].filter(Boolean)
}

/** The day that was asked about; without one, today. */
function dayLine(office: Office, { question }: Here, { offices }: Services, now: Date): string {
  const day = offices.askedDay(question, now) ?? isoDayOf(now)
  return openingInWords(offices.opening(office, day), now)
}

/** " (thị trấn Yên Thịnh nay là xã Yên Mô)" */
const was = (found: PlaceFound): string =>
  found.found === 'one' && found.formerly
    ? ` (${lower(found.formerly)} nay là ${lower(found.commune.name)})`
    : ''

function elsewhereToo(others: Office[], anywhere: boolean, online: boolean): string {
  const ways = [
    ...others.map(({ name }) => lower(name)),
    ...(anywhere ? ['mọi Trung tâm Phục vụ hành chính công trong tỉnh'] : []),
    ...(online ? ['trực tuyến trên Cổng Dịch vụ công quốc gia'] : []),
  ]
  return ways.length > 0 ? `Cũng nhận: ${ways.join('; ')}.` : ''
}

const askCommune = 'Anh/Chị ở xã, phường nào? Xin ghi tên, tên cũ cũng được, tôi chỉ đúng nơi.'

/** What was asked comes first, under the heading. */
function withFirst(reply: Reply, line: string): Reply {
  const [head = '', ...others] = reply.text.split('\n')
  return { ...reply, text: [head, line, ...others].filter(Boolean).join('\n') }
}

/** More lines, before the last one, which names the source. */
function withLine(reply: Reply, lines: string[]): Reply {
  const said = reply.text.split('\n')
  return {
    ...reply,
    text: [...said.slice(0, -1), ...lines, ...said.slice(-1)].filter(Boolean).join('\n'),
  }
}

const outside = ({ name, province }: Commune, general: Reply): Reply =>
  withLine(general, [
    `${name} thuộc ${province}, tôi không có địa chỉ cơ quan ở đó. Xin hỏi UBND nơi đó, hoặc nộp trên Cổng Dịch vụ công quốc gia.`,
  ])

function which({ code }: Procedure, candidates: Commune[], split: boolean): Reply {
  const shown = candidates.slice(0, 3)
  const far = shown.some(({ province }) => province !== shown[0]?.province)
  return say(
    split
      ? 'Nơi này nay thuộc nhiều xã, phường. Anh/Chị ở bên nào?'
      : 'Có nhiều nơi cùng tên. Anh/Chị ở nơi nào?',
    shown.map(({ code: commune, name, province }) => ({
      label: far ? `${name}, ${province}` : name,
      payload: `where:${code}:${commune}`,
    })),
  )
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
