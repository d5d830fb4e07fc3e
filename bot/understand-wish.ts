import type { Classified } from '../desk/ticket.ts'
import { openTickets, waitingForCitizen } from '../flows/add.ts'
import { flowNamed } from '../flows/all.ts'
import type { Heard } from '../flows/flow.ts'
import { guidedKind } from '../flows/guided.ts'
import { isOnlyPlace } from '../flows/place-words.ts'
import { withoutOpening } from '../flows/report-matter.ts'
import { afterGuidance } from './after-guidance.ts'
import { caseWish } from './case-wish.ts'
import { procedureCodeIn } from './codes.ts'
import type { Command } from './command.ts'
import { takenBackIn } from './correction.ts'
import { counterWish } from './counter-wish.ts'
import { isKnownEnglish } from './foreign.ts'
import { isMatter, isOutdoors, isProcedural, isSeen, search } from './matter.ts'
import { namedWish, takenBack, toldWish } from './named-wish.ts'
import { plain } from './plain.ts'
import { looksLikeQuestion } from './question.ts'
import type { Session } from './session.ts'
import type { Talk } from './talk.ts'
import { isAbuse, isForeign, withoutInsults } from './tongue.ts'
import { twoWishes } from './two-wishes.ts'

/** A message while nothing is asked: what does the citizen want? */
export function understandWish(heard: Heard, talk: Talk, classified: Classified): Command[] {
  const { text } = heard
  const named =
    caseWish(heard, talk) ?? takenBack(heard, talk) ?? mendsFiled(heard, talk) ?? namedWish(heard)
  if (named) return [named]
  const guidedOn = afterGuidance(heard, talk, classified)
  if (guidedOn && (talk.session.guided === 'emergency' || text === '')) return [guidedOn]
  if (text === '') return [{ do: 'files', rule: 'no-words' }]
  if (talk.session.earlier.length > 0 && missed.test(heard.plain))
    return [{ do: 'not-that', rule: 'answer-missed' }]
  const offered = heard.answer === 'yes' ? offeredLast(talk.session) : undefined
  if (offered) return [{ do: 'press', payload: offered, rule: 'yes-to-offer' }]
  if (heard.answer) return [{ do: 'nod', rule: 'nothing-asked' }]
  if (!/\p{L}{2}/u.test(text) && !procedureCodeIn(text))
    return [{ do: 'unclear', rule: 'no-letters' }]

  if (isKnownEnglish(text, talk.services)) return [{ do: 'foreign', rule: 'known-english' }]
  if (isAbuse(text) && plain(withoutInsults(text)).split(' ').length < 3)
    return [{ do: 'abuse', rule: 'insult-alone' }]
  const staysOnTopic = asksOnTopic(heard, talk, classified)
  const wishes = twoWishes(text, talk)
  const guided = guidedKind(classified)
  if (guided && !(staysOnTopic && isHarmless(guided)))
    // Where the parts no longer show what the whole does, the whole counts.
    return wishes?.some((wish) => wish.do === 'guide' && wish.kind === guided)
      ? wishes
      : [{ do: 'guide', kind: guided, classified, rule: 'guided' }]
  if (wishes) return wishes
  const told = toldWish(heard, talk) ?? guidedOn
  if (told) return [told]
  const atCounter = counterWish(heard, talk)
  if (atCounter) return [atCounter]
  if (landDispute.test(heard.plain)) {
    const asked = search(conciliation, talk)
    return [{ do: 'ask', question: text, asked, rule: 'land-dispute' }]
  }
  if (withoutOpening(text) !== text && classified.kind !== 'question')
    return [opens('report', 'says-report')]
  const takesBack = takenBackIn(text) !== undefined && !isProcedural(text)
  const more = afterthought.test(heard.plain) || takesBack || heard.attachments.length > 0
  if (more && !heard.question && filedJustNow(talk)) return [opens('add', 'afterthought')]
  const replies = heard.quotes || (!heard.question && !isProcedural(text))
  if (waitingForCitizen(talk.tickets) && replies) return [opens('add', 'officer-waits')]
  if (!heard.question && !isProcedural(text) && isOnlyPlace(text, talk.services))
    return [{ do: 'where', rule: 'only-place' }]
  if (classified.kind === 'report' && classified.field !== 'OTHER' && showsIt(talk, text))
    return [opens('report', 'words-for-a-photo')]
  if (isSeen(classified, text) && !staysOnTopic) return [opens('report', 'seen')]
  if (asksWhomToTell(heard, talk)) return [opens('report', 'asks-whom-to-tell')]
  if (classified.kind === 'praise' && heard.plain.split(' ').length < 5)
    return [{ do: 'global', command: 'thanks', rule: 'short-praise' }]
  if (isOpinion(classified) && !heard.question && !appliesFor(heard, talk))
    return [opens('report', 'opinion')]
  if (isAbuse(text) && !isMatter(classified, text) && !isProcedural(text))
    return [{ do: 'abuse', rule: 'abuse' }]
  return [bySearch(heard, talk, classified)]
}

function bySearch(heard: Heard, talk: Talk, classified: Classified): Command {
  const { text } = heard
  const asked = search(text, talk)
  if (asked.outcome === 'emergency') {
    return { do: 'guide', kind: 'emergency', classified, rule: 'emergency-by-search' }
  }
  if (isOutdoors(classified, text) && !asked.followUp) {
    return { do: 'offer-report', text, instead: true, rule: 'outdoors' }
  }
  const known = asked.outcome !== 'decline'
  if (!known && isForeign(text)) return { do: 'foreign', rule: 'other-language' }
  const matter = isMatter(classified, text)
  if (known && (heard.question || isProcedural(text) || asked.followUp || !matter)) {
    return { do: 'ask', question: text, asked, rule: 'search' }
  }
  if (matter && isToldInFull(heard, talk, classified)) return opens('report', 'classified')
  const asks = heard.question || isProcedural(text) || heard.plain.split(' ').length >= 5
  return asks
    ? { do: 'ask', question: text, asked, rule: 'unknown' }
    : { do: 'unclear', rule: 'nothing-fits' }
}

/** What nobody can see in passing, such as land or an allowance, is a report only where a sentence tells it. */
const isToldInFull = ({ text, plain: spoken }: Heard, { session }: Talk, classified: Classified) =>
  isSeen(classified, text) ||
  isOpinion(classified) ||
  (!session.topic && classified.confidence >= 0.5 && spoken.split(' ').length >= 5)

/** "Mất phí không?", "chủ nhà là ai?": a short question after an answer, in which a field is only faintly heard. */
const asksOnTopic = (heard: Heard, talk: Talk, { confidence }: Classified): boolean =>
  heard.question &&
  talk.session.topic !== undefined &&
  (confidence < 0.4 || isFollowUp(heard, talk, confidence))

/** "Thế có mất tiền không": a few words for a part of what was just answered, whatever else they sound like. */
function isFollowUp({ text, plain: spoken }: Heard, talk: Talk, confidence: number): boolean {
  const { followUp, part } = search(text, talk)
  const fewForPart = part !== undefined && spoken.split(' ').length <= 6
  return followUp === true && (confidence < 0.5 || fewForPart)
}

/** A faint hint of these may be a slip of our ears; of the others never. */
const isHarmless = (kind: string) => kind === 'crime' || kind === 'scam'

/** Neighbours about their border: conciliation comes first by law (Land Law), no office mends it like a lamp. */
const landDispute =
  /(?:^| )(?:hang xom|nha ben|nha lang gieng|lang gieng|ho lien ke|ho ben canh)(?: .*)? (?:lan|lan chiem|tranh chap|chiem) (?:.* )?(?:dat|ranh|m2|\dm|sang|san|tuong)|(?:^| )dat (?:nha )?(?:toi|em|minh|ong ba|bo me)? ?bi (?:hang xom|nha ben|lang gieng) (?:lan|chiem|xay)|(?:^| )tranh chap (?:ranh gioi|dat|moc gioi)(?: |$)/
const conciliation = 'hòa giải tranh chấp đất đai'

/** "À quên, chỗ đó gần trường": said when the receipt has just been read. */
const afterthought =
  /^(?:(?:da|a|ah|ui|chet|oi|ma|nay|ad|bot) )*(?:quen(?: mat| noi| ghi)?|noi them|ghi them|them nua|con nua|a nham|nham|ghi nham|ghi sai|noi nham|viet nham|dinh chinh|sua lai|khong phai|y toi la|dung ra)(?: |$)/

/** "Sửa", "sửa phản ánh", "đổi số điện thoại trong phản ánh": what was sent is mended by an addition. */
function mendsFiled({ plain: spoken }: Heard, talk: Talk): Command | undefined {
  const add = flowNamed('add')
  const meansFiled = filedJustNow(talk) || / phan anh(?: |$)/.test(spoken)
  if (!add || !meansFiled || openTickets(talk.tickets).length === 0) return undefined
  return wantsToMend.test(spoken)
    ? { do: 'open', flow: add, bare: true, rule: 'mends-filed' }
    : undefined
}
const wantsToMend =
  /^(?:(?:toi|em|minh|chau|bac|ba|cho|muon|xin|can|co|con|the|vay|thi|da|a|thoi) )*(?:sua|chinh sua|dinh chinh|doi|thay doi)(?: (?:lai|cai|thong tin|noi dung|dia chi|noi xay ra|so dien thoai|so|ten|ho ten|anh|phan anh|trong|cua|vua gui|vua roi|do|nay|duoc khong|duoc ko|giup|ho|toi|em|bac|a|nhe|voi|di))*$/

/** "Đường hỏng thì báo ai", "đèn tắt có báo ở đây được không": the matter itself is told in front of that. */
function asksWhomToTell({ text, plain: spoken }: Heard, { services }: Talk): boolean {
  const told = spoken.replace(whomToTell, '')
  if (told === spoken) return false
  const matter = text.split(/\s+/).slice(0, told.split(' ').length).join(' ')
  return isSeen(services.classify(matter), matter)
}
const whomToTell =
  /(?: (?:thi|vay|the|gio|phai|nen|can|co|minh|toi|em))* (?:bao|goi|keu|phan anh|noi|kien nghi|trinh bao|lien he)(?: (?:voi|cho|den|len|o|tai|day|cai nay|viec nay))*(?: (?:duoc khong|duoc ko|dc ko|dc khong|ai|dau|so nao|cho nao|noi nao|the nao|lam sao|sao))+(?: (?:a|vay|the|ad|em|chau|ha|nhi|day))*$/

/** Minutes after the receipt what is said next most often belongs to it. */
const filedJustNow = ({ tickets, now }: Talk): boolean => {
  const [latest] = openTickets(tickets)
  return latest !== undefined && now.getTime() - latest.receivedAt.getTime() < justNowMs
}
const justNowMs = 60 * 60 * 1000

/** What a bare yes says yes to: the report, or the question for an officer, that was offered by name. */
const offeredLast = ({ wish, question, attachments }: Session): string | undefined =>
  wish !== undefined || attachments.length > 0
    ? 'open:report'
    : question !== undefined
      ? 'do:send-question'
      : undefined

/** A photo or a place lies there, and now come the few words for it. */
const showsIt = ({ session }: Talk, text: string) =>
  session.attachments.length > 0 && !isProcedural(text) && !looksLikeQuestion(text)

/** "Xin phép xây nhà" sounds like a proposal to the desk, and is a licence to apply for. */
const appliesFor = ({ text, plain: spoken }: Heard, talk: Talk) =>
  applies.test(spoken) && search(text, talk).outcome === 'answer'
const applies =
  /^(?:(?:toi|em|minh|chau|con|muon|can|a|da) )*xin (?:phep|giay|cap|lam|doi|dang ki|tach|nhap|xac nhan)(?: |$)/

const isOpinion = ({ kind }: Classified) => kind === 'proposal' || kind === 'praise'

/** "Sai rồi", "không phải cái này": said of our answer. */
const missed =
  /^(?:(?:da|a|oi|sao) )*(?:sai|nham|lac de|tra loi (?:sai|nham|lac de|linh tinh)|hieu (?:sai|nham)(?: y)?|(?:khong|ko|k|chua) (?:phai|dung|lien quan))(?: (?:roi|a|dau|ma|bot|y toi|cai (?:nay|do)|the(?: nay)?|vay|cau hoi))*$/

function opens(name: string, rule: string): Command {
  const flow = flowNamed(name)
  return flow ? { do: 'open', flow, rule } : { do: 'unclear', rule }
}
