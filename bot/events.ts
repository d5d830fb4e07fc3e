import type { Incoming, Spoken } from '../adapters/channel.ts'
import { say } from '../flows/flow.ts'
import { welcome } from '../flows/welcome.ts'
import { askAgain, openQuestion, waiting } from './form.ts'
import { readRef } from './ref.ts'
import { thenAsk } from './repair.ts'
import { type Said, said, type Talk } from './talk.ts'
import { answerCode } from './topic.ts'

/** How long the bot stays quiet after a person's last word in the page's inbox. */
const officerMs = 2 * 60 * 60 * 1000
/** Another application may never give the conversation back; a day is the longest silence. */
const controlMs = 24 * 60 * 60 * 1000

/** Everything that reaches a lane besides messages. */
export function onEvent(talk: Talk, event: Exclude<Incoming, Spoken>): Said {
  const { session, now } = talk
  if (session.silent && !isHeardInSilence(event.kind, session.silent.hard)) {
    return said(session, 'silent', [])
  }
  const quiet = (ms: number, hard: boolean) => ({
    ...session,
    silent: { until: new Date(now.getTime() + ms).toISOString(), hard },
  })
  switch (event.kind) {
    case 'start':
      return start(talk, event.ref)
    case 'officer-spoke':
      return said(quiet(officerMs, false), 'silent', [])
    case 'control':
      return said(
        event.ours ? { ...session, silent: undefined } : quiet(controlMs, true),
        'silent',
        [],
      )
    case 'withdraw':
      return said(session, 'erased', [], [{ type: 'erase-citizen' }])
    case 'unsend':
      return unsent(talk)
    case 'edit': // bot/turn.ts reads the new words as a message.
    case 'leave':
    case 'echo':
      return said(session, 'silent', [])
  }
}

/** "Get started" brings us back while a person speaks; into another application's thread nothing goes. */
const isHeardInSilence = (kind: Incoming['kind'], hard: boolean) =>
  kind === 'withdraw' ||
  kind === 'control' ||
  kind === 'officer-spoke' ||
  (kind === 'start' && !hard)

/** A follow, "get started" or a QR code. A tampered or outdated reference is an ordinary start. */
function start(before: Talk, ref: string | undefined): Said {
  const talk: Talk = { ...before, session: { ...before.session, silent: undefined } }
  const { services } = talk
  const open = openQuestion(talk)
  const { procedure, commune } = readRef(ref, services)
  const told = procedure && answerCode(talk, procedure, undefined)
  if (told) return open ? { ...told, question: askAgain(open) } : told

  const session = {
    ...talk.session,
    disclosed: true,
    ...(commune && { commune: commune.code }),
  }
  if (open)
    return thenAsk(
      { ...talk, session },
      open,
      [say('Chào Anh/Chị. Ta tiếp tục việc đang làm nhé.')],
      'welcomed',
    )
  const here = commune
    ? `
Anh/Chị đang liên hệ về ${commune.name}.`
    : ''
  const hello = welcome(services)
  return said(session, 'welcomed', [{ ...hello, text: hello.text + here }, ...waiting(session)])
}

function unsent(talk: Talk): Said {
  const open = openQuestion(talk)
  const words = 'Anh/Chị vừa thu hồi một tin nhắn.'
  if (open)
    return thenAsk(
      talk,
      open,
      [say(`${words} Điều đã trả lời trong phản ánh vẫn còn; gõ "quay lại" để sửa.`)],
      'noted',
    )
  return said(talk.session, 'noted', [
    say(`${words} Phản ánh đã gửi thì không tự mất theo; muốn rút, gõ "rút phản ánh".`),
  ])
}
