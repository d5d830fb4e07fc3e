import type { Classified, Field } from '../desk/ticket.ts'
import type { Asked } from '../knowledge/asked.ts'
import { procedureCodeIn } from './codes.ts'
import { inFigures } from './dictated.ts'
import { plain } from './plain.ts'
import type { Talk } from './talk.ts'
import { withoutSwearing } from './tongue.ts'

/** Does the classifier hear something to report, propose or praise? Two words name a thing, not a matter. */
export const isMatter = ({ kind, field, confidence }: Classified, text: string): boolean =>
  kind === 'praise' ||
  kind === 'proposal' ||
  (kind === 'report' &&
    field !== 'OTHER' &&
    (confidence >= 0.5 || (confidence >= 0.3 && plain(text).split(' ').length >= 5)))

/** What anybody can see at a place, told without the words of an office: a report and no question. */
export const isSeen = (classified: Classified, text: string): boolean =>
  classified.kind === 'report' &&
  seen.has(classified.field) &&
  !(classified.field === 'POWER' && ofNumber.test(text)) &&
  isMatter(classified, text) &&
  !isProcedural(text)

/** A street, a lamp, rubbish: asked about without the words of an office, no procedure answers it. */
export const isOutdoors = ({ field, confidence }: Classified, text: string): boolean =>
  confidence >= 0.5 && outdoors.has(field) && !isProcedural(text)

/** Speaks of papers, registrations, licences: what the knowledge base is for. */
export const isProcedural = (text: string): boolean =>
  procedural.test(` ${plain(text)} `) || procedureCodeIn(text) !== undefined

/** What the knowledge base makes of a text in this conversation. */
export function search(text: string, { services, session: { earlier, topic } }: Talk): Asked {
  const question = procedureCodeIn(text) ?? inFigures(withoutSwearing(text))
  return services.ask(question, { earlier, ...(topic && { procedure: topic.procedure }) })
}

/** "Số điện thoại" speaks of a number, not of electricity. */
const ofNumber = /(?:số|so)\s+(?:điện thoại|dien thoai)/iu

const outdoors: ReadonlySet<Field> = new Set<Field>([
  'ROAD',
  'LIGHT',
  'DRAIN',
  'WATER',
  'POWER',
  'WASTE',
  'POLLUTE',
  'NOISE',
  'URBAN',
])

const seen: ReadonlySet<Field> = new Set<Field>([
  ...outdoors,
  'TRAFFIC',
  'BUILD',
  'AGRI',
  'DISASTER',
  'FIRE',
  'TELECOM',
  'FOOD',
  'MARKET',
  'CULTURE',
  'CHILD',
  'OFFICIAL',
  'HEALTH',
  'EDU',
])

const office = `thu tuc, dang ki, cap lai, cap moi, cap doi, xin cap, xin phep, xin giay, lam giay, lam lai, lam the, lam so,
  giay phep, giay to, chung thuc, cong chung, sao y, trich luc, khai sinh, khai tu, ket hon, li hon, doc than, tam tru,
  thuong tru, tam vang, ho khau, nhap khau, tach khau, can cuoc, cccd, cmnd, vneid, dinh danh, bang lai, giay phep lai xe, gplx, sang ten,
  bien so, so do, so hong, tach thua, tho cu, chuyen muc dich, ho chieu, passport, li lich, bao hiem, bhyt, bhxh, tro cap,
  luong huu, ho ngheo, khuyet tat, ho so, le phi, mau don, to khai, ho kinh doanh, giay phep xay dung, gpxd, hoc ba, chuyen truong`
const procedural = new RegExp(` (?:${office.split(/,\s*/).map(plain).join('|')}) `)
