import { createHash } from 'node:crypto'
import type { Incoming, Reply } from '../adapters/channel.ts'
import { type Services, say } from '../flows/flow.ts'
import { plain } from './plain.ts'
import type { Session } from './session.ts'
import type { Talk } from './talk.ts'

/** Another copy of us, another bot quoting us, an inbox that answers by itself: two machines would talk for ever. */
export function isMachine(incoming: readonly Incoming[], services: Services): boolean {
  const words = services.text('disclosure')
  return incoming.some(
    (one) =>
      one.kind === 'message' &&
      ((one.text.length >= words.length / 2 && plain(one.text).includes(plain(words))) ||
        answersByItself.test(plain(one.text))),
  )
}

/** "Cảm ơn bạn đã nhắn tin, chúng tôi sẽ phản hồi sớm nhất": how an answering machine greets. */
const answersByItself =
  /(?:^| )(?:da (?:nhan tin|lien he|gui tin nhan|quan tam)) .*(?:se|som) (?:\w+ )?(?:phan hoi|tra loi|lien he lai|lien lac)|(?:^| )(?:tin nhan|tra loi|phan hoi) tu dong(?: |$)/

/** Nobody types this fast and reads the same words four times. */
export function stuck({ session: { lastAt }, now }: Talk, echoes: number): boolean {
  return echoes >= 3 && lastAt !== undefined && now.getTime() - Date.parse(lastAt) < 20_000
}

/** Counts the same long message, however slowly it comes again. */
export function repeats(
  { same }: Session,
  incoming: readonly Incoming[],
): { same?: Session['same'] } {
  const texts = incoming.flatMap((one) => (one.kind === 'message' ? [one.text] : []))
  if (texts.length === 0) return {}
  const said = texts.join('\n').trim()
  const hash = hashOf(said)
  if (said.length < longEnough) return { same: undefined }
  return { same: { hash, times: same?.hash === hash ? same.times + 1 : 1 } }
}

/** A person who pastes the same words for the fourth time hears so once; a machine hears nothing more. */
export function sameAgain({ same }: Session): Reply[] | undefined {
  const times = same?.times ?? 0
  if (times <= heardMost) return undefined
  return times === heardMost + 1 ? [say(heardOften)] : []
}

const longEnough = 30
const heardMost = 3
const heardOften =
  'Tôi đã nhận đúng tin này nhiều lần nên không trả lời lại. Anh/Chị gõ 0 để gặp cán bộ, hoặc "menu".'

export const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 16)
