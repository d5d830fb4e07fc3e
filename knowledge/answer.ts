import type { Part } from './asked.ts'
import type { Procedure } from './procedure.ts'
import { sourceLine, warning } from './provenance.ts'
import {
  brief,
  current,
  feesOf,
  formsOf,
  isDoubted,
  nameOf,
  papersOf,
  portal,
  stepsOf,
  timesOf,
  waysOf,
  whereOf,
} from './wording.ts'

/** A procedure in a few lines, and where to go on from here. */
export interface Answer {
  text: string
  /** Parts that can be asked next, most asked first. */
  parts: Part[]
  /** The same as taps: "procedure:CODE:PART". */
  choices: { label: string; payload: string }[]
  links: { label: string; url: string }[]
}

const labels: Record<Part, string> = {
  documents: 'Giấy tờ',
  fee: 'Lệ phí',
  time: 'Thời hạn',
  place: 'Nơi nộp',
  online: 'Cách nộp',
  steps: 'Các bước',
  conditions: 'Điều kiện',
  form: 'Mẫu đơn',
  result: 'Kết quả',
  law: 'Căn cứ pháp lý',
  hours: 'Giờ làm việc',
}
/** How many lines an answer may have beside its name and its source; papers were asked for to be brought, all of them. */
const mostLines = 4
const mostPapers = 12
const mostChoices = 4
/** Zalo shows five buttons and no more. */
const mostWithTree = 3

interface Around {
  hours?: string | undefined
  /** The tree that asks for one's own case, where there is one. */
  tree?: string | undefined
  /** The page to print. */
  page?: string | undefined
}

/** What was asked for first, then code, decision and the day of the data. Only what the procedure says. */
export function answer(
  procedure: Procedure,
  part: Part | undefined,
  now: Date,
  { hours, tree, page }: Around = {},
): Answer {
  const { code, source } = procedure
  const lines = part ? linesOf(procedure, part, hours, tree) : overview(procedure)
  const head = part
    ? `${labels[part]} – ${brief(nameOf(procedure), 110)}:`
    : `${brief(nameOf(procedure), 140)}:`
  const parts = partsOf(procedure).filter((next) => next !== part)
  return {
    text: [warning(procedure, now), head, ...lines, sourceLine(procedure, now)]
      .filter(Boolean)
      .join('\n'),
    parts,
    choices: [
      ...parts
        .slice(0, tree ? mostWithTree : mostChoices)
        .map((next) => ({ label: labels[next], payload: `procedure:${code}:${next}` })),
      ...(tree ? [{ label: myCase, payload: `case:${tree}` }] : []),
    ],
    links: linksOf(part, page, source.url),
  }
}

/** What is brought along is printed; the page names the source as well. */
function linksOf(part: Part | undefined, page: string | undefined, source: string | undefined) {
  if (page && (part === undefined || part === 'documents'))
    return [{ label: 'In giấy tờ', url: page }]
  return source ? [{ label: 'Xem nguồn', url: source }] : []
}

function overview(procedure: Procedure): string[] {
  const papers = papersOf(procedure)
  const more = papers.length > 2 ? ` và ${papers.length - 2} giấy tờ khác` : ''
  return [
    `- Nơi nộp: ${whereOf(procedure) ?? portal}`,
    `- Giấy tờ: ${
      papers.length > 0
        ? papers
            .slice(0, 2)
            .map((paper) => brief(paper.replace(/ \([^()]*\)$/, ''), 90))
            .join('; ') + more
        : portal
    }`,
    `- Thời hạn: ${short(timesOf(procedure))}`,
    `- Lệ phí: ${short(feesOf(procedure))}`,
  ]
}

/** The ordinary case; that there are others is said. */
function short([ordinary, ...others]: string[]): string {
  if (!ordinary) return portal
  return others.length > 0 ? `${ordinary}; có ${others.length} mức khác tùy trường hợp` : ordinary
}

function linesOf(
  procedure: Procedure,
  part: Part,
  hours: string | undefined,
  tree: string | undefined,
): string[] {
  const { result, conditions, law } = procedure
  const text = (field: string, value: string | undefined): string =>
    (isDoubted(procedure, field) ? undefined : current(value)) ?? capital(portal)
  switch (part) {
    case 'fee':
      return byCases(feesOf(procedure))
    case 'time':
      return byCases(timesOf(procedure))
    case 'place':
      return [whereOf(procedure) ?? capital(portal), `Cách nộp: ${waysOf(procedure) ?? portal}`]
    case 'online':
      return [onlineOf(procedure)]
    case 'documents':
      return listed(papersOf(procedure), 'giấy tờ', {
        most: mostPapers,
        last: tree ? askCase : otherCases(procedure),
      })
    case 'form':
      return listed(formsOf(procedure), 'mẫu')
    case 'steps':
      return listed(stepsOf(procedure), 'bước')
    case 'conditions':
      return [brief(text('conditions', promised(procedure, conditions)), 500)]
    case 'result':
      return [brief(text('result', promised(procedure, result)), 300)]
    case 'law':
      return listed(
        law
          .filter(({ title }) => current(title))
          .map(({ number, title }) =>
            brief([title, number && !title.includes(number) ? `(${number})` : ''].join(' '), 120),
          ),
        'văn bản',
      )
    case 'hours':
      return [
        `Nộp tại: ${whereOf(procedure) ?? portal}`,
        `Giờ tiếp nhận: ${hours ?? 'theo giờ hành chính của nơi nộp'}.${
          procedure.channels.some(({ way }) => way === 'online')
            ? ' Nộp trực tuyến được bất cứ lúc nào.'
            : ''
        }`,
      ]
  }
}

/** "Miễn phí" in a text that nobody here has looked at is no promise of ours. */
const promised = ({ reviewed }: Procedure, text: string | undefined): string | undefined =>
  reviewed || !text ? text : text.replace(/\s*\(?miễn phí\)?/gi, '')

function onlineOf(procedure: Procedure): string {
  const { channels } = procedure
  if (channels.length === 0) return capital(portal)
  const ways = waysOf(procedure)
  return channels.some(({ way }) => way === 'online')
    ? `Nộp được trực tuyến qua Cổng Dịch vụ công quốc gia. Các cách nộp: ${ways}.`
    : `Theo dữ liệu, thủ tục này chỉ nhận hồ sơ ${ways}.`
}

function byCases(lines: string[]): string[] {
  if (lines.length === 0) return [capital(portal)]
  if (lines.length === 1) return lines.map(capital)
  const shown = lines.slice(0, lines.length > mostLines ? mostLines - 1 : mostLines)
  const left = lines.length - shown.length
  return [
    ...shown.map((line) => `- ${capital(line)}`),
    ...(left > 0 ? [`… và ${left} trường hợp nữa, ${portal}`] : []),
  ]
}

/** Numbered, as many as fit; how many more there are is said. */
function listed(
  items: string[],
  noun: string,
  { most = mostLines, last }: { most?: number; last?: string | undefined } = {},
): string[] {
  if (items.length === 0) return [capital(portal)]
  const room = last ? most - 1 : most
  const shown = items.slice(0, items.length > room ? room - 1 : room)
  const left = items.length - shown.length
  return [
    ...shown.map((item, i) => `${i + 1}. ${item}`),
    ...(left > 0 ? [`… và ${left} ${noun} nữa, ${portal}`] : []),
    ...(last ? [last] : []),
  ]
}

const myCase = 'Trường hợp của tôi'
const askCase = `Muốn tôi hỏi vài câu để chỉ đúng giấy tờ, xin bấm "${myCase}".`

function otherCases({ cases }: Procedure): string | undefined {
  const names = cases.flatMap(({ name }) => (name ? [brief(name, 60)] : []))
  return cases.length > 1 && names.length > 0
    ? `Tùy trường hợp có thêm giấy tờ: ${brief(names.slice(0, 2).join('; '), 130)}`
    : undefined
}

const order: Part[] = ['documents', 'fee', 'time', 'place', 'steps', 'conditions', 'form', 'law']

function partsOf(procedure: Procedure): Part[] {
  const { conditions, law, channels } = procedure
  const present: Partial<Record<Part, boolean>> = {
    documents: papersOf(procedure).length > 0,
    fee: channels.length > 0,
    time: channels.length > 0,
    place: true,
    steps: stepsOf(procedure).length > 0,
    conditions: Boolean(current(conditions)),
    form: formsOf(procedure).length > 0,
    law: law.length > 0,
  }
  return order.filter((part) => present[part])
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
