import type { Heard } from '../flows/flow.ts'
import type { Command } from './command.ts'
import type { GlobalCommand } from './command-words.ts'
import type { Open } from './form.ts'
import { globalCommand } from './global-words.ts'
import type { Session } from './session.ts'
import type { Talk } from './talk.ts'
import { understandAnswer } from './understand-answer.ts'
import { understandWish } from './understand-wish.ts'

/** Reads a message in a fixed order: danger, words that always work, choices, the open question or a wish. */
export function understand(heard: Heard, talk: Talk, open: Open | undefined): Command[] {
  const classified = talk.services.classify(heard.text)
  if (classified.kind === 'emergency' && !heard.choice) {
    return [{ do: 'guide', kind: 'emergency', classified, rule: 'emergency' }]
  }
  const command = heard.choice ? undefined : globalCommand(heard.text)
  if (command === 'help' && !open && talk.session.guided === 'emergency') {
    return [{ do: 'guide-again', kind: 'emergency', rule: 'help-after-alarm' }]
  }
  const isOther =
    isNo(command, talk.session, open) ||
    isYes(command, heard, open) ||
    isFiled(command, heard, talk)
  if (command && !isOther) {
    return [{ do: 'global', command, rule: 'global-word' }]
  }
  if (heard.choice && isPress(heard.choice) && !asksForTicket(heard, open)) {
    return [{ do: 'press', payload: heard.choice, rule: 'choice' }]
  }
  return open
    ? understandAnswer(heard, talk, open, classified)
    : understandWish(heard, talk, classified)
}

/** "Thôi" to a plain offer is a no; elsewhere it cancels. */
const isNo = (command: GlobalCommand | undefined, { offered }: Session, open: Open | undefined) =>
  command === 'cancel' && !open && offered.some(({ payload }) => payload === 'no')

/** "Tiếp tục", "vâng cảm ơn", "gửi giúp bác" to a question that waits for a yes. */
const isYes = (command: GlobalCommand | undefined, heard: Heard, open: Open | undefined) =>
  command !== undefined &&
  ['resume', 'thanks', 'help'].includes(command) &&
  heard.answer === 'yes' &&
  open?.step.read(heard, open.scene) !== undefined

/** "Hủy phản ánh đó đi" while nothing is being written means the one that was sent. */
const isFiled = (command: GlobalCommand | undefined, { plain }: Heard, talk: Talk) =>
  command === 'cancel' &&
  !talk.session.flow &&
  !talk.session.paused &&
  / phan anh(?: |$)/.test(plain) &&
  talk.tickets.some(({ mine }) => mine)

const isPress = (payload: string) =>
  /^(?:do|open|procedure|where|office|case|edit|ticket|add|withdraw):/.test(payload)

/** A flow that asks which ticket reads that tap itself. */
const asksForTicket = (heard: Heard, open: Open | undefined) =>
  heard.choice?.startsWith('ticket:') && open?.step.read(heard, open.scene) !== undefined
