import type { Procedure } from './procedure.ts'

/** Values of a procedure in a citizen's words; nothing here knows which part was asked. */

type Channel = Procedure['channels'][number]

export const portal = 'xem trên Cổng Dịch vụ công quốc gia'

const wayNames = { online: 'trực tuyến', 'in-person': 'trực tiếp', post: 'qua bưu chính' } as const
const unitNames = { wd: 'ngày làm việc', cd: 'ngày', wh: 'giờ làm việc' } as const

export const isDoubted = ({ doubts }: Procedure, field: string): boolean =>
  doubts.some((doubt) => doubt.field === field)

/** A title without its levels: "(thực hiện tại cấp xã)" is said by the place to go to. */
export const nameOf = ({ title }: Procedure): string =>
  title
    .replace(/\s*\((?:thực hiện tại )?c[ấá]p [^()]*\)/gi, '')
    .replace(/^Thủ tục\s+(\S)/i, (_, first: string) => first.toUpperCase())
    .trim()

/** 1523000 → "1.523.000 đồng". */
const money = (amount: number): string =>
  `${String(amount).replace(/\B(?=(?:\d{3})+$)/g, '.')} đồng`

export const day = (iso: string): string => iso.split('-').toReversed().join('/')

const gone =
  /cấp huyện|cấp huyện, tỉnh|(?:ubnd|ủy ban nhân dân|bhxh|công an|tòa án)[^.;,\n]{0,20} huyện|phòng tài nguyên|phòng nội vụ|quận, huyện|huyện, quận/i

/** Without the sentences that send people to offices that no longer exist; nothing if none is left. */
export function current(text: string | undefined): string | undefined {
  if (!text) return undefined
  const kept = text.split(/(?<=[.;])\s+|\n+/).filter((sentence) => !gone.test(sentence))
  const whole = kept.join(' ').replace(/\s+/g, ' ').trim()
  return whole || undefined
}

/** At most so many letters, cut at a word. */
export function brief(text: string, most: number): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/^[-–+*•\s]+/, '')
    .trim()
  if (line.length <= most) return line.replace(/[;,.\s]+$/, '')
  const cut = line.slice(0, most - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).replace(/[;,.(\s]+$/, '')}…`
}

/**
 * A value of the ways to apply, case by case: "trực tuyến: 10.000 đồng; trực tiếp: 20.000 đồng",
 * "Cấp lại do mất, hỏng: 400.000 đồng". Ways and cases that agree are told as one.
 */
function byCase(
  channels: readonly Channel[],
  tell: (channel: Channel) => string | undefined,
): string[] {
  const cases = new Map<string, Channel[]>()
  for (const channel of channels) {
    const name = channel.caseName ?? ''
    cases.set(name, [...(cases.get(name) ?? []), channel])
  }
  const told = [...cases].flatMap(([name, ways]) => {
    const text = byWay(ways, tell)
    return text ? [{ name, text }] : []
  })
  if (told.every(({ text }) => text === told[0]?.text)) return told.slice(0, 1).map((t) => t.text)
  return told.map(({ name, text }) => (name ? `${brief(name, 90)}: ${text}` : text))
}

function byWay(
  channels: readonly Channel[],
  tell: (channel: Channel) => string | undefined,
): string | undefined {
  const told = new Map<string, string[]>()
  for (const channel of channels) {
    const value = tell(channel)
    if (!value) continue
    const names = told.get(value) ?? []
    const name = wayNames[channel.way]
    if (!names.includes(name)) told.set(value, [...names, name])
  }
  if (told.size < 2) return [...told.keys()][0]
  return [...told].map(([value, names]) => `${names.join(', ')}: ${value}`).join('; ')
}

/** One line a case; none where nothing is known. */
export function timesOf(procedure: Procedure): string[] {
  if (isDoubted(procedure, 'time')) return []
  return byCase(procedure.channels, ({ time, timeText }) => {
    if (time) return `${String(time.n).replace('.', ',')} ${unitNames[time.unit]}`
    const text = current(timeText)
    return text && brief(text, 120)
  })
}

/** "Miễn phí" is a promise: only the province's own reviewed word may make it. */
export function feesOf(procedure: Procedure): string[] {
  if (isDoubted(procedure, 'fee')) return []
  return byCase(procedure.channels, ({ fee }) => {
    if (!fee) return undefined
    if (fee.free) return procedure.reviewed ? freeWith(fee.text) : 'dữ liệu ghi không thu'
    const text = remark(fee.text, procedure.reviewed)
    if (fee.amount !== undefined)
      return [money(fee.amount), text && `(${text})`].filter(Boolean).join(' ')
    return text
  })
}

const freeWith = (text: string | undefined): string =>
  text ? `không thu phí (${brief(text, 120)})` : 'miễn phí'

/** What a source says beside the amount; a conditional "miễn" that nobody here has checked is left out. */
export function remark(text: string | undefined, reviewed: boolean): string | undefined {
  const said = current(text)?.replace(/^\((.*)\)$/s, '$1')
  if (!said || (!reviewed && /miễn/i.test(said))) return undefined
  return brief(said.replace(/^(?:Phí|Lệ phí)\s*:\s*/i, ''), 120)
}

export function whereOf(procedure: Procedure): string | undefined {
  const place = isDoubted(procedure, 'place') ? undefined : current(procedure.place)
  const agency = isDoubted(procedure, 'agency') ? undefined : current(procedure.agency)
  const text = place ?? agency ?? levelOf(procedure)
  return text && brief(text, 160)
}

function levelOf({ level }: Procedure): string | undefined {
  if (level.includes('commune')) return 'Trung tâm Phục vụ hành chính công xã, phường'
  if (level.includes('province')) return 'Trung tâm Phục vụ hành chính công tỉnh hoặc xã, phường'
  return undefined
}

export function waysOf({ channels }: Procedure): string | undefined {
  const names = [...new Set(channels.map(({ way }) => wayNames[way]))]
  return names.length > 0 ? names.join(', ') : undefined
}

/** The papers of the ordinary case, one a line: "Tờ khai (1 bản chính, 1 bản sao; mẫu CT01)". */
export function papersOf(procedure: Procedure): string[] {
  const ordinary = procedure.cases.find(({ name }) => !name) ?? procedure.cases[0]
  return (ordinary?.papers ?? []).flatMap(({ name, original, copies, form }) => {
    const text = current(name)
    if (!text) return []
    const amount = [original ? `${original} bản chính` : '', copies ? `${copies} bản sao` : '']
      .filter(Boolean)
      .join(', ')
    const about = [amount, procedure.reviewed && form && !isSame(form, text) ? form : '']
      .filter(Boolean)
      .join('; ')
    return [`${brief(text, 130)}${about ? ` (${about})` : ''}`]
  })
}

/** A form that only repeats the paper's name tells nothing. */
const isSame = (form: string, name: string): boolean =>
  name.toLowerCase().includes(form.toLowerCase()) || form.toLowerCase().includes(name.toLowerCase())

/** The forms by their numbers; where the source gives none, the papers that are forms to fill in. */
export function formsOf({ cases }: Procedure): string[] {
  const papers = cases.flatMap(({ papers }) => papers)
  const numbered = papers.flatMap(({ form }) => (form ? [brief(form, 80)] : []))
  if (numbered.length > 0) return [...new Set(numbered)]
  const named = papers.flatMap(({ name }) => current(isForm.test(name) ? name : undefined) ?? [])
  return [...new Set(named.map((name) => brief(name, 80)))]
}

const isForm =
  /^(?:tờ khai|đơn (?:đề nghị|đăng ký|xin|yêu cầu)|phiếu (?:đề nghị|khai|yêu cầu)|giấy (?:đề nghị|khai))/i

export function stepsOf(procedure: Procedure): string[] {
  const text = isDoubted(procedure, 'steps') ? current(procedure.steps) : procedure.steps
  return (text ?? '')
    .split(/\n+|(?=Bước \d+\s*[:.])|(?<=\.)\s+(?=- Bước)/)
    .map((step) => current(step.replace(/^\s*(?:[-+*•]|\d+[.)]|Bước \d+\s*[:.])\s*/, '')))
    .flatMap((step) => (step && step.length > 8 ? [brief(step, 140)] : []))
}
