import { openTickets } from '../flows/add.ts'
import { flowNamed, flows } from '../flows/all.ts'
import { isMinor } from '../flows/consent.ts'
import type { AnyFlow, Heard } from '../flows/flow.ts'
import type { Command } from './command.ts'
import { isProcedural } from './matter.ts'
import { plain } from './plain.ts'
import type { Talk } from './talk.ts'

/** The words that open each flow, read once: every message is compared with all of them. */
const openings = flows.map((flow) => ({ flow, words: flow.opens.map(plain) }))

/** The flow whose opening words the whole message is. */
export const openedBy = (spoken: string): AnyFlow | undefined =>
  openings.find(({ words }) => words.includes(spoken))?.flow

/** Words, codes and phrases that name one thing and need no search. */
export function namedWish({ plain: spoken, codes: [code], dossier }: Heard): Command | undefined {
  const opened = openedBy(spoken)
  if (opened) return { do: 'open', flow: opened, bare: true, rule: 'opening-words' }
  if (code) {
    const about = openings.find(({ words }) =>
      words.some((word) => spoken.startsWith(`${word} pa`)),
    )?.flow
    if (!about || about.name === 'report') return { do: 'ticket', code, rule: 'ticket-code' }
    return { do: 'open', flow: about, bare: true, rule: 'opening-words-and-code' }
  }
  if (dossier) return { do: 'tell', text: 'dossier', rule: 'dossier-code' }
  return myData.test(spoken) ? { do: 'my-data', rule: 'data-rights' } : undefined
}

/** Wishes told in a sentence that no procedure answers: a person, a leader, a dossier, more for a report. */
export function toldWish(heard: Heard, talk: Talk): Command | undefined {
  const { plain: spoken } = heard
  if (isMinor(spoken)) return { do: 'tell', text: 'minor', rule: 'minor' }
  const person = flowNamed('person')
  if (person && callMe.test(spoken)) return { do: 'open', flow: person, rule: 'wants-person' }
  const aside = toldAside(heard, talk)
  if (aside) return aside
  const report = flowNamed('report')
  if (report && howToReport.test(spoken))
    return { do: 'open', flow: report, bare: true, rule: 'asks-how-to-report' }
  if (myDossier.test(spoken)) return { do: 'tell', text: 'dossier', rule: 'dossier-state' }
  return aboutOwn(heard, talk)
}

/** What was sent is taken back: said so plainly that no other ear may hear something else in it. */
export function takenBack({ plain: spoken }: Heard, { tickets }: Talk): Command | undefined {
  const withdraw = flowNamed('withdraw')
  return withdraw && tickets.some(({ mine }) => mine) && takesBack.test(spoken)
    ? { do: 'open', flow: withdraw, bare: true, rule: 'wants-to-withdraw' }
    : undefined
}

/** "Số điện thoại công an phường Nam Định": asks for a number, though a place stands in it. */
export const asksNumber = ({ plain: spoken, phone }: Heard): boolean =>
  !phone &&
  /(?:^| )(?:so dien thoai|sdt|hotline|duong day nong) /.test(spoken) &&
  institution.test(spoken)

/** What can be answered in between, whatever is being asked: when leaders receive, whom to call. */
export function toldAside(
  { text, plain: spoken, question }: Heard,
  { services }: Talk,
): Command | undefined {
  if (receives.test(spoken)) return { do: 'tell', text: 'reception', rule: 'wants-leader' }
  if (whomToCall.test(spoken)) return { do: 'office', rule: 'wants-number' }
  if (!callsWhom.test(spoken)) return undefined
  const asksWhom =
    question ||
    whole.test(spoken) ||
    institution.test(spoken) ||
    services.offices.named(text) !== undefined
  return asksWhom && !isProcedural(text) ? { do: 'office', rule: 'wants-number' } : undefined
}

/** What is said of the reports filed in this chat: where they stand, more for them, or that they be taken back. */
function aboutOwn({ text, plain: spoken }: Heard, { tickets, session }: Talk): Command | undefined {
  const [latest, another] = tickets.filter(({ mine }) => mine)
  if (!latest || isProcedural(text)) return undefined
  const asksState = itsState.test(spoken) || anyState.test(spoken)
  if (ownState.test(spoken) || (asksState && !session.topic))
    return another
      ? { do: 'global', command: 'mine', rule: 'own-state' }
      : { do: 'ticket', code: latest.code, rule: 'own-state' }
  const add = flowNamed('add')
  const [open] = openTickets(tickets)
  if (
    add &&
    open &&
    (forOfficer.test(spoken) || (open.state === 'answered' && notMended.test(spoken)))
  )
    return { do: 'open', flow: add, rule: 'more-for-officer' }
  return add && addsMore.test(spoken) && openTickets(tickets).length > 0
    ? { do: 'open', flow: add, bare: true, rule: 'wants-to-add' }
    : undefined
}

const callMe =
  /(?:^| )(?:goi (?:dien )?(?:lai )?(?:cho|giup) (?:toi|em|minh|chau|bac|co|chu|ba|ong)|(?:muon|can|xin|cho (?:toi|em|minh)) (?:duoc )?(?:gap|noi chuyen voi) (?:can bo|nguoi that|nhan vien|ai do))(?: |$)/
const receives =
  /(?:^| )(?:tiep (?:cong )?dan|(?:gap|hen) (?:ong |ba |dong chi )?(?:pho )?(?:chu tich|bi thu|lanh dao|giam doc))(?: |$)/
const callsWhom =
  /^(?:(?:cho|toi|em|tao|tui|minh|ba|bac|hoi|xin|biet|oi|ad) )*(?:(?:so dien thoai|sdt|hotline|duong day nong|dia chi)(?: |$)|so (?:cua )?(?:ong |ba )?(?:pho )?(?:chu tich|bi thu|lanh dao|giam doc|truong phong|sep)(?: |$))|^(?:ong |ba )?(?:pho )?(?:chu tich|bi thu|lanh dao|giam doc)(?: \w+){0,4} (?:ten (?:la )?gi|la ai|so may)(?: |$)|(?:^| )(?:gio lam viec|may gio (?:lam viec|mo cua|nghi)|(?:hom nay|ngay mai|mai|thu bay|thu 7|t7|chu nhat|cn|tet|le|thu (?:hai|ba|tu|nam|sau|[2-6])) co (?:lam|lam viec|mo cua|tiep dan|nghi) (?:khong|ko|k))(?: |$)/
/** "Gọi ai", "số điện thoại ai", "liên hệ số nào". */
const whomToCall =
  /^(?:(?:the|vay|thi|cho|toi|em|biet|xin|can|phai) )*(?:goi|hoi|lien he|lien lac|(?:so )?(?:dien thoai|sdt)(?: goi| lien he)?) (?:cho |voi |cua )?(?:ai|so nao|dau|so may|o dau)(?: (?:a|vay|the|day|duoc))*$/
/** "Cho xin số điện thoại": of the office that was talked of, or of the province. */
const whole =
  /^(?:\S+ ){0,4}(?:so dien thoai|sdt|hotline|duong day nong)(?: (?:voi|a|di|nhe|cua ho))*$/
const institution =
  /(?:^| )(?:chu tich|bi thu|lanh dao|giam doc|ubnd|uy ban|cong an|tram y te|benh vien|trung tam|tru so|co quan|phong|so tu phap|xa nao|phuong nao)(?: |$)/
const ownState =
  /(?:^| )phan anh .*(?:toi dau|den dau|xu li chua|xong chua|ket qua chua|the nao roi|sao roi)(?: |$)/
/** With nothing else named: "có kết quả chưa", "sao lâu thế", "xử lý đến đâu rồi". */
const anyState =
  /^(?:(?:the|vay|roi|thi|da|a|alo|ad|oi|da) )*(?:(?:da )?(?:co )?(?:ket qua|tra loi|phan hoi|tin|thong tin|hoi am)(?: gi)? (?:chua|khong|ko)|(?:xong|xu li|giai quyet|sua|lam|xem)(?: xong)? (?:chua|den dau roi|toi dau roi|den dau|toi dau)|(?:den|toi) dau roi|sao (?:ma )?lau (?:the|vay|qua)|lau (?:the|vay|qua)(?: \w+){0,2})(?: (?:a|vay|the|ad|em|chau|roi))*$/
const itsState =
  /^(?:\w+ ){0,2}(?:bao gio|khi nao|bao lau|may ngay) .*(?:ket qua|tra loi|xu li|giai quyet|xong)|^(?:(?:the|vay|roi|thi|da|a) )*(?:co )?ai (?:(?:dang|se|di|den|toi|xuong|ve) )*(?:xu li|giai quyet|xem|kiem tra|lam|sua)(?: (?:chua|khong|a|vay|the|day|ko))*$/
const takesBack =
  /^(?:(?:toi|em|minh|cho|muon|xin) )*(?:(?:huy|rut|xoa|thu hoi|bo|khong gui|thoi khong gui)(?: lai)? (?:cai )?phan anh|(?:vua )?gui nham)/
const howToReport =
  /^(?:\w+ ){0,4}(?:phan anh|kien nghi|gop y)(?: (?:thi|o|nhu|bang|lam|qua|phai|den|cho|su viec))* (?:dau|ai|nao|the nao|sao|cach nao)(?: a| vay)?$|^(?:lam sao|lam the nao|cach)(?: de)? (?:gui )?(?:phan anh|kien nghi|gop y)$/
const myDossier =
  /(?:^| )ho so(?: .+)? (?:toi dau|den dau|xong chua|co ket qua chua|duoc chua|giai quyet chua)(?: |$)|(?:^| )tra cuu ho so(?: |$)/
/** "Gửi thêm cho cán bộ", and what was answered but is not mended. */
const forOfficer =
  /(?:^| )(?:gui them|bo sung|noi lai|bao lai|nhan lai) (?:cho |voi |den )?(?:can bo|co quan|phuong|xa)(?: |$)/
const notMended = /^(?:(?:da|nhung|ma|alo) )*(?:van|chua|da) (?:chua|con|khong|ko|thay|sua|xu li)/
const addsMore =
  /^(?:(?:toi|em|minh|cho|muon|xin|can|da) )*(?:bo sung|gui them|gui bo sung|them)(?: (?:anh|hinh|video|thong tin|noi dung|y|cho|vao|phan anh|mot|may|luc nay|vua gui|them|nua|a))*$/
const myData =
  /^(?:(?:cho (?:toi|minh) )?(?:xem|sua|tra cuu|chinh sua) (?:du lieu|thong tin)(?: ca nhan)?(?: cua (?:toi|minh))?|du lieu (?:ca nhan )?cua (?:toi|minh)|sua|quyen du lieu)$/
