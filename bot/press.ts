import { flowNamed } from '../flows/all.ts'
import { decline } from '../flows/ask.ts'
import { myData } from '../flows/erase.ts'
import { type Heard, say } from '../flows/flow.ts'
import type { Part } from '../knowledge/asked.ts'
import { globalCommands } from './command-words.ts'
import { askAgain, askStep, begin, type Open } from './form.ts'
import { chosenOffice } from './offers.ts'
import { asHeard, edit, obey, thenAsk, toPerson, unclear } from './repair.ts'
import { showTicket } from './show-ticket.ts'
import { type Said, said, type Talk } from './talk.ts'
import { answerCode, answerIn } from './topic.ts'

/** A tapped choice with a meaning of its own: "do:menu", "open:report", "procedure:1.001193:fee" … */
export function press(talk: Talk, payload: string, open: Open | undefined, heard: Heard): Said {
  const [verb = '', what = '', rest] = payload.split(':')
  const act = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  const done = act?.(talk, what, open, { heard, rest })
  return done ?? unclear(talk, open, heard)
}

interface More {
  heard: Heard
  rest: string | undefined
}
type Verb = (talk: Talk, what: string, open: Open | undefined, more: More) => Said | undefined

const verbs: Record<string, Verb> = {
  do: (talk, what, open, { heard }) => {
    const command = globalCommands.find((one) => one === what)
    if (command) return obey(command, talk, open)
    return Object.hasOwn(special, what) ? special[what]?.(talk, open, heard) : undefined
  },
  open: (talk, what, open) => {
    const flow = flowNamed(what)
    if (!flow) return undefined
    const { wish } = talk.session
    if (open?.flow === flow) return thenAsk(talk, open, [])
    if (what === 'report' && wish) return begin(withoutWish(talk), flow, asHeard(wish))
    return begin(talk, flow)
  },
  procedure: (talk, what, open, { rest }) =>
    resumeAfter(answerCode(talk, what, partOf(rest)), open),
  part: (talk, what, open, { rest }) => resumeAfter(answerCode(talk, what, partOf(rest)), open),
  office: (talk, what, open) => chosenOffice(talk, what, open),
  where: (talk, what, open, { rest }) => resumeAfter(answerIn(talk, what, rest ?? ''), open),
  case: (talk, what, _, { heard }) => start(talk, 'case', { ...heard, choice: `case:${what}` }),
  edit: (talk, what, open) =>
    open && Object.hasOwn(open.flow.steps, what)
      ? askStep(talk, open.flow, open.running, what)
      : undefined,
  // A flow that asks for a ticket reads the tap itself; elsewhere it shows the ticket.
  ticket: (talk, what, open) => showTicket(talk, what, open),
  add: (talk, _, __, { heard }) => start(talk, 'add', heard),
  withdraw: (talk, _, __, { heard }) => start(talk, 'withdraw', heard),
}

const special: Record<
  string,
  (talk: Talk, open: Open | undefined, heard: Heard) => Said | undefined
> = {
  edit: (talk, open) => open && edit(talk, open),
  'my-data': ({ session, services }) => said(session, 'guided', [myData(services)]),
  'send-question': (talk) => toPerson(talk),
  none: (talk) => {
    const question = talk.session.earlier.at(-1)
    if (question === undefined) return undefined
    const { reply, effects } = decline(question, talk.services)
    return said({ ...talk.session, question, unclear: 0 }, 'declined', [reply], effects)
  },
  discard: ({ session }) =>
    said({ ...session, paused: undefined }, 'cancelled', [say('Đã xóa bản viết dở.')]),
}

function start(talk: Talk, name: string, heard: Heard): Said | undefined {
  const flow = flowNamed(name)
  return flow && begin(talk, flow, heard)
}

/** An answer in the middle of a form is followed by the question that stood open. */
function resumeAfter(result: Said | undefined, open: Open | undefined): Said | undefined {
  if (!result || !open) return result
  return {
    ...result,
    session: { ...result.session, unclear: 0 },
    question: askAgain(open),
  }
}

// as: an unknown part falls through to the whole procedure.
const partOf = (rest: string | undefined) => rest as Part | undefined

const withoutWish = (talk: Talk): Talk => ({
  ...talk,
  session: { ...talk.session, wish: undefined },
})
