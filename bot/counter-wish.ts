import type { Heard } from '../flows/flow.ts'
import type { Command } from './command.ts'
import { isProcedural } from './matter.ts'
import type { Talk } from './talk.ts'

/** What is asked of the counters themselves, and what no procedure answers: where, on which day, is my dossier late. */
export function counterWish(heard: Heard, talk: Talk): Command | undefined {
  return place(heard, talk) ?? day(heard, talk) ?? paper(heard, talk) ?? late(heard, talk)
}

/** "Xã Gia Thịnh cũ nay thuộc xã nào", "trung tâm hành chính công ở đâu", "ở phường Hoa Lư nộp ở đâu". */
function place({ text, plain: spoken }: Heard, { session, services }: Talk): Command | undefined {
  if (isProcedural(text.replace(anyMatter, ' '))) return undefined
  if (todaysUnit.test(spoken) && services.place(text).found !== 'none')
    return { do: 'office', rule: 'todays-unit' }
  if (whereIs.test(spoken)) return { do: 'office', rule: 'where-is-office' }
  const there = handsIn.test(spoken) && services.place(text).found !== 'none'
  return there ? { do: session.topic ? 'where' : 'office', rule: 'hands-in-where' } : undefined
}

/** "Ngày 24/11 có làm không": a day and whether it is worked, of no procedure. */
function day({ text, plain: spoken }: Heard, { services, now }: Talk): Command | undefined {
  const asks = works.test(spoken) && spoken.split(' ').length <= 10 && !isProcedural(text)
  return asks && services.offices.askedDay(text, now) !== undefined
    ? { do: 'office', rule: 'open-on-day' }
    : undefined
}

/** "Có cần hộ khẩu không?" behind an answer is about the papers for that. */
function paper({ plain: spoken }: Heard, { session: { topic } }: Talk): Command | undefined {
  if (!topic || !needsPaper.test(spoken)) return undefined
  return { do: 'press', payload: `procedure:${topic.procedure}:documents`, rule: 'needs-paper' }
}

/** A dossier that its citizen waits for: where its state is known, and a report of the delay with these words. */
function late({ text, plain: spoken, question }: Heard, { session }: Talk): Command | undefined {
  const few = spoken.split(' ').length <= 14
  if (question || !few || session.attachments.length > 0 || !waits.test(spoken)) return undefined
  return { do: 'tell', text: 'dossier', wish: text, rule: 'dossier-late' }
}

/** Of whatever procedure. */
const anyMatter = /hồ sơ|ho so|giấy tờ|giay to|thủ tục|thu tuc/giu
const todaysUnit =
  /(?:^| )(?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tp) .+ (?:thuoc|la|ten(?: la)?|goi la|doi thanh|nhap vao|ve|thanh|sap nhap(?: vao| voi)?) (?:(?:xa|phuong|noi|don vi|dau) )?(?:nao|gi|dau)(?: (?:a|vay|the|nhi|roi|day))*$/
const whereIs =
  /^(?:(?:cho|toi|em|minh|hoi|xin|biet|cai|a|da|ad) )*(?:(?:trung tam|bo phan)(?: phuc vu| tiep nhan)? (?:hanh chinh(?: cong)?|mot cua)|mot cua|ubnd|uy ban|cong an|tru so|so)(?: \S+){0,8} (?:o|nam|tai)? ?(?:dau|cho nao)(?: (?:a|vay|the|nhi|day))*$/
/** Where papers are handed in, of whatever matter. */
const handsIn =
  /(?:^| )(?:nop|lam (?:giay to|thu tuc|ho so))(?: .*)? (?:dau|cho nao|noi nao|o dau)(?: |$)/
const works =
  /(?:^| )(?:lam(?: viec)?|mo cua|nghi|tiep dan|nhan ho so|truc)(?: \S+){0,2} (?:khong|ko|k|hong|hok|chua)(?: (?:a|vay|the|nhi|ad))*$/
const needsPaper =
  /^(?:(?:vay|the|a|da|thi|co|nhung) )*(?:can|phai (?:co|mang|nop|dem)|doi hoi|mang theo) (?:them )?(?:so |giay |the |ban )?(?:ho khau|can cuoc|cccd|cmnd|chung minh|anh|hinh|anh the|khai sinh|ket hon|doc than|chung sinh|uy quyen|kham suc khoe|tam tru|cong chung|chung thuc|goc|chinh|sao)(?: \S+){0,4} (?:khong|ko|k|hong|hok)(?: (?:a|vay|the|nhi|ad))*$/
const waits =
  /(?:^| )ho so (?:\S+ ){0,6}(?:tre|qua|cham) (?:hen|han)(?: |$)|(?:^| )nop (?:\S+ ){0,8}(?:\d+|nua|ca|may|hai|ba|lau|mot) ?(?:ngay|tuan|thang|hom|nam|nay|roi)? (?:\S+ ){0,3}(?:chua|khong|ko) (?:thay|co|duoc|nhan|lay|xong|tra|ai tra loi)(?: |$)/
