import type { Spoken } from '../adapters/channel.ts'
import { myData } from '../flows/erase.ts'
import { type Heard, say } from '../flows/flow.ts'
import { guide, guideAgain } from '../flows/guided.ts'
import { menu } from '../flows/welcome.ts'
import type { Command } from './command.ts'
import { maskPersonal } from './contacts.ts'
import { onFiles } from './files.ts'
import { foreign } from './foreign.ts'
import {
  answerOpen,
  asideOf,
  askAgain,
  begin,
  type Open,
  openQuestion,
  pause,
  put,
} from './form.ts'
import { hear } from './hear.ts'
import { askWhat, offerReport, tell, tellOffice } from './offers.ts'
import { press } from './press.ts'
import { edit, obey, thenAsk, unclear } from './repair.ts'
import { showTicket } from './show-ticket.ts'
import { after, type Said, said, type Talk } from './talk.ts'
import { answerQuestion, missedIt } from './topic.ts'
import { understand } from './understand.ts'

/** One moment of a citizen's words: understood, then done command by command. */
export function react(
  talk: Talk,
  spoken: readonly Spoken[],
  how: 'said' | 'edited' = 'said',
): Said {
  const { masked, ...heard } = hear(spoken, talk.session.offered)
  const open = openQuestion(talk)
  const commands = understand(heard, talk, open)
  if (talk.session.silent && !breaksSilence(commands, spoken, talk.session.silent.hard))
    return said(talk.session, 'silent', [])

  const awake: Talk = { ...talk, session: { ...talk.session, silent: undefined } }
  const first = commands[0]
  const result =
    how === 'edited' && open && first?.do !== 'set'
      ? thenAsk(
          awake,
          open,
          [
            say(
              'Tôi thấy Anh/Chị vừa sửa một tin nhắn. Muốn đổi điều đã trả lời, xin gõ "quay lại".',
            ),
          ],
          'noted',
        )
      : doAll(commands, awake, heard)
  const settled = staysWithGuidance(first) ? result : withoutGuidance(result)
  if (!masked) return settled
  return {
    ...after([say(talk.services.text('data.personal'))], settled),
    effects: [...settled.effects, { type: 'blank-words' }],
  }
}

function doAll(commands: readonly Command[], talk: Talk, heard: Heard): Said {
  return commands.reduce<Said>(
    (before, command) => {
      const now: Talk = { ...talk, session: before.session }
      const next = perform(command, now, openQuestion(now), heard)
      return {
        ...(before.cannot && { cannot: before.cannot }),
        ...next,
        replies: [...before.replies, ...next.replies],
        effects: [...before.effects, ...next.effects],
      }
    },
    said(talk.session, 'noted', []),
  )
}

function perform(command: Command, talk: Talk, open: Open | undefined, heard: Heard): Said {
  const { session, services } = talk
  switch (command.do) {
    case 'guide': {
      const { replies, effects, cannot } = guide(command, services, heard)
      // No form after danger, and none around what chat may not take in.
      const left = command.kind === 'emergency' ? pause(session) : { flow: undefined }
      const verdict = command.kind === 'emergency' ? 'emergency' : 'guided'
      // Whoever tells on after a guidance hears the same door in other words.
      const again = session.guided === command.kind && command.kind !== 'emergency'
      const unclear = again ? session.unclear + 1 : 0
      const guided = { ...session, ...left, guided: command.kind, unclear }
      const words = again ? [guideAgain(command.kind, services, { nth: session.unclear })] : replies
      return { ...said(guided, verdict, words, effects), ...(cannot && { cannot }) }
    }
    case 'global':
      return obey(command.command, talk, open)
    case 'press':
      return press(talk, command.payload, open, heard)
    case 'answer':
      if (open?.step.review && heard.answer === 'no') return edit(talk, open)
      return (open && answerOrAside(talk, open, heard)) ?? unclear(talk, open, heard)
    case 'edit':
      return open ? edit(talk, open, command.step) : unclear(talk, open, heard)
    case 'set':
      return open ? set(talk, open, command) : unclear(talk, open, heard)
    case 'open':
      return begin(talk, command.flow, command.bare ? { ...heard, text: '', plain: '' } : heard)
    case 'ask': {
      const answered = answerQuestion(talk, command.question, command.asked)
      // Asked back in the middle of a form: first the choice, then the form's question again.
      const asksBack = answered.verdict === 'asked-back'
      if (!open || asksBack) return answered
      return asksForPerson(open)
        ? stillForPerson(answered, command.question)
        : { ...answered, question: askAgain(open) }
    }
    case 'offer-report':
      return offerReport(talk, command)
    case 'ticket':
      return showTicket(talk, command.code, open) ?? unclear(talk, open, heard)
    case 'tell':
      return open
        ? thenAsk(talk, open, [say(services.text(command.text))], 'guided')
        : tell(talk, command)
    case 'office':
      return tellOffice(talk, heard, open)
    case 'guide-again':
      return said(
        { ...session, unclear: session.unclear + 1 },
        'guided',
        [guideAgain(command.kind, services, { place: command.place, heard, nth: session.unclear })],
        // What is added to an accusation must stay with us no more than the accusation.
        command.kind === 'denunciation' ? [{ type: 'blank-words' }] : [],
      )
    case 'where':
      return askWhat(talk, heard)
    case 'not-that':
      return missedIt(talk)
    case 'my-data':
      return said(session, 'guided', [myData(services)])
    case 'files':
      return onFiles(talk, open, heard)
    case 'abuse':
      return open
        ? thenAsk(talk, open, [say(calm)], 'noted')
        : said({ ...session, unclear: session.unclear + 1 }, 'noted', [
            say(services.text(session.unclear % 2 === 0 ? 'abuse' : 'abuse.again'), menu().choices),
          ])
    case 'foreign':
      return foreign(talk, heard, open)
    case 'nod':
      return said({ ...session, unclear: 0 }, 'noted', [
        say('Vâng. Anh/Chị cần thêm việc gì, xin viết vào đây.', menu().choices),
      ])
    case 'unclear':
      return unclear(talk, open, heard)
  }
}

const calm =
  'Tôi hiểu Anh/Chị đang bức xúc. Tôi hỏi để việc này đến đúng nơi; muốn gặp người, Anh/Chị gõ 0.'

function answerOrAside(talk: Talk, open: Open, heard: Heard): Said | undefined {
  const aside = asideOf(open, heard)
  return aside ? thenAsk(talk, open, [aside]) : answerOpen(talk, open, heard)
}

/** Whoever wants a person hears what we know, and may send the question on all the same. */
const asksForPerson = ({ flow, running }: Open) =>
  flow.name === 'person' && running.step === 'question'

const stillForPerson = (answered: Said, question: string): Said => ({
  ...answered,
  session: { ...answered.session, question: maskPersonal(question) },
  question: say('Nếu chưa đúng ý, Anh/Chị viết lại câu hỏi, hoặc tôi gửi câu vừa rồi cho cán bộ?', [
    { label: 'Gửi cán bộ', payload: 'do:send-question' },
    { label: 'Thôi', payload: 'do:cancel' },
  ]),
})

/** The field is set and named once; then the question that stood open, or the summary, comes again. */
function set(
  talk: Talk,
  { flow, running, scene }: Open,
  { step, value, how }: Extract<Command, { do: 'set' }>,
): Said {
  const next = after(
    [say(noted(how, flow.steps[step], value, scene))],
    put(talk, flow, running, step, value),
  )
  const open = openQuestion({ ...talk, session: next.session })
  // The same question stands open still: it needs no preface a second time.
  if (open?.running.step !== running.step || open.step.review) return next
  return { ...next, question: askAgain(open) }
}

/** What was guided away stays in mind only while the talk is about it. */
const withoutGuidance = (result: Said): Said => ({
  ...result,
  session: { ...result.session, guided: undefined },
})
const staysWithGuidance = (command: Command | undefined) =>
  command !== undefined && ['guide', 'guide-again', 'where', 'nod', 'unclear'].includes(command.do)

/** "Đã sửa nơi xảy ra: Phường Nam Định." */
function noted(
  how: 'corrected' | 'ahead' | 'more',
  { label = 'Câu trả lời', shown }: Partial<Open['step']> = {},
  value: unknown,
  scene: Open['scene'],
): string {
  if (how === 'more') return 'Đã ghi thêm.'
  const words = shown ? shown(value, scene) : ''
  const verb = how === 'corrected' ? 'Đã sửa' : 'Đã ghi'
  if (words === undefined)
    return `${how === 'corrected' ? 'Đã bỏ' : 'Vâng, tôi không ghi'} ${label.toLowerCase()}.`
  return `${verb} ${label.toLowerCase()}${words ? `: ${words}` : ''}.`
}

function breaksSilence(
  commands: readonly Command[],
  spoken: readonly Spoken[],
  hard: boolean,
): boolean {
  if (hard) return false
  // A typed "1" or "có" answers the person who is speaking; only a button is surely meant for us.
  if (spoken.some(({ payload }) => payload !== undefined)) return true
  return commands.some(
    (one) =>
      (one.do === 'guide' && one.kind === 'emergency') ||
      (one.do === 'global' && one.command === 'menu'),
  )
}
