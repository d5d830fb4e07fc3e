import type { Classified } from '../desk/ticket.ts'
import { type GuidedKind, guidedKind } from '../flows/guided.ts'
import { isOnlyPlace } from '../flows/place-words.ts'
import type { Command } from './command.ts'
import { isProcedural, isSeen, search } from './matter.ts'
import { looksLikeQuestion } from './question.ts'
import type { Talk } from './talk.ts'

/**
 * Several wishes in one message: what chat may not take in is led to its door, a question is answered,
 * a matter offered by name. Sentences tell them apart in any order; between commas the question must come
 * first, since what stands before it there is mostly its story: "mới mua xe ở đại lý, đăng ký biển số".
 */
export const twoWishes = (text: string, talk: Talk): Command[] | undefined =>
  wishesIn(partsOf(text, sentences), talk) ??
  wishesIn(partsOf(text, clauses), talk, 'question-first')

type Wish =
  | { is: 'guided'; kind: GuidedKind; classified: Classified; part: string }
  | { is: 'told' | 'asked'; part: string }

function wishesIn(
  parts: readonly string[],
  talk: Talk,
  order?: 'question-first',
): Command[] | undefined {
  if (parts.length < 2) return undefined
  const wishes = parts.map((part) => wishIn(part, talk))
  const nth = wishes.findIndex(({ is }) => is !== 'asked')
  if (nth < 0 || (order && wishes.slice(nth).some(({ is }) => is === 'asked'))) return undefined
  const asking = wishes.flatMap(({ is, part }) => (is === 'asked' ? [part] : []))
  // One wish may need several parts to be understood: "khai sinh cho con, ba mẹ chưa cưới".
  const question = [asking.join(', '), ...asking].find((part) => isQuestion(part, talk))
  const matters = wishes.flatMap(({ is, part }) => (is === 'told' ? [part] : []))
  const guided = wishes.find((wish) => wish.is === 'guided')
  const commands: Command[] = [
    ...(guided ? [{ do: 'guide', ...pick(guided), rule: 'two-wishes' } satisfies Command] : []),
    ...(question === undefined
      ? []
      : [
          {
            do: 'ask',
            question,
            asked: search(question, talk),
            rule: 'two-wishes',
          } satisfies Command,
        ]),
    ...(matters.length === 0
      ? []
      : [{ do: 'offer-report', text: matters.join('. '), rule: 'two-wishes' } satisfies Command]),
  ]
  return commands.length > 1 ? commands : undefined
}

const pick = ({ kind, classified }: Extract<Wish, { is: 'guided' }>) => ({ kind, classified })

function wishIn(part: string, { services }: Talk): Wish {
  if (part.split(/\s+/).length < fewestWords || isWhere(part, services))
    return { is: 'asked', part }
  const classified = services.classify(part)
  const kind = guidedKind(classified)
  if (kind) return { is: 'guided', kind, classified, part }
  return { is: !wants.test(part) && isSeen(classified, part) ? 'told' : 'asked', part }
}

/** "Phường Quang Trung, Phủ Lý": where the other wish is meant. */
const isWhere = (part: string, services: Talk['services']): boolean =>
  isOnlyPlace(part, services) ||
  (startsWithPlace.test(part) &&
    part.split(/\s+/).length <= 8 &&
    services.place(part).found !== 'none')
const startsWithPlace =
  /^(?:(?:ở|o|tại|tai|bên|ben)\s+)?(?:xã|xa|phường|phuong|thị trấn|thi tran|huyện|huyen|tp|thành phố|thanh pho|thôn|thon|tỉnh|tinh)\s/iu

const isQuestion = (part: string, talk: Talk): boolean =>
  part.split(/\s+/).length >= fewestWords &&
  (looksLikeQuestion(part) ||
    (isProcedural(part) && !late.test(part)) ||
    wants.test(part) ||
    endsAsking.test(part)) &&
  search(part, talk).outcome === 'answer'

const fewestWords = 4
const wants = /^(?:\S+\s+){0,2}(?:xin|muốn|muon|cần|can|làm|lam)\s/iu
/** "Nộp hồ sơ 3 tháng chưa trả": speaks of papers and complains. */
const late =
  /chưa (?:trả|xong|có|thấy|được|giải quyết)|chua (?:tra|xong|co|thay|duoc|giai quyet)|quá hạn|qua han|trễ|hẹn lại/iu
const endsAsking = /\s(?:sao|đâu|dau|gì|gi|nào|nao|chưa|chua|không|khong)\s*$/iu

const partsOf = (text: string, between: RegExp): string[] =>
  text
    .split(between)
    .map((part) => part.replace(joining, '').trim())
    .filter(Boolean)

const sentences =
  /[.!?;\n]+(?:\s+|$)|,?\s+(?:với lại|voi lai|ngoài ra|ngoai ra|tiện thể|tien the|đồng thời|còn nữa|nhân tiện|sẵn tiện|thêm nữa|them nua|à mà|a ma)[\s,]+/iu
const clauses = /[.!?;\n]+(?:\s+|$)|,\s+/u

/** What joins a second wish to the first and belongs to neither. */
const joining =
  /^(?:(?:à|a|mà|ma|còn|con(?= loa| duong| den)|với lại|voi lai|với|voi|ngoài ra|ngoai ra|tiện thể|tien the|tiện đây|tiện|thêm nữa|thêm|sẵn tiện|sẵn cho|sẵn|luôn|nữa|phản ánh|báo|cho tui báo luôn|cái vụ|chuyện)(?:\s+|,\s*))+/iu
