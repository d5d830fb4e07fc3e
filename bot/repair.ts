import type { Reply } from '../adapters/channel.ts'
import { flowNamed } from '../flows/all.ts'
import { type AnyFlow, type Heard, say } from '../flows/flow.ts'
import { help, helpInForm } from '../flows/help.ts'
import { myTickets } from '../flows/track.ts'
import { invite, menu, thanks, welcome } from '../flows/welcome.ts'
import type { GlobalCommand } from './command-words.ts'
import { advance, askAgain, askStep, begin, type Open, pause, waiting } from './form.ts'
import { plain } from './plain.ts'
import { cannot, type Said, said, type Talk } from './talk.ts'
import { repeatTopic } from './topic.ts'
import { menuChoice, notUnderstood, personChoice, wayOut } from './way-out.ts'

/** The words that work at any moment, while a question is open (`open`) and while none is. */
export function obey(command: GlobalCommand, talk: Talk, open: Open | undefined): Said {
  return open ? whileAsking[command](talk, open) : whileFree[command](talk)
}

/** The same question again, after other words. */
export const thenAsk = (
  talk: Talk,
  open: Open,
  replies: Reply[],
  verdict: Said['verdict'] = 'repaired',
): Said => ({
  ...said({ ...talk.session, unclear: 0 }, verdict, replies),
  question: askAgain(open),
})

/** Said to a greeting in the middle of something; whoever was just told that it is kept needs it no more. */
export const hereAgain = 'Chào Anh/Chị. Ta tiếp tục việc đang làm nhé.'

const whileAsking: Record<GlobalCommand, (talk: Talk, open: Open) => Said> = {
  cancel: ({ session }, { flow }) => {
    const left = { ...session, flow: undefined, question: undefined, unclear: 0 }
    return said(left, 'cancelled', [
      say(`Đã hủy. ${flow.cancelled}`, [menuChoice, personChoice]),
      ...waiting(left),
    ])
  },
  back: (talk, open) => {
    const { flow, running } = open
    const at = running.trail.indexOf(running.step)
    const earlier = at >= 0 ? running.trail.slice(0, at) : running.trail
    const previous = earlier.findLast((name) => name in flow.steps)
    if (previous) return askStep(talk, flow, running, previous)
    return thenAsk(talk, open, [say('Đây là câu hỏi đầu tiên. Gõ "hủy" nếu không muốn tiếp tục.')])
  },
  menu: ({ session }) => {
    const left = { ...session, ...pause(session), unclear: 0 }
    return said(left, 'repaired', [...waiting(left), menu()])
  },
  person: (talk) => toPerson({ ...talk, session: { ...talk.session, ...pause(talk.session) } }),
  repeat: (talk, open) => ({ ...thenAsk(talk, open, []), question: open.step.ask(open.scene) }),
  skip: (talk, open) => skip(talk, open),
  why: (talk, open) => thenAsk(talk, open, [say(whyOf(open))]),
  restart: (talk, { flow, running }) => {
    // Consent was given to the whole, so it is the one answer that a new beginning keeps.
    const { consent } = running.answers
    const blank = { ...running, answers: consent ? { consent } : {}, attachments: [], trail: [] }
    const again = advance(talk, flow, blank)
    return {
      ...again,
      verdict: 'repaired',
      replies: [say('Vâng, ta làm lại từ đầu.'), ...again.replies],
    }
  },
  help: (talk, open) => thenAsk(talk, open, [helpInForm()], 'helped'),
  resume: (talk, open) =>
    talk.session.paused && !open.flow.unfinished ? resume(talk) : thenAsk(talk, open, []),
  mine: (talk, open) =>
    thenAsk(talk, open, [withoutChoices(myTickets(talk.tickets, talk.services))], 'status'),
  greet: (talk, open) => thenAsk(talk, open, [say(hereAgain)], 'noted'),
  thanks: (talk, open) => thenAsk(talk, open, [say('Cảm ơn Anh/Chị.')], 'noted'),
  ask: (talk, open) => thenAsk(talk, open, [invite()], 'helped'),
  wait: (talk, open) => {
    const words = 'Vâng, Anh/Chị cứ từ từ. Nội dung đang viết được giữ một ngày.'
    return thenAsk(talk, open, [say(words)], 'noted')
  },
}

const whileFree: Record<GlobalCommand, (talk: Talk) => Said> = {
  cancel: ({ session }) =>
    session.paused
      ? said({ ...session, paused: undefined }, 'cancelled', [
          say(`Đã hủy. ${flowNamed(session.paused.name)?.cancelled ?? ''}`, [
            menuChoice,
            personChoice,
          ]),
        ])
      : said(letGo(session), 'cancelled', [
          say('Vâng. Hiện không có việc gì đang làm dở.', [menuChoice, personChoice]),
        ]),
  back: ({ session }) => said(letGo(session), 'repaired', [...waiting(session), menu()]),
  menu: ({ session }) => said(letGo(session), 'repaired', [...waiting(session), menu()]),
  person: (talk) => toPerson(talk),
  repeat: repeatTopic,
  skip: (talk) => unclear(talk, undefined, asHeard('')),
  why: ({ session }) =>
    said(session, 'repaired', [
      say('Hiện tôi không hỏi gì. Anh/Chị cứ viết điều cần hỏi hoặc cần phản ánh.', [menuChoice]),
    ]),
  restart: ({ session, services }) =>
    said({ ...letGo(session), topic: undefined, earlier: [], disclosed: true }, 'welcomed', [
      ...waiting(session),
      welcome(services),
    ]),
  help: ({ session }) => said({ ...letGo(session), disclosed: true }, 'helped', [help()]),
  resume: (talk) => resume(talk),
  mine: ({ session, tickets, services }) =>
    said(letGo(session), 'status', [myTickets(tickets, services)]),
  greet: ({ session, services }) =>
    said({ ...letGo(session), disclosed: true }, 'welcomed', [
      session.disclosed
        ? say('Chào Anh/Chị. Tôi là trợ lý ảo, sẵn sàng giúp.', menu().choices)
        : welcome(services),
      ...waiting(session),
    ]),
  thanks: ({ session }) => said(letGo(session), 'noted', [thanks()]),
  ask: ({ session }) => said(session, 'helped', [invite()]),
  wait: ({ session }) =>
    said(session, 'noted', [
      say('Vâng, Anh/Chị cứ từ từ. Khi cần, xin viết vào đây.', [menuChoice]),
    ]),
}

/** Nothing fits: never the same words twice running, and after two tries the choice of a person. */
export function unclear(talk: Talk, open: Open | undefined, heard: Heard): Said {
  if (!open) {
    const times = talk.session.unclear + 1
    const session = { ...talk.session, unclear: times }
    return notUnderstandable(
      said(session, 'unclear', [
        times > 2 ? wayOut(talk.services, times) : notUnderstood[times % 2 === 1 ? 0 : 1],
      ]),
    )
  }
  const tries = open.running.tries + 1
  const flow = { ...open.running, tries }
  const session = { ...talk.session, flow }
  const scene = { ...open.scene, tries }
  if (tries === 1)
    return notUnderstandable({
      ...said(session, 'unclear', []),
      question: open.step.sorry(scene, heard),
    })
  return notUnderstandable({
    ...said(session, 'unclear', [tries === 2 ? say(hint(open)) : wayOut(talk.services, tries)]),
    question: askAgain({ ...open, scene }),
  })
}

const notUnderstandable = (said: Said): Said => cannot('not-understood', said)

/** Takes up what was left: the question that was open then. */
function resume(talk: Talk): Said {
  const { session } = talk
  const flow = session.paused && flowNamed(session.paused.name)
  if (!session.paused || !flow) {
    return said(session, 'repaired', [
      say('Hiện không có việc gì viết dở. Anh/Chị cần việc nào dưới đây?', menu().choices),
    ])
  }
  return askStep(
    { ...talk, session: { ...session, paused: undefined } },
    flow,
    session.paused,
    session.paused.step,
  )
}

/** To an officer, with the question that is still unanswered, if there is one. */
export function toPerson(talk: Talk): Said {
  const { question } = talk.session
  const flow = flowNamed('person') as AnyFlow // as: it stands in flows/all.ts; a test reads that list.
  const started = begin(
    { ...talk, session: { ...talk.session, question: undefined } },
    flow,
    question ? asHeard(question) : undefined,
  )
  return { ...started, verdict: 'person' }
}

export const asHeard = (text: string): Heard => ({
  text,
  plain: plain(text),
  codes: [],
  attachments: [],
  question: false,
})

/** One answer again, or first which of them. */
export function edit(talk: Talk, open: Open, step?: string): Said {
  return step === undefined
    ? said(talk.session, 'in-form', [offerEdits(open)])
    : askStep(talk, open.flow, open.running, step)
}

/** "Sửa" in front of the summary: which answer? */
function offerEdits({ flow, scene }: Open): Reply {
  const steps = Object.entries(flow.steps).filter(
    ([name, { label }]) => label && name in scene.answers,
  )
  return say(
    'Anh/Chị muốn sửa phần nào?',
    steps.map(([name, { label = name }]) => ({ label, payload: `edit:${name}` })),
  )
}

function skip(talk: Talk, open: Open): Said {
  const { flow, running, step } = open
  const kept = running.answers[running.step]
  const value = kept === undefined ? step.skip?.(open.scene) : kept
  if (value === undefined) return thenAsk(talk, open, [say(step.required ?? whyOf(open))])
  const trail = [...running.trail.filter((name) => name !== running.step), running.step]
  return advance(talk, flow, {
    ...running,
    trail,
    answers: { ...running.answers, [running.step]: value },
  })
}

const whyOf = ({ step, scene }: Pick<Open, 'step' | 'scene'>): string =>
  typeof step.why === 'string' ? step.why : step.why(scene)

const hint = ({ step, scene }: Open) =>
  `${whyOf({ step, scene })} ${step.skip?.(scene) ? 'Câu này có thể gõ "bỏ qua".' : 'Muốn sửa câu trước, gõ "quay lại"; muốn dừng, gõ "hủy".'}`

const letGo = (session: Talk['session']) => ({
  ...session,
  question: undefined,
  wish: undefined,
  unclear: 0,
})

const withoutChoices = ({ choices: _, ...reply }: Reply): Reply => reply
